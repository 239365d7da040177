/// The words of a SELECT, and its texts; what stands in comments is neither (PostgreSQL's manual, section 4.1).
struct SQLWords {
  /// In small letters, in their order; no names in quotes.
  private(set) var words: [String] = []
  /// What stands in quotes, in their order.
  private(set) var texts: [String] = []
  private var rest: ArraySlice<Unicode.Scalar>

  init(_ sql: String) {
    rest = Array(sql.unicodeScalars)[...]
    var word = ""
    while let scalar = rest.popFirst() {
      guard !SQLWords.isPart(scalar), scalar != "$" || word.isEmpty else {
        word.unicodeScalars.append(scalar)
        continue
      }
      if !word.isEmpty { words.append(word.lowercased()) }
      skip(scalar, behind: word)
      word = ""
    }
    if !word.isEmpty { words.append(word.lowercased()) }
  }

  /// The first word that changes by itself from one run to the next: a clock's or a die's.
  static func clock(in sql: String) -> String? {
    // Split into words, so that a name that only holds one is none.
    let sql = SQLWords(sql)
    return clockWords.first(where: sql.words.contains) ?? sql.texts.first(where: isClock)
  }

  private static let clockWords = [
    "now", "current_date", "current_timestamp", "current_time", "localtime", "localtimestamp", "clock_timestamp",
    "statement_timestamp", "transaction_timestamp", "timeofday", "random", "gen_random_uuid",
  ]

  /// Whether PostgreSQL takes a text for a day that moves, as in `'today'::date`.
  private static func isClock(_ text: String) -> Bool {
    ["now", "today", "tomorrow", "yesterday"].contains(text.lowercased().filter { !$0.isWhitespace })
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  // MARK: What holds no words

  private mutating func skip(_ scalar: Unicode.Scalar, behind word: String) {
    switch scalar {
    case "'": texts.append(text(hasEscapes: word.lowercased() == "e"))
    case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
    case "$": skipDollars()
    case "-" where rest.first == "-": rest = rest.drop { $0 != "\n" && $0 != "\r" }
    case "/" where rest.first == "*": skipComment()
    default: break
    }
  }

  private mutating func text(hasEscapes: Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\\", hasEscapes {
        if let next = rest.popFirst() { text.append(next) }
      } else if scalar == "'" {
        guard rest.first == "'" else { break }
        text.append(rest.removeFirst())
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// A text in `$tag$`; nothing of what is none, as in `$1`.
  private mutating func skipDollars() {
    let tag = rest.prefix(while: SQLWords.isPart)
    guard rest[tag.endIndex...].first == "$", tag.first.map({ ("0"..."9").contains($0) }) != true else { return }
    rest = rest[tag.endIndex...].dropFirst()
    let end = rest.firstRange(of: ["$"] + tag + ["$"]) ?? rest.endIndex..<rest.endIndex
    texts.append(String(String.UnicodeScalarView(rest[..<end.lowerBound])))
    rest = rest[end.upperBound...]
  }

  /// A comment, in which others may stand.
  private mutating func skipComment() {
    rest.removeFirst()
    var depth = 1
    while depth > 0, let scalar = rest.popFirst() {
      if scalar == "*", rest.first == "/" {
        depth -= 1
      } else if scalar == "/", rest.first == "*" {
        depth += 1
      } else {
        continue
      }
      rest.removeFirst()
    }
  }
}
