import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

extension DemoTests {
  /// What a spreadsheet program, a browser, a terminal and Markdown would each run.
  private static let hostile =
    "=1+1<script>alert(1)</script><img src=x onerror=alert(1)>|[x](javascript:x)\u{1B}[2J\u{202E}"

  /// Every text of the register that may say anything says something hostile, and whatever is printed of it is text.
  ///
  /// The register is spoilt by it, so it comes last.
  func expectHostileTextsStayTexts(_ connection: Connection) throws {
    let columns = try connection.table(
      """
      SELECT c.relname, a.attname
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'register'::regnamespace AND c.relkind = 'r' AND a.atttypid = 'text'::regtype
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY 1, 2
      """
    ).rows
    var taken = 0
    for column in columns {
      guard let table = column[0], let name = column[1] else { continue }
      let rows = try? connection.change(as: .test) { connection in
        try connection.table(
          """
          UPDATE register.\(identifier: table) SET \(identifier: name) = \(DemoTests.hostile) || \(identifier: name)
          WHERE \(identifier: name) IS NOT NULL RETURNING 1
          """
        ).rows.count
      }
      if let rows, rows > 0 { taken += 1 }
    }
    #expect(taken > 60, "\(taken) of \(columns.count) columns took the text")
    for name in ReportNames.all {
      for language in ["en", "ja"] {
        for format in ["html", "md", "csv", "table", "ndjson"] {
          let command = "report run \(name) --as-of 2026-11-22 --lang \(language) --format \(format)"
          let said = answer(command)
          #expect(said.code == 0, "\(command): \(said.err)")
          expectHarmless(said.out + "\n" + said.err, format, command)
        }
      }
    }
    for command in [
      "vendor list", "vendor show T0012", "contract list", "contract show TA-2024-001", "finding list", "deadline list",
      "engagement list", "person list", "evidence list", "history list", "export vendor", "export contract",
      "check --format sarif", "check --format junit",
    ] {
      let said = answer(command)
      #expect([0, 1, 2].contains(said.code), "\(command): \(said.err)")
      expectHarmless(said.out + "\n" + said.err, command.hasPrefix("export") ? "csv" : "table", command)
    }
  }

  private func expectHarmless(_ text: String, _ format: String, _ command: String) {
    // A file of CSV has texts as they are; on a terminal it has not.
    let isSpoken = format != "csv" && text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" }
    #expect(!isSpoken, "\(command)")
    switch format {
    case "html": #expect(!text.contains("<script") && !text.contains("<img"), "\(command)")
    case "md":
      let bare = text.replacing(/\\./, with: "")
      #expect(!bare.contains("<script") && !bare.contains("<img") && !bare.contains("](javascript"), "\(command)")
    case "csv":
      let reader = DelimitedReader(text: text, Dialect())
      var formulas = 0
      while let row = try? reader.next() { formulas += row.fields.count { $0.hasPrefix("=") } }
      #expect(formulas == 0, "\(command)")
    default: break
    }
  }
}
