import Bytes

/// How texts stand in the header of a mail: in ASCII, in lines of at most 76 characters, and unable to begin a line of
/// their own (RFC 5322, RFC 2047).
package enum HeaderText {
  package static let lineLength = 76
  /// `=?UTF-8?B?` and `?=`.
  private static let wordFrame = 12
  private static let longestWord = 75

  /// A letter, a digit or a sign that needs no quotes (RFC 5322, section 3.2.3).
  @Sendable static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }

  /// Without what a mail program may obey: controls, line separators and changes of the reading direction become spaces.
  package static func visible(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// A line `name: text`, folded, with CR LF at its end.
  package static func line(_ name: String, _ text: String) -> String {
    let text = visible(text)
    let start = name.utf8.count + 2
    return "\(name): \(foldedPlain(text, after: start) ?? encoded(text, after: start))\r\n"
  }

  /// A line `name: Sato <sato@example.com>`.
  package static func line(_ name: String, _ mailbox: Mailbox) -> String {
    let start = name.utf8.count + 2
    let address = "<\(mailbox.address)>"
    let phrase = phrase(visible(mailbox.name ?? ""), after: start)
    guard !phrase.isEmpty else { return "\(name): \(address)\r\n" }
    let used = phrase.utf8.reduce(start) { $1 == 10 ? 0 : $0 + 1 }
    return "\(name): \(phrase)\(used + 1 + address.utf8.count > lineLength ? "\r\n " : " ")\(address)\r\n"
  }

  /// A line `name: <id> <id>`, broken between them.
  static func line(_ name: String, ids: [String]) -> String {
    var (text, used) = ("\(name):", name.utf8.count + 1)
    for id in ids {
      let breaks = used + 1 + id.utf8.count > lineLength && used > name.utf8.count + 1
      text += breaks ? "\r\n \(id)" : " \(id)"
      used = (breaks ? 0 : used) + 1 + id.utf8.count
    }
    return text + "\r\n"
  }

  /// Text as it is, broken at its blanks; `nil` where that would change it or be read as something else.
  private static func foldedPlain(_ text: String, after start: Int) -> String? {
    guard isPrintable(text), !text.contains("=?") else { return nil }
    var (folded, used) = ("", start)
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      // Blanks in a row, or at an end, do not survive every reader.
      guard !word.isEmpty, word.utf8.count < lineLength - start else { return nil }
      if folded.isEmpty {
        folded = String(word)
        used += word.utf8.count
      } else if used + 1 + word.utf8.count <= lineLength {
        folded += " \(word)"
        used += 1 + word.utf8.count
      } else {
        folded += "\r\n \(word)"
        used = 1 + word.utf8.count
      }
    }
    return folded
  }

  /// A display name: plain, in quotes, or encoded (RFC 5322, section 3.2.5).
  private static func phrase(_ name: String, after start: Int) -> String {
    guard isPrintable(name), !name.contains("=?") else { return encoded(name, after: start) }
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    var phrase = name
    if !name.isEmpty, !words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isAtom) }) {
      phrase = "\"" + name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
    return start + phrase.utf8.count <= lineLength ? phrase : encoded(name, after: start)
  }

  /// As words of RFC 2047, section 2: at most 75 characters each, one a line, broken between characters as people see them.
  private static func encoded(_ text: String, after start: Int) -> String {
    var words: [String] = []
    var piece: [UInt8] = []
    func capacity() -> Int {
      let room = min(longestWord, words.isEmpty ? lineLength - start : lineLength - 1)
      return max((room - wordFrame) / 4 * 3, 4)
    }
    func close() {
      if !piece.isEmpty { words.append("=?UTF-8?B?\(Base64.encode(piece))?=") }
      piece = []
    }
    for character in text {
      if piece.count + character.utf8.count > capacity() { close() }
      // A letter with dozens of marks on it is broken between them.
      for scalar in character.unicodeScalars {
        let bytes = Array(String(scalar).utf8)
        if piece.count + bytes.count > capacity() { close() }
        piece += bytes
      }
    }
    close()
    return words.joined(separator: "\r\n ")
  }

  private static func isPrintable(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
