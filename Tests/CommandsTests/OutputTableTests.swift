import Clause6
import Postgres
import Testing

@testable import Commands

struct OutputTableTests {
  static let contracts = Table(
    columns: [
      .init(name: "vendor", kind: .text), .init(name: "ends_on", kind: .day), .init(name: "state", kind: .text),
      .init(name: "days", kind: .number), .init(name: "critical", kind: .boolean), .init(name: "note", kind: .text),
    ],
    rows: [
      ["山田データ株式会社", "2026-11-30", "in_notice_window", "8", "t", nil],
      ["Acme", "2026-01-31", "lapsed", "-295", "f", "ended\nquietly"],
      ["ﾃﾞｰﾀ👩‍👩‍👧", nil, "in_force", "1200", nil, "e\u{301}"],
    ])

  @Test func alignsByDisplayWidth() {
    #expect(
      TableText().render(OutputTableTests.contracts) == """
        vendor              ends_on     state             days  critical  note
        ──────────────────  ──────────  ────────────────  ────  ────────  ─────────────
        山田データ株式会社  2026-11-30  in_notice_window     8  yes       –
        Acme                2026-01-31  lapsed            -295  no        ended⏎quietly
        ﾃﾞｰﾀ👩‍👩‍👧              –           in_force          1200  –         e\u{301}

        """)
  }

  @Test(arguments: [40, 60, 70, 80])
  func shrinksTheWidestTextsOnly(_ width: Int) throws {
    let lines = TableText(width: width).render(OutputTableTests.contracts).split(separator: "\n")
    // Uncut it has 79 columns; with texts of 8 and names, days and numbers whole there is nothing left to take.
    let expected = min(max(width, 18 + 2 * 8 + 10 + 4 + 8 + 5 * 2), 79)
    #expect(TextWidth.of(String(lines[1])) == expected)
    #expect(lines.allSatisfy { TextWidth.of(String($0)) <= expected })
    #expect(lines[2].contains("2026-11-30"))
    #expect(lines[3].contains("-295"))
  }

  @Test func cutsToEightAtTheLeast() {
    let text = TableText(width: 40).render(OutputTableTests.contracts)
    #expect(text.contains("山田データ株式会社  2026-11-30  in_noti…     8  yes       –\n"))
  }

  /// The first column is what other commands take; a name of more than 24 columns is cut all the same.
  @Test func cutsTheFirstColumnLast() {
    let table = Table(
      columns: [.init(name: "reference", kind: .text), .init(name: "why", kind: .text)],
      rows: [["TA-2026-001-A1", String(repeating: "w", count: 40)], [String(repeating: "n", count: 30), "w"]])
    let lines = TableText(width: 30).render(table).split(separator: "\n")
    #expect(lines[2] == "TA-2026-001-A1            wwwwwww…")
    #expect(lines[3] == "nnnnnnnnnnnnnnnnnnnnnnn…  w")
  }

  @Test func wrapsWhatMatters() {
    let table = Table(
      columns: [.init(name: "leg", kind: .text), .init(name: "why", kind: .text)],
      rows: [["terms", "of 3 requirements these are not met: 6-c1, 6-c2"], ["契約", "秘密保持契約書がありません"]])
    #expect(
      TableText(width: 27).render(table, wraps: true) == """
        leg    why
        ─────  ────────────────────
        terms  of 3 requirements
               these are not met:
               6-c1, 6-c2
        契約   秘密保持契約書があり
               ません

        """)
  }

  @Test func takesNothingFromNarrowTexts() {
    let table = Table(
      columns: [.init(name: "id", kind: .text), .init(name: "remark", kind: .text)],
      rows: [["V-1", String(repeating: "long ", count: 40)]])
    let lines = TableText(width: 40).render(table).split(separator: "\n")
    #expect(lines[2].hasPrefix("V-1  long long"))
    #expect(lines.map { TextWidth.of(String($0)) } == [11, 40, 40])
  }

  @Test func neverEndsALineInSpaces() {
    let table = Table(
      columns: [.init(name: "a", kind: .text), .init(name: "b", kind: .text), .init(name: "c", kind: .number)],
      rows: [["", "", ""], ["long text", "", ""], [nil, "x  ", "1"]])
    for line in TableText().render(table).split(separator: "\n").dropLast() { #expect(line.last != " ") }
  }

  @Test func withoutRowsIsItsHeader() {
    #expect(
      TableText().render(Table(columns: OutputTableTests.contracts.columns, rows: [])).hasPrefix("vendor  ends_on"))
    #expect(TableText().render(Table(columns: [.init(name: "a", kind: .text)], rows: [])) == "a\n")
    #expect(TableText().render(Table(columns: [], rows: [])) == "")
    #expect(TableText().renderRecord(Table(columns: [.init(name: "a", kind: .text)], rows: [])) == "")
  }

  @Test func listsAreReadable() {
    let table = Table(
      columns: [.init(name: "regimes", kind: .list)], rows: [["{appi,\"GDPR 28\"}"], ["{}"], ["{\u{301}a}"]])
    #expect(
      TableText().render(table).split(separator: "\n", omittingEmptySubsequences: false)[2...] == [
        "appi, GDPR 28", "", "\u{301}a", "",
      ])
  }

  @Test func hostileTextStaysText() {
    let table = Table(
      columns: [
        .init(name: "na\u{1B}me", kind: .text), .init(name: "doc", kind: .json), .init(name: "tags", kind: .list),
      ],
      rows: [["\u{1B}]0;owned\u{7}", "{\"a\":\"\u{9B}2J\"}", "{\"\u{1B}[2J\"}"]])
    for text in [TableText(width: 20).render(table), TableText().renderRecord(table)] {
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func recordsShowOneValueALine() {
    let table = Table(
      columns: [
        .init(name: "vendor", kind: .text), .init(name: "備考", kind: .text), .init(name: "score", kind: .number),
        .init(name: "ended_on", kind: .day), .init(name: "empty", kind: .text),
      ],
      rows: [["Acme", "one\n\ntwo", "3", nil, ""]])
    #expect(
      TableText().renderRecord(table) == """
        vendor    Acme
        備考      one

                  two
        score     3
        ended_on  –
        empty

        """)
  }

  @Test func recordsStandApart() {
    let table = Table(columns: [.init(name: "a", kind: .number)], rows: [["1"], ["2"]])
    #expect(TableText().renderRecord(table) == "a  1\n\na  2\n")
  }

  @Test func coloursByMeaning() {
    let text = TableText(style: Style.semantic).render(OutputTableTests.contracts)
    #expect(text.contains("\u{1B}[31mlapsed\u{1B}[0m"))
    #expect(text.contains("\u{1B}[33min_notice_window\u{1B}[0m"))
    #expect(text.contains("\u{1B}[32min_force\u{1B}[0m"))
    #expect(text.hasPrefix("\u{1B}[1mvendor\u{1B}[0m"))
    #expect(text.contains("Acme  "))
  }

  @Test(arguments: [
    ("severity", "critical", Style.red), ("severity", "high", .red), ("severity", "medium", .yellow),
    ("severity", "low", .plain), ("contract_state", "notice_missed", .yellow), ("name", "lapsed", .plain),
    ("estate", "lapsed", .plain),
  ])
  func meaning(_ column: String, _ value: String, _ style: Style) {
    #expect(Style.semantic(column: column, value: value) == style)
  }
}
