import ArgumentParser
import Clause6
import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct EvidenceExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Copy files of evidence into a new folder, with an index; exit 2 when one is not intact.",
    discussion: """
      Each file is hashed while it is copied, and one that is missing or altered is named and not copied. index.csv says \
      for each file which evidence it belongs to, who read it, and its SHA-256.

      EXAMPLE:
        clause6 evidence export --all --out evidence-2026
      """)

  @Argument(help: "The evidence's number.")
  var evidence: String?

  @Flag(help: "All evidence.")
  var all = false

  @Option(
    name: .customLong("out"), help: ArgumentHelp("The folder; it must be new or empty.", valueName: "folder"),
    completion: .directory)
  var folder: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard all != (evidence != nil) else { throw ValidationError("Name the evidence by its number, or give --all.") }
  }

  func run() throws {
    try refuseToMix()
    let rows = try read(database, day) { connection, asOf in
      let id = try evidence.map { try connection.evidence(called: $0) }
      let rows = try connection.evidenceFiles(of: id).map { file in
        FileRow(file: file, state: try connection.export(file, to: folder, folder: database.evidenceFolder))
      }
      guard !rows.isEmpty else { throw Clause6Error("There is no file to export.") }
      try TextFile.write(CSVText.render(try index(connection, id, asOf, rows)), to: folder + "/index.csv")
      return rows
    }
    format.print(FileRow.table(rows))
    try FileRow.conclude(rows, folder: database.evidenceFolder)
  }

  private func index(_ connection: Connection, _ id: Int?, _ asOf: CalendarDate, _ rows: [FileRow]) throws -> Table {
    var table = try connection.table(
      """
      SELECT evidence_id, vendor, kind, issuer, number, scope, issued_on, valid_from_on, valid_until_on, state, read_by, read_on,
        exported_as AS file, media_type, size_bytes, sha256 FROM facts.evidence_file(\(asOf)::date)
      WHERE \(id)::bigint IS NULL OR evidence_id = \(id)::bigint ORDER BY file_id
      """)
    table.columns.append(Table.Column(name: "file_state", kind: .text))
    table.rows = zip(table.rows, rows).map { $0 + [$1.state.rawValue] }
    return table
  }

  /// What stands in the folder already would pass for evidence.
  private func refuseToMix() throws {
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    var count = 0
    while readdir(entries) != nil { count += 1 }
    // The folder itself and the one above it.
    guard count <= 2 else { throw Clause6Error("\(folder) is not empty: name a new folder.") }
  }
}
