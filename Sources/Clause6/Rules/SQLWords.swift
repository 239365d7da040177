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

  /// The first word that changes by itself from one run to the next: a clock's or a die's.
  static func clock(in sql: String) -> String? {
    // Split into words, so that a name that only holds one is none.
    let words = list(of: sql)
    return clockWords.first(where: words.contains)
  }

  private static let clockWords = [
    "now", "current_date", "current_timestamp", "current_time", "localtime", "localtimestamp", "clock_timestamp",
    "statement_timestamp", "transaction_timestamp", "timeofday", "random", "gen_random_uuid",
  ]

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
