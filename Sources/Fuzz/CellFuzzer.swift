import Clause6
import Postgres

/// Cells: each line of an input is one.
struct CellFuzzer: Fuzzer {
  static let name = "cell"
  let corpus: [[UInt8]]
  private let mutator = Mutator(dictionary: [
    "令和", "平成", "昭和", "大正", "明治", "㋿", "元年", "R", "H", "S", "年", "月", "日", "末", "年度", "FY", "/", "-", ".", ",", " ",
    "　",
    "T09:30:00Z", " 0:00", "(火)", "（水曜日）", "Mar", "September", "1st", "¥", "￥", "円", "千円", "万", "億", "千", "百", "十", "九",
    "〇",
    "一", "△", "▲", "−", "(", ")", "+", "-", "'", "’", "\u{A0}", "\u{202F}", "USD", "$", "€", "税込", "０", "９", "．", "，",
    "0", "9",
    "00", "9999-12-31", "1900-01-01", "46112", "2958465", "9223372036854775807", "99999999999999999999", "1e308", ".0",
    "ヶ月",
    "日前", "年間", "週間", "months", "はい", "○", "×", "[h]:mm", "yyyy", "ggge", "mm", "ss.000", "\"", "\\", "_", "*", ";",
    "@",
    "AM/PM", "\u{0}", "\u{FEFF}", "\u{301}", "٣", "一二三四五六七八九一二三四五六七八九一二三十", "\n",
  ])

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func input(_ random: inout Seeded, scratch: String) -> [UInt8] {
    // Few lines of few, so that each is changed.
    let lines = random.pick(corpus).split(separator: UInt8(ascii: "\n"))
    let start = random.below(lines.count)
    let some = Array(lines[start..<min(lines.count, start + 1 + random.below(6))].joined(separator: [10]))
    return mutator.mutated(some, corpus: corpus, &random)
  }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(100) {
      let text = String(decoding: line, as: UTF8.self)
      try checkText(text)
      try checkDays(text)
      try checkNumbers(text)
      try checkSheet(text)
    }
  }

  private func checkText(_ text: String) throws(Failure) {
    let twice: [(String, (String) -> String)] = [
      ("trimmed", { $0.trimmedCell }), ("of half width", { $0.halfWidth }), ("folded", { $0.foldedWord }),
    ]
    for (name, change) in twice {
      let once = change(text)
      guard change(once).isSameText(as: once) else {
        throw Failure("\(text.debugDescription) is \(once.debugDescription) when it is \(name), and then another.")
      }
    }
    guard CSVLine.unguarded(CSVLine.guarded(text)).isSameText(as: text) else {
      throw Failure("\(text.debugDescription) is not itself behind its guard.")
    }
    try TableCheck.writtenAgain([[text, "a"], [text]])
    _ = try? text.flag()
    _ = TextEncoding(named: text)
    _ = Instant(text)
  }

  // MARK: Days

  private static let days: [(String, DayReading)] = DateOrder.allCases.flatMap { order in
    [
      ("\(order)", DayReading(order: order, sentinels: [])),
      ("\(order) and short years", DayReading(order: order, shortYears: 1970, incomplete: .firstDay, sentinels: [])),
      ("\(order) and ends", DayReading(order: order, shortYears: 1801, incomplete: .lastDay, fiscalYearStart: 1)),
    ]
  }

  private func checkDays(_ text: String) throws(Failure) {
    var checked: Set<CalendarDate> = []
    for (name, reading) in CellFuzzer.days {
      guard let day = try? reading.day(text) else { continue }
      // One that often stands for none is read where the mapping says that it is a day.
      let exact = DayReading(sentinels: [])
      guard (try? exact.day(day.description)) == day else {
        throw Failure("\(text.debugDescription) in the order \(name) is \(day), which is no day.")
      }
      if checked.insert(day).inserted { try checkForms(of: day) }
    }
    _ = CalendarDate.isYearFirst(text)
    _ = CalendarDate(yearFirst: text)
  }

  /// The day in all forms in which we know how to read one.
  private func checkForms(of day: CalendarDate) throws(Failure) {
    guard (1900...2199).contains(day.year) else { return }
    let (y, m, d) = (day.year, day.month, day.day)
    var forms: [(String, DateOrder)] = [
      ("\(y)/\(m)/\(d)", .ymd), ("\(y)年\(m)月\(d)日", .ymd), ("\(d).\(m).\(y)", .dmy), ("\(m)/\(d)/\(y)", .mdy),
      ("\(day)T09:30:00Z", .dmy),
    ]
    if (2020...2099).contains(y) { forms += [("令和\(y - 2018)年\(m)月\(d)日", .mdy), ("R\(y - 2018).\(m).\(d)", .ymd)] }
    for (form, order) in forms {
      guard (try? DayReading(order: order, sentinels: []).day(form)) == day else {
        throw Failure("\(day) written as \(form) is read as another day in the order \(order).")
      }
    }
  }

  // MARK: Numbers

  private func checkNumbers(_ text: String) throws(Failure) {
    for (decimal, times) in [(".", 1), (",", 1), (".", 1000), (",", 1_000_000_000)] {
      guard let amount = try? NumberReading(decimal: Character(decimal), times: times).amount(text) else { continue }
      try checkNumber(amount.number, of: text)
      try checkCurrency(amount.currency, of: text)
    }
    try checkCurrency(try? CurrencyMark.currency(text), of: text)
    for unit in [CountedUnit.nothing, .months, .days] {
      guard let number = try? unit.number(text) else { continue }
      guard number >= 0, Int32(exactly: number) != nil, number > 1_000_000 || again(number) == number else {
        throw Failure("\(text.debugDescription) is the number \(number), which is read as another.")
      }
    }
  }

  private func again(_ number: Int) -> Int? { try? CountedUnit.nothing.number(String(number)) }

  /// Digits as PostgreSQL takes them, and as they are read again.
  private func checkNumber(_ number: String, of text: String) throws(Failure) {
    let digits = number.utf8.drop { $0 == UInt8(ascii: "-") }
    let isPlain =
      number.utf8.count - digits.count <= 1 && digits.first != UInt8(ascii: ".") && digits.last != UInt8(ascii: ".")
      && digits.count { $0 == UInt8(ascii: ".") } <= 1
      && digits.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
    guard isPlain, !digits.isEmpty, digits.count <= 2100 else {
      throw Failure("\(text.debugDescription) is the amount \(number.prefix(100)), which is none.")
    }
    // With three decimals it may be thousands, which is why it is refused.
    guard let again = try? NumberReading().amount(number) else {
      guard number.split(separator: ".").last?.count == 3 else { throw Failure("The amount \(number) is not read.") }
      return
    }
    guard again.number == number else { throw Failure("The amount \(number) is read as \(again.number).") }
  }

  private func checkCurrency(_ currency: String?, of text: String) throws(Failure) {
    guard let currency else { return }
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw Failure("\(text.debugDescription) is in the currency \(currency.debugDescription).")
    }
  }

  // MARK: Cells of workbooks

  private func checkSheet(_ text: String) throws(Failure) {
    let formats = [.number, .day, .dayOrTime, .time, .elapsed, CellFormat(format: text)]
    for format in formats {
      for is1904 in [false, true] {
        let value = SheetNumber.value(text, format: format, is1904: is1904)
        guard value.problem == nil, format == .day, let day = value.text.split(separator: "T").first else { continue }
        guard CalendarDate(String(day)) != nil else {
          throw Failure("\(text.debugDescription) is the day \(value.text) of a workbook, which is none.")
        }
      }
    }
  }
}
