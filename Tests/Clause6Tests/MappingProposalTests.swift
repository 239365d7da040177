import Foundation
import Testing

@testable import Clause6

/// Proposed mappings of small files, each made for one thing that has to be found.
struct MappingProposalTests {
  static let terms = [
    (key: "confidentiality", en: "Confidentiality obligation of the provider", ja: "秘密保持"),
    (key: "audit_right", en: "Audit, inspection and on-site check", ja: "監査・立入検査"),
    (key: "ownership", en: "Ownership of data and deliverables", ja: "権利帰属"),
  ]

  struct Proposed {
    let yaml: String
    let mapping: Mapping
    let notes: [String]

    func field(_ name: String) -> MappedField? { mapping.fields.first { $0.field.name == name } }
    func columns(_ name: String) -> [String] { field(name)?.columns ?? [] }
  }

  static func propose(file path: String) throws -> Proposed {
    let proposal = try MappingProposal(file: path, noun: "contract", terms: terms)
    let mapping = try Mapping(yaml: proposal.yaml, path: "proposal", termKeys: Set(terms.map(\.key)))
    return Proposed(yaml: proposal.yaml, mapping: mapping, notes: proposal.notes)
  }

  private func propose(_ lines: [String], ending: String = "csv") throws -> Proposed {
    let path = try temporaryFile(Array(lines.joined(separator: "\n").utf8), ending: ending)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try MappingProposalTests.propose(file: path)
  }

  /// A file with one more column than a register needs.
  private func propose(_ heading: String, _ cells: [String]) throws -> Proposed {
    try propose(
      ["契約番号,取引先名,\(heading)"] + cells.enumerated().map { "C-\($0),株式会社\($0),\"\($1)\"" })
  }

  // MARK: Columns

  @Test(arguments: [
    ("Contract ID,Vendor,Start date,Expiry,Auto-renewal,Amount,Owner,Notes", "Expiry"),
    ("contract_number,entity_name,startDate,END_DATE,autoRenewal,contractValue,contract_owner,remarks", "END_DATE"),
    ("No.,Supplier,Effective Date,Valid until,Auto renew,Total value,Contract manager,Comments", "Valid until"),
    ("契約番号,委託先,契約開始日,満了日,自動更新,契約金額,担当者,備考", "満了日"),
    ("管理番号,ﾍﾞﾝﾀﾞｰ,開始日,契約終了日（予定）,自動更新の有無,金額（税込）,主担当,特記事項", "契約終了日（予定）"),
    ("№,業者名,始期,終期,更新有無,契約額,責任者,摘要", "終期"),
    ("1. Contract ID,2. Vendor,3. Start,4. End,5. Renewal,6. Value,7. Owner,8. Notes", "4. End"),
    ("契約番号/Contract No.,取引先/Vendor,開始日/Start,終了日/End,自動更新/Renewal,金額/Amount,担当/Owner,備考/Notes", "終了日/End"),
  ])
  func theUsualHeadingsAreKnown(_ header: String, _ end: String) throws {
    let found = try propose([
      header, "C-1,Acme,2026-04-01,2027-03-31,yes,100 EUR,Sato,-", "C-2,Bright,2026-04-01,,no,5 EUR,Ito,x",
    ])
    let names = header.split(separator: ",").map(String.init)
    let fields = ["reference", "vendors", "starts_on", "ends_on", "auto_renews", "value_amount", "owner", "note"]
    for (field, name) in zip(fields, names) { #expect(found.columns(field) == [name], "\(field)") }
    #expect(found.columns("ends_on") == [end])
    #expect(found.field("value_currency")?.constant == "EUR")
    #expect(!found.notes.contains { $0.contains("cannot be read") })
  }

  @Test func aSlipOfThePenIsForgivenAndSaid() throws {
    let found = try propose(["Contract nunber,Vendor,Strat date", "C-1,Acme,2026-04-01", "C-2,Bright,2026-05-01"])
    #expect(found.columns("reference") == ["Contract nunber"])
    #expect(found.yaml.contains("CHECK: the heading is only like one that is known"))
  }

  @Test func cellsDecideAmongColumns() throws {
    let found = try propose([
      "Reference,Vendor,End,End date,Value,Contract value,Notice",
      "C-1,Acme,left,2027-03-31,good,12000,30 days", "C-2,Bright,right,2027-04-30,bad,1300,60 days",
    ])
    #expect(found.columns("ends_on") == ["End date"])
    #expect(found.columns("value_amount") == [], "no currency is known, so it is a comment")
    #expect(found.yaml.contains("# value_amount: Contract value"))
    #expect(found.columns("notice_days") == ["Notice"])
    #expect(found.columns("notice_months") == [])
    #expect(found.yaml.contains("#   End: left | right"))
    #expect(found.yaml.contains("#   Value: good | bad"))
  }

  @Test func termsAreKnownByTheirTitles() throws {
    let found = try propose(["No,Vendor,NDA,監査,Ownership", "1,Acme,yes,あり,A", "2,Bright,no,なし,B"])
    #expect(found.columns("term.confidentiality") == ["NDA"])
    #expect(found.columns("term.audit_right") == ["監査"])
    #expect(found.field("term.audit_right")?.reading.values == ["あり": "present", "なし": "missing"])
    #expect(found.columns("term.ownership") == [], "its cells say nothing of a term")
  }

  @Test func aNumberThatRepeatsIsJoinedWithWhatTellsItApart() throws {
    let found = try propose([
      "契約番号,枝番,取引先名", "A-1,1,甲", "A-1,2,甲", "A-2,1,乙", "A-2,2,乙", "A-3,1,丙",
    ])
    #expect(found.columns("reference") == ["契約番号", "枝番"])
    #expect(found.yaml.contains("CHECK: \"契約番号\" stands in several rows"))
  }

  // MARK: Headings

  @Test func headingsBelowATitleAreFound() throws {
    let found = try propose([
      "契約管理台帳,,,", "（単位：千円）,,,", "契約番号,取引先名,終了日,契約金額", "A-1,甲,2027/3/31,1200", "合計,,,1200",
    ])
    #expect(found.mapping.form.header == .lines(3...3))
    #expect(found.columns("ends_on") == ["終了日"])
    #expect(found.field("value_amount")?.reading.numbers.times == 1000)
    #expect(found.field("value_currency")?.constant == "JPY")
    #expect(found.mapping.ignored == ["合計"])
  }

  @Test func headingsOfTwoLinesAreJoinedWhereOneDoesNotTell() throws {
    let found = try propose([
      "契約番号,取引先名,契約期間,,秘密保持", ",,開始,終了,", "A-1,甲,2026/4/1,2027/3/31,あり", "A-2,乙,2026/4/1,2027/3/31,なし",
    ])
    #expect(found.mapping.form.header == .lines(1...2))
    #expect(found.columns("reference") == ["契約番号"])
    #expect(found.columns("starts_on") == ["契約期間 開始"])
    #expect(found.columns("ends_on") == ["終了"])
  }

  @Test func aFileWithoutHeadingsGetsNames() throws {
    let found = try propose([
      "C-1,Acme Ltd,2026-04-01,2027-03-31,x@example.com", "C-2,Bright Inc,2026-05-01,2027-04-30,y@example.com",
      "C-3,Bright Inc,2026-05-01,2027-06-30,y@example.com",
    ])
    #expect(found.mapping.form.header == .none)
    #expect(found.columns("reference") == ["column 1"] && found.columns("vendors") == ["column 2"])
    #expect(found.columns("starts_on") == ["column 3"] && found.columns("ends_on") == ["column 4"])
    #expect(found.columns("owner") == ["column 5"])
    #expect(found.yaml.contains("CHECK"))
  }

  @Test func columnsOfOneNameGetTheirOwn() throws {
    let unused = try propose(["No,Vendor,Date,Date,", "1,Acme,2026-04-01,2027-03-31,x", "2,Bright,2026-04-01,,y"])
    #expect(unused.columns("vendors") == ["Vendor"] && unused.mapping.form.columns == nil)
    let used = try propose(["No,Vendor,Vendor,", "A-1,,Acme,x", "A-2,,Bright,y"])
    #expect(used.columns("vendors") == ["Vendor 2"])
    #expect(used.mapping.form.columns == ["No", "Vendor", "Vendor 2", "column 4"])
  }

  @Test(arguments: [(";", "\";\""), ("\t", "\"\\t\""), ("|", "\"|\"")])
  func aDelimiterIsFoundBelowATitle(_ delimiter: String, _ shown: String) throws {
    let rows = ["Contract no,Vendor,End", "C-1,Acme,2027-03-31", "C-2,Bright,2027-03-31"]
    let found = try propose(["Register of contracts, 2026"] + rows.map { $0.replacing(",", with: delimiter) })
    #expect(found.mapping.form.delimiter == delimiter.utf8.first)
    #expect(found.mapping.form.header == .lines(2...2))
    #expect(found.yaml.contains("delimiter: \(shown)"))
  }

  // MARK: Days

  @Test(arguments: [
    (["31/03/2026", "01/02/2026"], DateOrder.dmy, false), (["03/31/2026", "01/02/2026"], .mdy, false),
    (["2026/3/31", "2026/1/2"], .ymd, false), (["01/04/2026", "01/10/2026"], .dmy, true),
    (["04/01/2026", "10/01/2026"], .mdy, true), (["46112", "46113"], .serial, false),
    (["令和8年3月31日", "R7.4.1"], .ymd, false),
  ])
  func theOrderOfDaysIsProvenOrAGuess(_ cells: [String], _ order: DateOrder, _ isGuess: Bool) throws {
    let found = try propose("終了日", cells)
    #expect(found.field("ends_on")?.reading.days.order == order)
    #expect(found.yaml.contains("no cell shows which is meant") == isGuess)
  }

  @Test func oneColumnProvesTheOrderOfAnother() throws {
    let found = try propose(["No,Vendor,Start,End", "1,Acme,01/02/2026,31/03/2026", "2,Bright,01/04/2026,31/05/2026"])
    #expect(found.field("starts_on")?.reading.days.order == .dmy)
    #expect(!found.yaml.contains("no cell shows"))
  }

  @Test func whatDaysNeedIsStated() throws {
    let found = try propose("終了日", ["26/3/31", "2026年4月", "9999-12-31", "未定", "期間の定めなし"])
    let days = try #require(found.field("ends_on")?.reading.days)
    #expect(days.shortYears == 1970 && days.incomplete == .lastDay && days.sentinels?.count == 1)
    #expect(found.field("ends_on")?.reading.blank == ["未定", "期間の定めなし"])
    #expect(found.field("open_ended")?.reading.values == ["期間の定めなし": "yes"])
    #expect(found.field("open_ended")?.reading.otherwise == "no")
    #expect(!found.notes.contains { $0.contains("cannot be read") }, "\(found.notes)")
  }

  @Test func aPeriodInOneColumnGivesBothDays() throws {
    let found = try propose("契約期間", ["2026/4/1～2027/3/31", "令和8年4月1日から令和9年3月31日まで", "2026/4/1 - 2027/3/31", "無期限"])
    #expect(found.columns("open_ended") == ["契約期間"])
    #expect(found.columns("starts_on") == ["契約期間"] && found.columns("ends_on") == ["契約期間"])
    #expect(!found.notes.contains { $0.contains("cannot be read") }, "\(found.notes)")
  }

  // MARK: Amounts, words, vendors

  @Test(arguments: [
    ("契約金額", ["120万円", "￥1,200"], "JPY", ".", 1), ("Amount (EUR k)", ["1.200,50", "12"], "EUR", ",", 1000),
    ("契約金額（百万円）", ["12", "1.5"], "JPY", ".", 1_000_000), ("Value", ["$1,200", "$5"], "USD", ".", 1),
    ("契約金額（税込）", ["1,200円（税込）", "5円"], "JPY", ".", 1), ("Value", ["USD 5", "1,200 USD"], "USD", ".", 1),
  ])
  func amountsAreUnderstood(
    _ heading: String, _ cells: [String], _ currency: String, _ decimal: String, _ times: Int
  ) throws {
    let found = try propose(heading, cells)
    let reading = try #require(found.field("value_amount")?.reading)
    #expect(reading.numbers == NumberReading(decimal: Character(decimal), times: times))
    #expect(found.field("value_currency")?.constant == currency)
    #expect(!found.notes.contains { $0.contains("cannot be read") }, "\(found.notes)")
  }

  @Test func severalCurrenciesAreReadFromTheCells() throws {
    let found = try propose("契約金額", ["USD 5", "¥1,200"])
    #expect(found.columns("value_currency") == ["契約金額"])
  }

  @Test func knownWordsAreExplainedAndOthersLeftToPeople() throws {
    let found = try propose("契約種別", ["秘密保持契約", "ＮＤＡ", "変更覚書", "業務委託基本契約", "SOW", "特記", "謎: \"\"x\"\" #"])
    #expect(
      found.field("kind")?.reading.values == [
        "秘密保持契約": "nda", "nda": "nda", "変更覚書": "amendment", "業務委託基本契約": "master", "sow": "statement_of_work",
      ])
    #expect(found.yaml.contains("      # 特記: \n"))
    #expect(found.yaml.contains("      # \"謎: \\\"x\\\" #\": \n"))
  }

  @Test func aListOfUnknownWordsIsAComment() throws {
    let found = try propose("重要度", ["甲", "乙"])
    #expect(found.field("tier") == nil)
    #expect(found.yaml.contains("  # tier:\n  #   column: 重要度\n  #   values:\n  #     甲: \n"))
  }

  @Test func blankWordsAreStatedWhereTheyOccur() throws {
    let found = try propose([
      "契約番号,取引先名,終了日,備考", "A-1,甲,TBD,-", "A-2,乙,2027-03-31,なし", "A-3,乙,NULL,長期",
    ])
    #expect(found.field("ends_on")?.reading.blank == ["TBD", "NULL"])
    #expect(found.field("note")?.reading.blank == ["-", "なし"])
    #expect(found.field("vendors")?.reading.blank == [])
  }

  @Test func noticeInMonthsAndInDaysIsReadFromOneColumn() throws {
    let found = try propose("解約予告", ["3ヶ月前", "90日前", "１年", "-"])
    #expect(found.columns("notice_months") == ["解約予告"] && found.columns("notice_days") == ["解約予告"])
    #expect(!found.notes.contains { $0.contains("cannot be read") }, "\(found.notes)")
  }

  @Test(arguments: [
    (["Acme\nBright", "Acme"], ["\n"]), (["甲社、乙社", "丙社"], ["、"]), (["Acme; Bright", "Acme"], [";"]),
    (["Acme / Bright", "Acme"], [" / ", "/"]), (["Novo A/S", "Bright"], []), (["Acme, Inc.", "Bright"], []),
  ])
  func severalVendorsInACellAreSplit(_ cells: [String], _ split: [String]) throws {
    let rows = cells.enumerated().map { "C-\($0),\"\($1)\",2026-04-01" }
    #expect(try propose(["No,Vendor,Start"] + rows).field("vendors")?.split == split)
  }

  // MARK: Workbooks, JSON, nouns

  @Test func theSheetWithTheHeadingsIsChosen() throws {
    func sheet(_ rows: [[String]]) -> String {
      let lines = rows.enumerated().map { number, cells in
        let texts = cells.enumerated().map { place, text in
          "<c r='\(["A", "B", "C"][place])\(number + 1)' t='inlineStr'><is><t>\(text)</t></is></c>"
        }
        return "<row r='\(number + 1)'>\(texts.joined())</row>"
      }
      return "<worksheet \(WorkbookMaker.main)><sheetData>\(lines.joined())</sheetData></worksheet>"
    }
    var parts = WorkbookMaker.Parts().all
    let sheets = ["はじめに", "契約: 一覧"].enumerated().map { "<sheet name='\($1)' sheetId='\($0 + 1)' r:id='rId\($0 + 1)'/>" }
    let changes = [
      "xl/workbook.xml":
        "<workbook \(WorkbookMaker.main) \(WorkbookMaker.links)><sheets>\(sheets.joined())</sheets></workbook>",
      "xl/_rels/workbook.xml.rels": WorkbookMaker.relationships([
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
      ]), "xl/worksheets/sheet1.xml": sheet([["この台帳について"], ["担当は総務部です"]]),
    ]
    parts = parts.map { ($0.name, changes[$0.name] ?? $0.text) }
    parts.append(("xl/worksheets/sheet2.xml", sheet([["契約一覧"], ["契約番号", "取引先", "終了日"], ["A-1", "甲", "2027/3/31"]])))
    let path = try WorkbookMaker.archive(parts)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try MappingProposalTests.propose(file: path)
    #expect(found.mapping.form.sheet == "契約: 一覧" && found.mapping.form.header == .lines(2...2))
    #expect(found.columns("reference") == ["契約番号"] && found.columns("ends_on") == ["終了日"])
    #expect(found.yaml.contains("the others are: はじめに"))
  }

  @Test func pathsOfObjectsAreKnown() throws {
    let found = try propose(
      [
        #"{"contractId": "C-1", "supplier": {"name": "Acme"}, "dates": {"endDate": "2027-03-31"}, "a.b": 1}"#,
        #"{"contractId": "C-2", "supplier": {"name": "Bright"}, "dates": {"endDate": "2027-04-30"}, "tags": ["x"]}"#,
      ], ending: "ndjson")
    #expect(found.columns("reference") == ["contractId"] && found.columns("vendors") == ["supplier.name"])
    #expect(found.columns("ends_on") == ["dates.endDate"])
    #expect(found.yaml.contains("#   \"a.b\": 1"))
  }

  @Test func vendorsHaveHeadingsOfTheirOwn() {
    let names = [
      "name", "code", "english_name", "country", "website", "corporate_number", "lei", "duns", "owner", "eu_vat",
      "trading_names",
    ]
    let index = HeadingIndex(.vendor, terms: [])
    let headings = [
      "取引先名", "Supplier No.", "英文名称", "所在国", "ホームページ", "法人番号", "LEI", "D-U-N-S", "担当者", "VAT number", "屋号",
    ]
    #expect(headings.map { index.candidates($0).first?.field } == names)
  }

  /// Every field that a mapping can name has headings by which it is found, and no heading is of a field that there is not.
  @Test(arguments: ImportNoun.proposed.map(\.name)) func everyFieldHasHeadings(_ name: String) throws {
    let noun = try #require(ImportNoun.proposed.first { $0.name == name })
    #expect(Set(KnownHeadings.all[name]?.keys.map { $0 } ?? []) == Set(noun.fields.map(\.name)))
  }
}
