import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Documents

/// Reports as workbooks, read again by openpyxl.
@Suite(.register) struct WorkbookTests {
  private struct Sheet: Decodable {
    let name: String
    let frozen: String?
    let filter: String?
    let cells: [[Cell]]
  }

  private struct Cell: Decodable {
    let value: String?
    let type: String
    let format: String
  }

  private func write(_ select: String, to path: String, language: String = "en") throws -> (Table, ReportStamp) {
    let (table, stamp) = try Answer.of(select, language: language)
    let workbook = try Workbook(path, stamp.report, asOf: Answer.day, language: language)
    try workbook.begin(table.columns)
    for row in table.rows { try workbook.row(row) }
    try workbook.finish(stamp)
    return (table, stamp)
  }

  private func read(_ path: String) throws -> [Sheet] {
    try Python.run(
      """
      import json, sys, datetime
      def text(v): return v.isoformat()[:10] if isinstance(v, datetime.datetime) else None if v is None else str(v)
      book = openpyxl.load_workbook(json.load(sys.stdin)[0])
      json.dump([{"name": s.title, "frozen": s.freeze_panes, "filter": s.auto_filter.ref,
        "cells": [[{"value": text(c.value), "type": c.data_type, "format": c.number_format} for c in r] for r in s.iter_rows()]} for s in book], sys.stdout)
      """, importing: ["openpyxl"], on: [path])
  }

  private func withFile(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func cellsHaveTheirTypes() throws {
    try withFile { path in
      let (_, stamp) = try write(
        """
        SELECT 'A-1' AS reference, date '2026-03-31' AS due_on, 12.50 AS amount, 123456789012345678 AS bytes, true AS kept, 'in_force' AS state,
          ARRAY['a', 'b'] AS vendors, NULL::text AS note, date '1850-01-01' AS since
        """, to: path)
      let sheets = try read(path)
      #expect(sheets.map(\.name) == ["Made up", "About this answer"])
      #expect(sheets[0].frozen == "B2" && sheets[0].filter == "A1:I2")
      let row = sheets[0].cells[1]
      #expect(
        row.map(\.value) == [
          "A-1", "2026-03-31", "12.5", "123456789012345678", "True", "In force", "a; b", nil, "1850-01-01",
        ])
      #expect(row.prefix(7).map(\.type) == ["s", "d", "n", "s", "b", "s", "s"] && row[1].format == "yyyy-mm-dd")
      let about = Dictionary(
        sheets[1].cells.map { ($0[0].value ?? "", $0[1].value ?? "") }, uniquingKeysWith: { first, _ in first })
      #expect(about["SHA-256 of the rows"] == stamp.given.hash && about["Question"] == "What is there?")
    }
  }

  @Test func noTextIsAFormula() throws {
    try withFile { path in
      let values = Answer.hostile.map { "(\(SQLText.literal($0)))" }.joined(separator: ", ")
      let (table, _) = try write("SELECT v.t AS vendor FROM (VALUES \(values)) v (t)", to: path)
      let cells = try read(path)[0].cells.dropFirst().map { $0[0] }
      #expect(cells.allSatisfy { $0.type == "s" })
      #expect(cells.count == Answer.hostile.count)
      // As they are, but for what a terminal would obey. What reads like an escape is escaped, which openpyxl leaves so.
      let shown = table.rows.map { TextWidth.visibleLines($0[0] ?? "") }
      #expect(cells.map { $0.value?.replacing("_x005F_", with: "_") } == shown)
    }
  }

  @Test func theSameAnswerIsTheSameFile() throws {
    try withFile { one in
      try withFile { other in
        let select = "SELECT n AS amount, 'x' AS vendor FROM generate_series(1, 50) n"
        _ = try write(select, to: one)
        // A clock's second later.
        Thread.sleep(forTimeInterval: 2.1)
        _ = try write(select, to: other)
        #expect(FileManager.default.contentsEqual(atPath: one, andPath: other))
      }
    }
  }

  @Test func theLongestTextIsCutAndSaysSo() throws {
    try withFile { path in
      _ = try write("SELECT repeat('葵', 40000) AS note", to: path)
      let cell = try #require(try read(path)[0].cells[1][0].value)
      #expect(cell.hasSuffix("… (cut)") && cell.count < 32_767)
    }
  }

  @Test func whereNothingCanBeWrittenIsSaid() throws {
    let error = #expect(throws: Clause6Error.self) {
      _ = try write("SELECT 1 AS amount", to: "/nowhere/at/all.xlsx")
    }
    #expect(error?.message.hasPrefix("/nowhere/at/all.xlsx cannot be written") == true)
  }

  @Test func anEmptyAnswerIsAWorkbookToo() throws {
    try withFile { path in
      _ = try write("SELECT 1 AS amount WHERE false", to: path, language: "ja")
      let sheets = try read(path)
      #expect(sheets.map(\.name) == ["例", "この帳票について"] && sheets[0].cells.count == 1)
    }
  }
}
