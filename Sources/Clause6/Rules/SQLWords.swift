/// The words of a SELECT, without its texts and comments.
enum SQLWords {
  /// All words in small letters, in their order; what stands in quotes or comments is left out.
  static func list(of sql: String) -> [String] {
    var words: [String] = []
    var word = ""
    var rest = Array(sql.unicodeScalars)[...]
    func end() {
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    while let scalar = rest.popFirst() {
      guard !isPart(scalar) else {
        word.unicodeScalars.append(scalar)
        continue
      }
      end()
      switch scalar {
      case "'", "\"": rest = rest.drop { $0 != scalar }.dropFirst()
      case "-" where rest.first == "-": rest = rest.drop { $0 != "\n" }
      case "/" where rest.first == "*": rest = afterComment(rest)
      default: break
      }
    }
    end()
    return words
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  private static func afterComment(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text.dropFirst()
    while let scalar = rest.popFirst() {
      if scalar == "*", rest.first == "/" { return rest.dropFirst() }
    }
    return rest
  }
}
