import ArgumentParser
import Clause6
import Postgres

struct EvidenceVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Hash the files of evidence anew; exit 2 when one is missing or altered.",
    discussion: """
      Each file is read whole and compared with the SHA-256 that was recorded with it.

      EXAMPLE:
        clause6 evidence verify
      """)

  @Argument(help: "Only this evidence's files, by its number.")
  var evidence: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let rows = try read(database) { connection in
      let id = try evidence.map { try connection.evidence(called: $0) }
      return try connection.evidenceFiles(of: id).map { file in
        FileRow(file: file, state: try connection.verify(file, folder: database.evidenceFolder))
      }
    }
    format.print(FileRow.table(rows))
    try FileRow.conclude(rows, folder: database.evidenceFolder)
  }
}

/// A file and what became of it.
struct FileRow {
  let file: EvidenceFile
  let state: EvidenceFileState

  static func table(_ rows: [FileRow]) -> Table {
    let kinds: [(String, Table.Kind)] = [
      ("evidence", .text), ("file_name", .text), ("size_bytes", .number), ("stored", .text), ("state", .text),
      ("sha256", .text),
    ]
    return Table(
      columns: kinds.map { Table.Column(name: $0.0, kind: $0.1) },
      rows: rows.map { row in
        [
          "#\(row.file.evidenceId)", row.file.fileName, "\(row.file.sizeBytes)", row.file.stored.rawValue,
          row.state.rawValue, row.file.sha256,
        ]
      })
  }

  /// Says how many are what was recorded, and ends the command with 2 when one is not.
  static func conclude(_ rows: [FileRow], folder: EvidenceFolder) throws {
    let broken = rows.count { $0.state != .intact }
    let files = rows.count == 1 ? "1 file" : "\(rows.count) files"
    Terminal.current.note(
      broken == 0 ? "\(files): all as recorded." : "\(files): \(broken) missing or altered since they were recorded.")
    if rows.contains(where: { $0.state == .missing && $0.file.stored == .folder }) {
      Terminal.current.note("The folder is \(folder.path); CLAUSE6_EVIDENCE names another.")
    }
    if broken > 0 { throw ExitCode(2) }
  }
}
