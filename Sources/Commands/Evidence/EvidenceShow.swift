import ArgumentParser
import Clause6
import Postgres

struct EvidenceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one piece of evidence with its files and who read it.",
    discussion: """
      EXAMPLE:
        clause6 evidence show 3
      """)

  @Argument(help: "Its number.")
  var evidence: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.evidence(called: evidence)
      format.print(
        try connection.record(evidence: id, on: asOf),
        sections: [
          (
            "Files",
            try connection.table(
              """
              SELECT file_name, media_type, size_bytes, stored, sha256 FROM facts.evidence_file(\(asOf)::date)
              WHERE evidence_id = \(id) ORDER BY file_id
              """)
          ),
          (
            "Read by",
            try connection.table(
              """
              SELECT read_on, read_by, note FROM facts.evidence_reading
              WHERE evidence_id = \(id) AND read_on <= \(asOf)::date ORDER BY read_on, read_by
              """)
          ),
        ])
    }
  }
}
