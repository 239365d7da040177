/// The parts of `SCHEME://[USER@]HOST[:PORT][PATH][?QUERY]` (RFC 3986 §3).
package struct URLParts: Equatable {
  package let scheme: String
  /// As it stands, `%` and all.
  package let user: String?
  /// Without brackets.
  package let host: String
  package let port: Int?
  package let path: String
  package let query: String

  /// - Parameters:
  ///   - url: its text.
  ///   - scheme: the ones that are taken.
  ///   - example: how it is written, for who wrote it otherwise.
  /// - Throws: ``TransportError`` that does not repeat the URL: it may hold a secret.
  package init(_ url: String, scheme known: [String], example: String) throws(TransportError) {
    let wrong = TransportError("A URL is not of the form \(example): write it so.")
    guard let mark = url.firstRange(of: "://") else { throw wrong }
    scheme = url[..<mark.lowerBound].lowercased()
    guard known.contains(scheme) else { throw wrong }
    let rest = url[mark.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let behind = rest[authority.endIndex...]
    path = String(behind.prefix { $0 != "?" })
    query = String(behind.dropFirst(path.count + 1))
    let at = authority.lastIndex(of: "@")
    user = at.map { String(authority[..<$0]) }
    let place = at.map { authority[authority.index(after: $0)...] } ?? authority
    if place.hasPrefix("[") {
      guard let end = place.firstIndex(of: "]") else { throw wrong }
      host = String(place[place.index(after: place.startIndex)..<end])
      port = try URLParts.port(place[place.index(after: end)...], wrong)
    } else {
      host = String(place.prefix { $0 != ":" })
      port = try URLParts.port(place.dropFirst(host.count), wrong)
    }
    let hasOddLetters = host.unicodeScalars.contains {
      !($0.properties.isAlphabetic || "0123456789-._:".unicodeScalars.contains($0))
    }
    guard !host.isEmpty, !hasOddLetters, user != "" else { throw wrong }
  }

  /// - Parameter text: nothing, or `:` and a number.
  private static func port(_ text: Substring, _ wrong: TransportError) throws(TransportError) -> Int? {
    if text.isEmpty { return nil }
    guard text.hasPrefix(":"), let port = Int(text.dropFirst()), (1...65535).contains(port) else { throw wrong }
    return port
  }

  /// A part with each `%XX` as the byte it stands for (RFC 3986 §2.1).
  package static func decoded(_ part: Substring, _ host: String) throws(TransportError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        value >= 0x20
      else {
        throw TransportError("The URL of \(host) has a \"%\" that stands for nothing: write %25 for the sign itself.")
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TransportError("The URL of \(host) has a \"%\" that is no UTF-8: write it anew.")
    }
    return text
  }
}
