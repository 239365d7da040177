import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Proposed mappings of real registers and of the fixtures, each tried by a dry run of the import.
@Suite(.register, .serialized) struct RealProposalTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    let file: String
    /// Fields and the columns that say them.
    let columns: [String: [String]]
    /// Rows that are taken, and cells that cannot be.
    let added: Int
    var rejectedRows = 0
    var rejectedCells = 0
    var testDescription: String { file }
  }

  private static let canada = "registers/canada-sample/2022-"
  private static let canadaColumns = [
    "reference": ["d_reference_number"], "vendors": ["vendor_name"], "signed_on": ["contract_date"],
    "title": ["description_en"],
    "starts_on": ["contract_period_start"], "ends_on": ["d_end_date"],
  ]
  private static let shortCanadaColumns = [
    "reference": ["reference_number"], "vendors": ["d_vendor_name"], "starts_on": ["d_start_date"],
    "ends_on": ["d_end_date"],
  ]

  private static let registers = [
    Expectation(
      file: "registers/act-slice/act_contracts_120.csv",
      columns: [
        "reference": ["contract_number"], "title": ["title"], "vendors": ["suppliers"], "starts_on": ["execution_date"],
        "ends_on": ["expiry_date"], "note": ["details_url"],
      ], added: 120),
    Expectation(
      file: "registers/fpds-slice/fpds_60.csv",
      columns: [
        "reference": ["piid"], "title": ["description"], "vendors": ["entity_name"], "signed_on": ["date_signed"],
        "starts_on": ["date_effective"], "ends_on": ["date_complete"],
      ], added: 60, rejectedCells: 1),
    Expectation(
      file: "\(canada)04-12-sample-contracts.csv",
      columns: canadaColumns.merging(["reference": ["reference_number"]]) { $1 }, added: 20),
    Expectation(file: "\(canada)04-13-sample-contracts.csv", columns: canadaColumns, added: 22),
    Expectation(file: "\(canada)07-28-sample-contracts.csv", columns: canadaColumns, added: 23),
    Expectation(
      file: "\(canada)06-28-contracts-key-amendment-testing.csv",
      columns: canadaColumns.merging(["reference": ["reference_number"]]) { $1 }, added: 35),
    Expectation(
      file: "\(canada)06-28-contracts-spending-overall-largest.csv",
      columns: [
        "reference": ["d_amendment_group_id", "d_description_en", "d_economic_object_code"],
        "vendors": ["d_vendor_name"],
        "starts_on": ["d_overall_start_date"], "ends_on": ["d_overall_end_date"],
      ], added: 100),
    Expectation(
      file: "\(canada)07-05-sample-contracts-procurement-id-mixup.csv", columns: shortCanadaColumns, added: 40),
    Expectation(
      file: "\(canada)07-05-sample-contracts-procurement-id-suffixes.csv", columns: shortCanadaColumns, added: 50),
  ]

  private static let fixtures = [
    Expectation(
      file: "import/good.csv",
      columns: [
        "reference": ["Number"], "title": ["Subject"], "vendors": ["Supplier"], "starts_on": ["Start"],
        "ends_on": ["End"],
        "auto_renews": ["Renews"], "supersedes": ["Replaces"], "term.confidentiality": ["NDA"],
      ], added: 3),
    Expectation(
      file: "import/renamed-column.csv", columns: ["reference": ["Number"], "ends_on": ["Finish"]], added: 3),
    Expectation(file: "import/latin1.csv", columns: ["reference": ["Number"], "vendors": ["Supplier"]], added: 1),
    // Made to be refused: an end before a start, a number twice, a short row, a row without one; a day that is
    // none, two words, an unknown contract, a row without vendor.
    Expectation(
      file: "import/mess.csv", columns: ["reference": ["Number"], "starts_on": ["Start"], "ends_on": ["End"]], added: 3,
      rejectedRows: 5, rejectedCells: 5),
    // An amount below zero; a day that is none, a sign, an amount in $ among yen.
    Expectation(
      file: "import/shift-jis.csv",
      columns: [
        "reference": ["管理番号"], "vendors": ["委託先"], "starts_on": ["開始"], "ends_on": ["終了"], "auto_renews": ["自動更新"],
        "notice_months": ["解約予告"], "notice_days": ["解約予告"], "value_amount": ["契約金額"],
      ], added: 3, rejectedRows: 1, rejectedCells: 3),
    // Two formulas that were never worked out, and an error.
    Expectation(
      file: "import/register.xlsx",
      columns: [
        "reference": ["管理番号"], "vendors": ["委託先"], "starts_on": ["開始"], "ends_on": ["終了"], "auto_renews": ["自動更新"],
        "value_amount": ["契約金額"], "note": ["備考"],
      ], added: 3, rejectedCells: 3),
    Expectation(
      file: "import/packages.json",
      columns: [
        "reference": ["id"], "title": ["title"], "vendors": ["../awards[id=$awardID].suppliers[].name"],
        "vendor_codes": ["../awards[id=$awardID].suppliers[].id"], "signed_on": ["dateSigned"],
        "starts_on": ["period.startDate"], "ends_on": ["period.endDate"], "value_amount": ["value.amount"],
        "value_currency": ["value.currency"],
      ], added: 2),
  ]

  private struct TermName: Decodable {
    let key: String
    let titleEn: String
    let titleJa: String
  }

  private func propose(_ path: String, _ connection: Connection) throws -> (mapping: Mapping, result: ImportResult) {
    let terms = try connection.rows(
      "SELECT key, title_en, title_ja FROM register.term_kind ORDER BY position", as: TermName.self)
    let proposal = try MappingProposal(file: path, terms: terms.map { ($0.key, $0.titleEn, $0.titleJa) })
    let mapping = try Mapping(yaml: proposal.yaml, path: "proposal", termKeys: Set(terms.map(\.key)))
    return (mapping, try ListImport(file: path, mapping: mapping).run(on: connection, as: .test, rehearse: true))
  }

  private func check(_ expected: Expectation, in folder: String) throws {
    let (mapping, result) = try propose("\(folder)/\(expected.file)", try TestDatabase.connect())
    for (field, columns) in expected.columns.sorted(by: { $0.key < $1.key }) {
      #expect(mapping.fields.first { $0.field.name == field }?.columns == columns, "\(field)")
    }
    #expect(result.counts.added == expected.added, "\(result.rejects.prefix(3))")
    #expect(result.counts.rejectedRows == expected.rejectedRows, "\(result.rejects.prefix(3))")
    #expect(result.counts.rejectedCells == expected.rejectedCells, "\(result.rejects.prefix(3))")
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: registers)
  func realRegistersAreUnderstood(_ expected: Expectation) throws { try check(expected, in: RealData.folder) }

  @Test(arguments: fixtures)
  func fixturesAreUnderstood(_ expected: Expectation) throws { try check(expected, in: "Fixtures") }

  /// Files, the mappings that people wrote for them, and fields that those know more of than the file shows.
  private static let written: [(file: String, mapping: String, except: [String])] = [
    ("Fixtures/demo/contracts.csv", "Fixtures/demo/mapping.yaml", []),
    (
      "\(RealData.folder)/registers/act-slice/act_contracts_120.csv", "Fixtures/mappings/act-slice.yaml",
      ["value_amount", "value_currency"]
    ),
    (
      "\(RealData.folder)/registers/fpds-slice/fpds_60.csv", "Fixtures/mappings/fpds-slice.yaml",
      ["value_amount", "value_currency", "note"]
    ),
    ("Fixtures/import/packages.json", "Fixtures/import/ocds.yaml", []),
  ]

  @Test(arguments: written)
  func theMappingIsLikeThatOfPeople(_ file: String, _ written: String, _ except: [String]) throws {
    guard file.hasPrefix("Fixtures") || RealData.isThere else { return }
    let connection = try TestDatabase.connect()
    let keys = try connection.rows("SELECT key, title_en, title_ja FROM register.term_kind", as: TermName.self).map(
      \.key)
    let yaml = try String(contentsOfFile: written, encoding: .utf8)
    let people = try Mapping(yaml: yaml, path: written, termKeys: Set(keys))
    let (mapping, result) = try propose(file, connection)
    for field in people.fields where !except.contains(field.field.name) {
      let proposed = mapping.fields.first { $0.field == field.field }
      #expect(proposed?.columns == field.columns, "\(field.field.name)")
      #expect(proposed?.split == field.split, "\(field.field.name)")
      if !field.reading.values.isEmpty {
        let words = proposed?.reading.values ?? [:]
        #expect(words.allSatisfy { field.reading.values[$0] == $1 }, "\(field.field.name)")
      }
    }
    let other = try ListImport(file: file, mapping: people).run(on: connection, as: .test, rehearse: true)
    #expect(result.counts.added == other.counts.added)
    #expect(result.counts.rejectedCells <= other.counts.rejectedCells)
  }
}
