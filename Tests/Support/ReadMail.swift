public import Foundation

/// A mail as Python's `email` reads it, with all that it has to say against it.
public struct ReadMail: Decodable, Sendable {
  public struct Part: Decodable, Sendable {
    public let type: String
    public let parameters: [String: String]
    /// Of what is no multipart, after its transfer encoding is undone.
    public let body: Data
    public let defects: [String]
  }

  /// As they read after decoding, the first of each name.
  public let headers: [String: String]
  public let names: [String: String]
  public let addresses: [String: String]
  /// How many lines of each name there are.
  public let counts: [String: Int]
  public let defects: [String]
  /// The mail itself and all in it, in order.
  public let parts: [Part]

  private static let script = """
    import base64, json, sys
    from email import header, message_from_bytes, policy, utils
    def part(p):
      defects = [repr(d) for d in p.defects] + [f"{k}: {d!r}" for k, v in p.items() for d in v.defects]
      body = b"" if p.is_multipart() else p.get_payload(decode=True)
      return {"type": p.get_content_type(), "parameters": dict(p["content-type"].params),
        "body": base64.b64encode(body).decode(), "defects": defects}
    def read(text):
      m = message_from_bytes(base64.b64decode(text), policy=policy.SMTP)
      parts = [part(p) for p in m.walk()]
      # The newer of the two readers puts blanks between the words of a long name.
      plain = message_from_bytes(base64.b64decode(text))
      names = {k: str(header.make_header(header.decode_header(utils.parseaddr(plain[k])[0]))) for k in ("From", "To")}
      first = {k: m[k].addresses[0] for k in ("From", "To")}
      return {"headers": {k: str(m[k]) for k in m.keys()}, "counts": {k: len(m.get_all(k)) for k in m.keys()},
        "names": names, "addresses": {k: a.addr_spec for k, a in first.items()},
        "defects": [d for p in parts for d in p["defects"]], "parts": parts}
    json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
    """

  public static func read(_ mails: [[UInt8]]) throws -> [ReadMail] {
    try Python.run(script, on: mails.map { Data($0) })
  }

  public static func read(_ mail: [UInt8]) throws -> ReadMail { try read([mail])[0] }

  /// The text of the first part of a type, lines ending in LF.
  public func text(_ type: String) -> String? {
    parts.first { $0.type == type }.map { String(decoding: $0.body, as: UTF8.self).replacing("\r\n", with: "\n") }
  }
}
