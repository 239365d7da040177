/// Somebody's mail address, with a name if there is one.
public struct Mailbox: Sendable, Equatable {
  /// As people read it, in any script; control characters become spaces when it is written.
  public let name: String?
  public let address: String

  /// - Returns: `nil` for an address that is not letters, digits and ``!#$%&'*+-/=?^_`{|}~.`` around one `@`, at most 254
  ///   characters: what needs quotes (RFC 5321, section 4.1.2) or other scripts (RFC 6531) cannot be written to.
  public init?(name: String?, address: String) {
    guard address.utf8.count <= 254, Mailbox.isPlain(address) else { return nil }
    self.name = name
    self.address = address
  }

  /// Whether it is a `dot-atom`, an `@` and another (RFC 5322, section 3.4.1): nothing in it can end a header or a command.
  static func isPlain(_ address: String) -> Bool {
    let halves = address.split(separator: "@", omittingEmptySubsequences: false)
    return halves.count == 2
      && halves.allSatisfy { half in
        half.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
          !part.isEmpty && part.utf8.allSatisfy(HeaderText.isAtom)
        }
      }
  }
}

extension Mailbox {
  /// Reads `clause6 <clause6@tsubame.example>`, or an address alone.
  /// - Returns: `nil` for an address that cannot be written to, and a text with a control character.
  public init?(_ text: String) {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return nil }
    let parts = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self.init(name: nil, address: text)
      return
    }
    guard parts[1].hasSuffix(">") else { return nil }
    let words = parts[0].split(separator: " ").joined(separator: " ")
    let isQuoted = words.count > 1 && words.hasPrefix("\"") && words.hasSuffix("\"")
    let name = isQuoted ? String(words.dropFirst().dropLast()) : words
    self.init(name: name.isEmpty ? nil : name, address: String(parts[1].dropLast()))
  }
}
