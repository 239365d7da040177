import ArgumentParser
import Clause6
import Postgres

/// What every import of a file is told.
struct ImportOptions: ParsableArguments {
  @Argument(help: "The file: CSV or TSV in any encoding, .xlsx, .json or .ndjson.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "The YAML file that says which column is what; without one the columns are called as \"export\" calls them.",
      valueName: "file"))
  var mapping: String?

  @Flag(help: "Print a first mapping for the file, by its headings and first rows, and import nothing.")
  var propose = false

  @Option(
    help: ArgumentHelp(
      "Where to list what could not be read; default the file's name with .rejects.csv, in the current folder.",
      valueName: "file"))
  var rejects: String?

  @Flag(help: "Import nothing when a single row or cell cannot be read.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Which register the file is an edition of, instead of what the mapping says; for several lists of one form.",
      valueName: "name"))
  var source: String?
}

extension ImportOptions {
  func validate() throws {
    if propose, mapping != nil { throw ValidationError("--propose writes a first mapping: leave --mapping out.") }
  }
}

/// One import of a file, as commands run it.
struct ImportRun {
  let noun: String
  let file: ImportOptions
  var gone = GonePolicy.keep
  let options: WriteOptions
  let format: FormatOptions
  let database: DatabaseOptions

  func run() throws {
    if file.propose { return try propose() }
    if let rejects = file.rejects,
      [file.file, file.mapping ?? file.file].contains(where: { TextFile.isSame(rejects, $0) })
    {
      throw UsageError(message: "--rejects names a file that is read: name another one.")
    }
    let fileName = file.file.split(separator: "/").last.map(String.init) ?? file.file
    let rejectsPath =
      file.rejects
      ?? TextFile.unusedName(
        (fileName.hasSuffix(".csv") ? String(fileName.dropLast(4)) : fileName) + ".rejects", ".csv")
    let result = try write(database, options, defaultReason: "import of \(fileName)") { connection, author in
      let mapping = try readMapping(connection)
      let bar = ProgressBar("Reading \(fileName)", total: nil)
      var act = ListImport(file: file.file, mapping: mapping)
      (act.gone, act.isStrict) = (gone, file.strict)
      return try act.run(
        on: connection, as: author, rehearse: options.dryRun, beforeCommit: { try writeRejects($0, to: rejectsPath) },
        progress: { read, _ in bar.advance(to: read) })
    }
    listRejects(result, rejectsPath)
    format.print(result.summary)
    if format.format == .table { printChanges(result) }
  }

  private func propose() throws {
    let terms = try read(database) { connection in
      try connection.rows(
        "SELECT key, title_en, title_ja FROM register.term_kind ORDER BY position", as: TermTitle.self)
    }
    try proposeMapping(file: file.file, noun: noun, terms: terms.map { ($0.key, $0.titleEn, $0.titleJa) })
  }

  private func readMapping(_ connection: Connection) throws -> Mapping {
    guard let path = file.mapping else {
      return try Mapping.ownForm(of: noun, file: file.file, source: file.source)
    }
    var mapping = try connection.mapping(at: path)
    guard mapping.nounName == noun else {
      throw Clause6Error(
        "\(path) is a mapping of a \(mapping.nounName): import the file with \"clause6 import \(mapping.nounName)\".")
    }
    if let source = file.source { mapping.source = source }
    return mapping
  }

  private func writeRejects(_ result: ImportResult, to path: String) throws {
    if !result.rejects.isEmpty { try TextFile.write(RejectsFile.csv(result), to: path) }
  }

  private func listRejects(_ result: ImportResult, _ path: String) {
    for note in result.notes { Terminal.current.note(note) }
    if !result.unusedColumns.isEmpty {
      Terminal.current.note(
        "Not imported, since the mapping does not name them: \(result.unusedColumns.prefix(10).joined(separator: ", "))"
          + (result.unusedColumns.count > 10 ? " and \(result.unusedColumns.count - 10) more." : "."))
    }
    guard !result.rejects.isEmpty else { return }
    for reject in result.rejects.prefix(5) { Terminal.current.note("line \(reject.line): \(reject.sentence)") }
    let more = result.rejects.count > 5 ? "All \(result.rejects.count) are" : "They are"
    Terminal.current.note("\(more) listed in \(path): correct the cells there and import that file.")
  }

  private var goneFate: String {
    guard gone == .end else { return "" }
    return noun == "reference" ? "; they are taken off the list" : "; they end today"
  }

  private func printChanges(_ result: ImportResult) {
    if !result.gone.isEmpty {
      Terminal.current.print("\nGone, the first\(noun == "reference" ? "" : " that are not over")\(goneFate)")
      format.print(result.goneTable)
    }
    if !result.differences.isEmpty {
      Terminal.current.print("\nFirst differences")
      format.print(result.differenceTable)
    }
    if !result.added.isEmpty {
      Terminal.current.print("\nFirst new \(Mapping.plural(of: noun))")
      format.print(result.additionTable)
    }
  }
}

private struct TermTitle: Decodable {
  let key: String
  let titleEn: String
  let titleJa: String
}

extension Connection {
  /// Reads a mapping; the register knows the terms that it may speak of.
  func mapping(at path: String) throws -> Mapping {
    let keys = try table("SELECT key FROM register.term_kind").rows.compactMap { $0[0] }
    return try Mapping(yaml: TextFile.read(path), path: path, termKeys: Set(keys))
  }
}

extension Reject {
  fileprivate var sentence: String {
    guard let column else { return reason }
    guard let text, !text.isEmpty else { return "\(column): \(reason)" }
    return "\(column): \"\(text)\" \(reason)"
  }
}

extension ImportResult {
  fileprivate var summary: Table {
    let counts: [(String, Int)] = [
      ("rows", counts.read), ("new", counts.added), ("changed", counts.changed), ("identical", counts.identical),
      ("replaced", counts.replaced), ("gone", counts.gone), ("ended", counts.ended),
      ("rejected_rows", counts.rejectedRows), ("unreadable_cells", counts.rejectedCells),
    ]
    return Table(
      columns: counts.map { Table.Column(name: $0.0, kind: .number) }, rows: [counts.map { String($0.1) }])
  }

  fileprivate var goneTable: Table {
    Table(columns: [Table.Column(name: "reference", kind: .text)], rows: gone.map { [$0.reference] })
  }

  fileprivate var differenceTable: Table {
    Table(
      columns: [
        Table.Column(name: "line", kind: .number), Table.Column(name: "reference", kind: .text),
        Table.Column(name: "field", kind: .text), Table.Column(name: "registered", kind: .text),
        Table.Column(name: "file", kind: .text),
      ], rows: differences.map { [String($0.line), $0.reference, $0.field, $0.old, $0.new] })
  }

  fileprivate var additionTable: Table {
    Table(
      columns: [
        Table.Column(name: "line", kind: .number), Table.Column(name: "reference", kind: .text),
        Table.Column(name: "title", kind: .text),
      ], rows: added.map { [String($0.line), $0.reference, $0.title] })
  }
}
