import Postgres
import Testing

@testable import Clause6

@Suite struct CalendarDraftTests {
  private func draft(_ text: String) throws -> CalendarDraft { try CalendarDraft(path: "plant.yaml", text: text) }

  @Test func saysWhatTheFileSays() throws {
    let draft = try draft(
      """
      name: PLANT-2
      weekend: [Sunday, mon]
      covers: 2026-01-01/2026-12-31
      closed:
        2026-08-11: Summer shutdown
        2026-12-31: {name: Stocktaking, name_ja: 棚卸}
      """)
    #expect(draft.name == "PLANT-2" && draft.title == nil && draft.source == nil && draft.publishedOn == nil)
    #expect(draft.weekend == [1, 7])
    #expect(draft.coversFrom.description == "2026-01-01" && draft.coversUntil.description == "2026-12-31")
    #expect(draft.closures.map(\.day.description) == ["2026-08-11", "2026-12-31"])
    #expect(draft.closures.map(\.name) == ["Summer shutdown", "Stocktaking"])
    #expect(draft.closures.map(\.nameJa) == [nil, "棚卸"])
  }

  @Test func whatIsLeftOutIsNotSaid() throws {
    let draft = try draft("name: X\ncovers: 2026-01-01/2026-01-01")
    #expect(draft.weekend == nil && draft.closures.isEmpty)
    #expect(try self.draft("name: X\ncovers: 2026-01-01/2026-01-01\nweekend: []\nclosed: {}").weekend == [])
  }

  @Test(arguments: [
    ("", "plant.yaml is no calendar: it says name, covers and closed, each with what it is."),
    ("name: [", "plant.yaml line 2 is not YAML: did not find expected node content."),
    ("covers: 2026-01-01/2026-12-31", "plant.yaml does not say name: write name: PLANT-2."),
    ("name: X", "plant.yaml does not say covers: write covers: 2027-01-01/2027-12-31."),
    ("name: ''\ncovers: 2026-01-01/2026-12-31", "plant.yaml line 1: a name is a text."),
    ("name: X\ncovers: 2026", "plant.yaml line 2: covers is a first and a last day: 2027-01-01/2027-12-31."),
    (
      "name: X\ncovers: 2026-12-31/2026-01-01", "plant.yaml line 2: the last day, 2026-01-01, comes before the first."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nweekend: sat",
      "plant.yaml line 3: weekend is a list: [sat, sun], or [] where there is none."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nclosed: [2026-01-01]",
      "plant.yaml line 3: closed has a line for each day: 2027-01-04: Company holiday."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nclosed:\n  2026-02-30: X",
      "plant.yaml line 4: \"2026-02-30\" is no day such as 2027-01-04."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nclosed:\n  2026-02-03:",
      "plant.yaml line 4: what 2026-02-03 is called is a text."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nclosed:\n  2026-02-03: {name_ja: 節分}",
      "plant.yaml line 4: 2026-02-03 has no name."
    ),
    (
      "name: X\ncovers: 2026-01-01/2026-12-31\nclosed:\n  2026-02-03: X\n  2026-02-03: Y",
      "plant.yaml line 5 is not YAML: \"2026-02-03\" stands twice."
    ),
  ])
  func whatIsWrongHasItsLine(text: String, message: String) {
    let error = #expect(throws: Clause6Error.self) { try draft(text) }
    #expect(error?.message == message)
  }
}
