/// Texts byte by byte, for what is signed: to Swift's `==` two texts of different bytes can be equal, and a Character can
/// begin with a space and end with an accent.
extension StringProtocol {
  func isExactly(_ other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

  /// What follows a beginning; `nil` for a text that begins otherwise.
  func dropping(_ beginning: String) -> Substring? {
    utf8.starts(with: beginning.utf8) ? Substring(Substring(self).utf8.dropFirst(beginning.utf8.count)) : nil
  }

  /// What is between separators, empty parts too.
  func parts(between separator: Unicode.Scalar, most: Int = .max) -> [Substring] {
    Substring(self).utf8.split(
      separator: UInt8(ascii: separator), maxSplits: most - 1, omittingEmptySubsequences: false
    ).map { Substring($0) }
  }

  /// The lines of a text whose last one has its newline, too; `nil` for any other.
  var wholeLines: ArraySlice<Substring>? {
    let lines = parts(between: "\n")
    return lines.count > 1 && lines[lines.count - 1].isEmpty ? lines.dropLast() : nil
  }
}
