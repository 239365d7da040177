/// How the cells of a column write numbers.
package struct NumberReading: Sendable, Equatable {
  /// What stands before the fraction; the other of point and comma groups thousands.
  var decimal: Character
  /// What a cell counts: 1000 where the heading says 千円. A power of ten.
  var times: Int

  package init(decimal: Character = ".", times: Int = 1) {
    self.decimal = decimal
    self.times = times
  }

  /// `1,234,567.89` → `1234567.89`; marks only where thousands are. Also ¥1,200,000, 1,200円, 120万円, △1,200, (1,200).
  package func amount(_ text: String) throws(UnreadableCell) -> Amount {
    guard text.utf8.count <= CurrencyMark.longest else { throw NumberReading.unreadable }
    if text.isASCIIDigits, times == 1 { return Amount(number: text) }
    var rest = text.halfWidth.trimmedCell.withoutKanjiNumerals
    var isNegative = NumberReading.takeSign(from: &rest)
    let currency = CurrencyMark.take(from: &rest)
    if !isNegative { isNegative = NumberReading.takeSign(from: &rest) }
    if rest.hasSuffix("-") || rest.hasSuffix(".-") { rest = String(rest.drop(suffix: "-").drop(suffix: ".")) }
    var number = try scaled(&rest)
    if isNegative, number != "0" { number = "-" + number }
    return Amount(number: number, currency: currency)
  }

  private static func takeSign(from text: inout String) -> Bool {
    if text.hasPrefix("("), text.hasSuffix(")") {
      text = String(text.dropFirst().dropLast()).trimmedCell
      return true
    }
    // The triangles are how Japanese accounts write a minus.
    guard let first = text.first, "-−–△▲".contains(first) else {
      if text.first == "+" { text = String(text.dropFirst()).trimmedCell }
      return false
    }
    text = String(text.dropFirst()).trimmedCell
    return true
  }

  /// The number with what 万, 億 and the mapping multiply it by: 1億2,000万 is 120000000.
  private func scaled(_ text: inout String) throws(UnreadableCell) -> String {
    let units: [(Character, Int)] = [("億", 8), ("万", 4), ("千", 3)]
    var sum: Int?
    for (unit, zeros) in units {
      guard let place = text.firstIndex(of: unit) else { continue }
      let digits = try plain(String(text[..<place]))
      text = String(text[text.index(after: place)...]).trimmedCell
      let shifted = digits.shifted(by: zeros)
      // A fraction, or the last unit there is, ends it.
      if text.isEmpty, sum == nil { return shifted.shifted(by: zerosOfTimes) }
      guard let value = Int(shifted), value < 1 << 60 else { throw NumberReading.unreadable }
      sum = (sum ?? 0) + value
    }
    guard let sum else { return try plain(text).shifted(by: zerosOfTimes) }
    guard !text.isEmpty else { return String(sum).shifted(by: zerosOfTimes) }
    guard let last = Int(try plain(text)), last < 1 << 60 else { throw NumberReading.unreadable }
    return String(sum + last).shifted(by: zerosOfTimes)
  }

  private var zerosOfTimes: Int { String(times).count - 1 }

  static let unreadable = UnreadableCell(reason: "is not an amount such as 1,200,000 or 1200000.50")

  /// Digits with a point, and nothing else.
  private func plain(_ text: String) throws(UnreadableCell) -> String {
    let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
    let whole = parts.first ?? ""
    let marks = Set(whole.filter { !$0.isASCIIDigit })
    let groups = whole.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
    let hasGroups = groups.count > 1
    guard parts.count <= 2, marks.count <= 1, marks.allSatisfy({ $0 != decimal && ",.' \u{A0}\u{202F}’".contains($0) }),
      parts.dropFirst().allSatisfy({ $0.isASCIIDigits }),
      groups.enumerated().allSatisfy({ $1.isASCIIDigits && (!hasGroups || ($0 == 0 ? $1.count <= 3 : $1.count == 3)) })
    else { throw NumberReading.unreadable }
    // 12.000 is twelve thousand to half the world.
    if !hasGroups, parts.count == 2, parts[1].count == 3, whole.count <= 3, whole != "0" {
      throw UnreadableCell(reason: "may be thousands or thousandths: write it without the point, or with two decimals")
    }
    let digits = whole.filter(\.isASCIIDigit)
    return parts.count == 2 ? digits + "." + parts[1] : digits
  }
}

/// A sum of money as a cell says it.
package struct Amount: Equatable {
  package var number: String
  /// ISO 4217, where the cell names the currency.
  package var currency: String?
}

/// What cells write for a currency.
package enum CurrencyMark {
  private static let words: [(String, String)] = [
    ("円", "JPY"), ("¥", "JPY"), ("￥", "JPY"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("₹", "INR"), ("US$", "USD"),
    ("A$", "AUD"), ("C$", "CAD"), ("HK$", "HKD"), ("NT$", "TWD"), ("S$", "SGD"), ("米ドル", "USD"), ("ユーロ", "EUR"),
    ("税込", ""), ("税抜", ""),
  ]

  /// In bytes; a spreadsheet's largest number has 309 digits. What regular expressions take for a long text grows with
  /// more than its square.
  static let longest = 400

  /// Cuts the currency out of an amount. A bare $ is one of many and stays, which makes the amount unreadable.
  static func take(from text: inout String) -> String? {
    // No mark of a currency begins and ends with a digit.
    guard let first = text.utf8.first, let last = text.utf8.last, !first.isDigit || !last.isDigit else { return nil }
    for (word, code) in words where !code.isEmpty {
      if text.hasPrefix(word) {
        text = String(text.dropFirst(word.count)).trimmedCell
        return code
      }
      if text.hasSuffix(word) {
        text = String(text.dropLast(word.count)).trimmedCell
        return code
      }
    }
    if first.isCapital, let match = text.wholeMatch(of: /([A-Z]{3})\s*(\W*\d.*)/) {
      text = String(match.2)
      return String(match.1)
    }
    if last.isCapital, let match = text.wholeMatch(of: /(.*\d\W*?)\s*([A-Z]{3})/) {
      text = String(match.1)
      return String(match.2)
    }
    return nil
  }

  /// The currency that a cell names, alone or beside an amount.
  package static func currency(_ text: String) throws(UnreadableCell) -> String {
    var rest = text.utf8.count > longest ? "" : text.halfWidth.trimmedCell
    let code = rest.uppercased()
    if code.count == 3, code.allSatisfy({ $0.isASCII && $0.isLetter }) { return code }
    guard let code = take(from: &rest) else {
      throw UnreadableCell(reason: "is not a currency of ISO 4217 such as JPY")
    }
    return code
  }
}

/// What a whole number counts, so that 3ヶ月, 90日前 and 1年 can be read.
package enum CountedUnit: Sendable, Equatable {
  case nothing, months, days

  private static let wordsOfMonths = [
    "ヶ月", "か月", "カ月", "ヵ月", "ケ月", "箇月", "個月", "月", "months", "month", "mths", "mth", "mo",
  ]
  private static let wordsOfYears = ["年間", "年", "years", "year", "yrs", "yr"]
  private static let wordsOfDays = ["日間", "日", "days", "day"]
  private static let wordsOfWeeks = ["週間", "週", "weeks", "week"]

  package func number(_ text: String) throws(UnreadableCell) -> Int {
    var rest = text.halfWidth.trimmedCell.withoutKanjiNumerals.lowercased()
    var factor = 1
    if self != .nothing {
      for ending in ["まで", "以前", "前"] where rest.hasSuffix(ending) { rest = String(rest.dropLast(ending.count)) }
      let units: [(words: [String], size: Int)] =
        self == .months
        ? [(CountedUnit.wordsOfMonths, 1), (CountedUnit.wordsOfYears, 12)]
        : [(CountedUnit.wordsOfDays, 1), (CountedUnit.wordsOfWeeks, 7)]
      search: for (words, size) in units {
        for word in words where rest.hasSuffix(word) {
          rest = String(rest.dropLast(word.count)).trimmedCell
          factor = size
          break search
        }
      }
    }
    // 12.0 is how spreadsheets export the number 12.
    if rest.hasSuffix(".0") { rest = String(rest.dropLast(2)) }
    guard rest.isASCIIDigits, let number = Int(rest), number <= 1_000_000 else {
      throw UnreadableCell(reason: "is not a whole number\(wanted)")
    }
    return number * factor
  }

  /// Several in one cell, the largest first: 180日前、90日前 is 180 and 90.
  package func numbers(_ text: String) throws(UnreadableCell) -> [Int] {
    var numbers: [Int] = []
    for piece in text.split(whereSeparator: { ",、，;・/".contains($0) || $0.isNewline }) {
      numbers.append(try number(String(piece)))
    }
    guard !numbers.isEmpty else { throw UnreadableCell(reason: "is no list of whole numbers\(wanted)") }
    return numbers.sorted(by: >)
  }

  private var wanted: String {
    switch self {
    case .nothing: ""
    case .months: " of months"
    case .days: " of days"
    }
  }
}

/// What cells write for yes and no; folded.
enum FlagWord {
  static let yes = ["yes", "y", "true", "t", "1", "はい", "有", "あり", "有り", "○", "〇", "◯"]
  static let no = ["no", "n", "false", "f", "0", "いいえ", "無", "なし", "無し", "×", "✕", "✖"]
  static let all = yes + no
}

extension String {
  package func flag() throws(UnreadableCell) -> Bool {
    let word = foldedWord
    guard let flag = FlagWord.yes.contains(word) ? true : FlagWord.no.contains(word) ? false : nil else {
      throw UnreadableCell(reason: "is neither yes nor no; say in the mapping, under values, which word means what")
    }
    return flag
  }

  fileprivate func drop(suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }

  /// A plain number times a power of ten.
  fileprivate func shifted(by zeros: Int) -> String {
    guard zeros > 0 else { return self }
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let digits = String(parts.first ?? "") + fraction.padded(to: zeros).prefix(zeros)
    let rest = fraction.dropFirst(zeros)
    let whole = digits.drop { $0 == "0" }
    return (whole.isEmpty ? "0" : String(whole)) + (rest.isEmpty ? "" : "." + rest)
  }

  private func padded(to width: Int) -> String { self + String(repeating: "0", count: Swift.max(0, width - count)) }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (48...57).contains(self) }
  fileprivate var isCapital: Bool { (65...90).contains(self) }
}
