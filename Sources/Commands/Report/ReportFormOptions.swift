import ArgumentParser
import Clause6
import Documents

/// The forms that an answer can have.
enum ReportFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  case table, json, ndjson, csv
  case csvRaw = "csv-raw"
  case html, pdf, xlsx, md

  static var allValueStrings: [String] { allCases.map(\.rawValue) }

  /// What a file's name says of what is in it.
  init?(ofFile path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    switch path[dot...].dropFirst().lowercased() {
    case "html", "htm": self = .html
    case "csv": self = .csv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "pdf": self = .pdf
    case "xlsx": self = .xlsx
    case "md": self = .md
    case "txt": self = .table
    default: return nil
    }
  }
}

/// How a report's answer is written, and where to.
struct ReportFormOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "table; html: one file with charts; pdf: the same, printed; xlsx; md: Markdown; csv for spreadsheet programs; json, ndjson or csv-raw for programs.",
      discussion: "Default: what the name of the file says, else table.", valueName: "format"))
  var format: ReportFormat?

  @Option(help: ArgumentHelp("Write the answer to this file.", valueName: "file"))
  var out: String?

  @Flag(help: "Draw bars of the first column and the last number instead of a table.")
  var plot = false

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws {
    if plot, format != nil || out != nil {
      throw ValidationError("--plot draws on the terminal: leave out --format and --out.")
    }
    if let format, [.xlsx, .pdf].contains(format), out == nil {
      throw ValidationError("\(format.rawValue) is a file: name it with --out.")
    }
    if let out, format == nil, ReportFormat(ofFile: out) == nil {
      throw ValidationError("The name \"\(out)\" does not say the format: add --format.")
    }
  }

  /// Has a report's answer written.
  /// - Parameters:
  ///   - page: how it is written as a page.
  ///   - answer: asks the report and hands its rows to the writer.
  func write(
    _ report: Report, _ question: ReportQuestion, page: @escaping ReportPageText,
    _ answer: (any ReportWriter) throws -> ReportStamp
  ) throws {
    let file = try out.map { try OutputFile($0) }
    let writer = try self.writer(file, report, question, page)
    let stamp = try answer(writer)
    try writer.end(stamp)
    try file?.finish()
    for line in stamp.lines { Terminal.current.note(line) }
    if let out { Terminal.current.note("Written to \(out).") }
  }

  /// The format that is asked for, or that the file's name says.
  private var chosen: ReportFormat { format ?? out.flatMap(ReportFormat.init(ofFile:)) ?? .table }

  var isPage: Bool { !plot && [.html, .pdf].contains(chosen) }

  private func writer(
    _ file: OutputFile?, _ report: Report, _ question: ReportQuestion, _ page: @escaping ReportPageText
  ) throws -> any ReportWriter {
    let terminal = color == .auto ? Terminal.current : Terminal.current.with(color: color)
    // In English, the register's own words are the program's words, and stay what one can search for.
    let words = question.language == "ja" ? ReportWords("ja", of: report.name) : nil
    if plot { return .plot(terminal, words: words) }
    let format = chosen
    let stream = file?.stream ?? terminal.out
    let isShown = file == nil && terminal.isTerminal
    switch format {
    case .table: return .text(file.map { terminal.writing(to: $0.stream) } ?? terminal, words: words)
    case .html: return .page(stream, page)
    case .md: return MarkdownWriter(stream, report, question)
    case .csv: return StreamWriter(stream, .csv, words: words, isShown: isShown)
    case .csvRaw: return StreamWriter(stream, .csvRaw, words: words, isShown: isShown)
    case .json: return StreamWriter(stream, .json, words: words, isShown: isShown)
    case .ndjson: return StreamWriter(stream, .ndjson, words: words, isShown: isShown)
    case .pdf, .xlsx:
      guard let file else { throw UsageError(message: "\(format.rawValue) is a file: name it with --out.") }
      if format == .pdf { return try .print(to: file, page) }
      return WorkbookWriter(
        try Workbook(file.writtenAt, report, asOf: question.asOf, language: question.language), in: file)
    }
  }
}
