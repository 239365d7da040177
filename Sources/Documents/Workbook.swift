import CLibxlsxwriter
package import Clause6
package import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A workbook of a report: the rows on its first sheet, typed, under a heading that stays and can be filtered; what the answer
/// says of itself on its second. Written row by row, in constant memory.
///
/// Texts are written as texts, whatever they begin with: a spreadsheet program runs none of them.
///
/// The library's functions are found in it when they are first called, and then are there.
package final class Workbook {
  private let path: String
  private let words: ReportWords
  private let isJapanese: Bool
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private let sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let formats: Formats
  private var columns: [Table.Column] = []
  private var written: lxw_row_t = 0
  /// What the program that opens it can hold: its rows, without the heading.
  private static let mostRows = 1_048_575
  private static let longestText = 32_767

  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - day: said as the day of its making, so that the same answer is the same file.
  /// - Throws: ``Clause6Error`` when it cannot be begun.
  package init(_ path: String, _ report: Report, asOf day: CalendarDate, language: String) throws(Clause6Error) {
    self.path = path
    words = ReportWords(language, of: report.name)
    isJapanese = language == "ja"
    guard xlsx_library() != nil else {
      throw Clause6Error(
        "Workbooks are written by libxlsxwriter, which is not installed here: install it, or use --format csv.")
    }
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.use_zip64 = 0
    book = loaded_workbook_new_opt()!(path, &options)
    guard let book else { throw Clause6Error("\(path) cannot be written.") }
    formats = Formats(book)
    let title = report.title.text(in: language)
    sheet = loaded_workbook_add_worksheet()!(book, Workbook.sheetName(title))
    Workbook.describe(book, title: title, day)
    guard sheet != nil else { throw Clause6Error("\(path) cannot be written: its sheet has no name.") }
  }

  deinit {
    // What was not finished is closed, too: that frees it.
    if let book { loaded_workbook_close()!(book) }
  }

  private static func describe(_ book: UnsafeMutablePointer<lxw_workbook>, title: String, _ day: CalendarDate) {
    var parts = tm()
    parts.tm_year = Int32(day.year - 1900)
    parts.tm_mon = Int32(day.month - 1)
    parts.tm_mday = Int32(day.day)
    title.withCString { title in
      "clause6".withCString { program in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: program)
        properties.created = timegm(&parts)
        loaded_workbook_set_properties()!(book, &properties)
      }
    }
  }

  // MARK: Rows

  package func begin(_ columns: [Table.Column]) throws(Clause6Error) {
    self.columns = columns
    for (index, column) in columns.enumerated() {
      let place = lxw_col_t(index)
      let title = words.title(ofColumn: column.name)
      loaded_worksheet_set_column()!(sheet, place, place, width(column, title), nil)
      try check(loaded_worksheet_write_string()!(sheet, 0, place, title, formats.heading))
    }
    loaded_worksheet_freeze_panes()!(sheet, 1, 1)
    loaded_worksheet_repeat_rows()!(sheet, 0, 0)
    Workbook.setPaper(sheet)
  }

  /// - Throws: ``Clause6Error`` when there are more rows than a workbook holds.
  package func row(_ values: [String?]) throws(Clause6Error) {
    guard written < Workbook.mostRows else {
      throw Clause6Error(
        "A workbook holds \(Workbook.mostRows) rows, and the report has more: use --format csv, or narrow it with --filter."
      )
    }
    written += 1
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      try write(value, columns[index], written, lxw_col_t(index))
    }
  }

  private func write(
    _ value: String, _ column: Table.Column, _ row: lxw_row_t, _ place: lxw_col_t
  ) throws(Clause6Error) {
    switch column.kind {
    case .number:
      // A spreadsheet program keeps 15 digits: what has more stays a text, as it stands.
      if let number = Double(value), number.isFinite, value.count(where: \.isNumber) <= 15 {
        return try check(loaded_worksheet_write_number()!(sheet, row, place, number, formats.plain))
      }
    case .day:
      if let day = CalendarDate(value), day.year >= 1900 {
        var time = lxw_datetime(
          year: Int32(day.year), month: Int32(day.month), day: Int32(day.day), hour: 0, min: 0, sec: 0)
        return try check(loaded_worksheet_write_datetime()!(sheet, row, place, &time, formats.day))
      }
    case .boolean where value == "t" || value == "f":
      return try check(loaded_worksheet_write_boolean()!(sheet, row, place, value == "t" ? 1 : 0, formats.plain))
    case .list where !ReportWords.isCoded(column: column.name):
      let text = ListText.joined(value, with: isJapanese ? "、" : "; ")
      return try write(text: text, row, place, formats.wrapped)
    default: break
    }
    try write(text: words.text(value, in: column), row, place, formats.wrapped)
  }

  private func write(
    text: String, _ row: lxw_row_t, _ place: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(Clause6Error) {
    var shown = Workbook.escaped(TextWidth.visibleLines(text))
    if shown.utf16.count > Workbook.longestText {
      // No cell holds more; it is said in the cell.
      shown = String(shown.prefix(Workbook.longestText / 2)) + (isJapanese ? "…（以下省略）" : "… (cut)")
    }
    try check(loaded_worksheet_write_string()!(sheet, row, place, shown, format))
  }

  /// `_x0041_` would be read as the letter that it names.
  static func escaped(_ text: String) -> String { text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_") }

  // MARK: Its end

  /// Writes the second sheet and the file.
  /// - Throws: ``Clause6Error`` when something of it could not be written.
  package func finish(_ stamp: ReportStamp) throws(Clause6Error) {
    if written > 0, !columns.isEmpty {
      loaded_worksheet_autofilter()!(sheet, 0, 0, written, lxw_col_t(columns.count - 1))
    }
    let about = loaded_workbook_add_worksheet()!(book, isJapanese ? "この帳票について" : "About this answer")
    loaded_worksheet_set_column()!(about, 0, 0, 28, nil)
    loaded_worksheet_set_column()!(about, 1, 1, 90, nil)
    let question = stamp.report.question.text(in: stamp.question.language)
    var lines = [(isJapanese ? "問い" : "Question", question)] + stamp.entries.map { ($0.title, $0.text) }
    lines.append((isJapanese ? "同じ問いの再実行" : "To ask the same again", stamp.command))
    for (index, line) in lines.enumerated() {
      let row = lxw_row_t(index)
      try check(loaded_worksheet_write_string()!(about, row, 0, line.0, formats.heading))
      try check(
        loaded_worksheet_write_string()!(
          about, row, 1, Workbook.escaped(TextWidth.visibleLines(line.1)), formats.wrapped)
      )
    }
    Workbook.setPaper(about)
    let closing = book
    book = nil
    try check(loaded_workbook_close()!(closing))
  }

  private static func setPaper(_ sheet: UnsafeMutablePointer<lxw_worksheet>?) {
    loaded_worksheet_set_landscape()!(sheet)
    // A4, as wide as one page.
    loaded_worksheet_set_paper()!(sheet, 9)
    loaded_worksheet_fit_to_pages()!(sheet, 1, 0)
  }

  private func check(_ code: lxw_error) throws(Clause6Error) {
    guard code != LXW_NO_ERROR else { return }
    let reason = loaded_lxw_strerror()!(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    throw Clause6Error("\(path) cannot be written: \(reason).")
  }

  /// In characters of a digit's width.
  private func width(_ column: Table.Column, _ title: String) -> Double {
    let usual: Int =
      switch column.kind {
      case .number: 12
      case .day: 12
      case .boolean: 8
      case .text, .list, .json: ReportWords.isProse(column: column.name) ? 44 : 20
      }
    return Double(max(usual, TextWidth.of(title) + 4))
  }

  /// What no sheet's name may hold is left out; 31 characters at most.
  private static func sheetName(_ title: String) -> String {
    let name = String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    return name.isEmpty ? "clause6" : name
  }
}

/// The looks of cells, all of which begin at the top of their row.
private struct Formats {
  let heading: UnsafeMutablePointer<lxw_format>?
  let plain: UnsafeMutablePointer<lxw_format>?
  let day: UnsafeMutablePointer<lxw_format>?
  let wrapped: UnsafeMutablePointer<lxw_format>?

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func new() -> UnsafeMutablePointer<lxw_format>? {
      let format = loaded_workbook_add_format()!(book)
      loaded_format_set_align()!(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      return format
    }
    heading = new()
    loaded_format_set_bold()!(heading)
    loaded_format_set_text_wrap()!(heading)
    loaded_format_set_bg_color()!(heading, 0xE8EDF3)
    plain = new()
    day = new()
    loaded_format_set_num_format()!(day, "yyyy-mm-dd")
    loaded_format_set_align()!(day, UInt8(LXW_ALIGN_LEFT.rawValue))
    wrapped = new()
    loaded_format_set_text_wrap()!(wrapped)
  }
}
