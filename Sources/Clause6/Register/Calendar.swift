public import Postgres
import Schema

extension Connection {
  /// The number of the calendar with a name.
  /// - Throws: ``Clause6Error`` when there is none.
  public func calendar(called name: String) throws -> Int {
    if let id = try value("SELECT id FROM register.calendar WHERE name = \(name)", as: Int.self) { return id }
    let known = try table("SELECT name FROM register.calendar").rows.compactMap { $0[0] }
    throw Clause6Error(
      "There is no calendar \"\(name)\"\(suggestion(name, known)): \"clause6 calendar list\" shows all.")
  }

  /// Records what a file says of a calendar. What it says already changes nothing.
  ///
  /// Of a calendar that is registered the closed days between the first and the last day of the file become those of the
  /// file, and other days stay.
  /// - Parameters:
  ///   - draft: the file.
  ///   - fileName: the source of a new calendar whose file names none.
  ///   - wholly: whether nothing of a registered calendar is to stay, not even days that the file does not cover.
  /// - Returns: the calendar's number.
  /// - Throws: ``Clause6Error`` when days between those that are covered and those of the file would not be.
  public func loadCalendar(_ draft: CalendarDraft, fileName: String, wholly: Bool = false) throws -> Int {
    if let day = draft.publishedOn { try refuseFuture(day, "The source of the calendar has not been published") }
    let id: Int
    var replaced = (first: draft.coversFrom, last: draft.coversUntil)
    if let known = try knownCalendar(of: draft) {
      id = known.id
      let covered = wholly ? replaced : try known.covered(with: draft)
      let fields =
        draft.said + [Assignment("covers_from_on", covered.first), Assignment("covers_until_on", covered.last)]
      try execute(
        "UPDATE register.calendar SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
      if wholly { replaced = (min(replaced.first, known.coversFromOn), max(replaced.last, known.coversUntilOn)) }
    } else {
      id = try insert(
        into: "calendar",
        [
          Assignment("name", draft.name), Assignment("title", draft.title ?? draft.name),
          Assignment("title_ja", draft.titleJa), Assignment("source", draft.source ?? fileName),
          Assignment("published_on", draft.publishedOn), Assignment("weekend_days", draft.weekend ?? [6, 7]),
          Assignment("covers_from_on", draft.coversFrom), Assignment("covers_until_on", draft.coversUntil),
        ])
    }
    try execute(
      SQL(
        verbatim: SQLFile.at("acts/calendar_load.sql").text,
        [
          id, replaced.first, replaced.last, draft.closures.map(\.day), draft.closures.map(\.name),
          draft.closures.map { $0.nameJa ?? "" },
        ]))
    return id
  }

  /// Makes a calendar the organisation's: that of everybody who has none of their own.
  public func useCalendar(_ id: Int) throws {
    try execute("UPDATE register.calendar SET is_default = false WHERE is_default AND id <> \(id)")
    try execute("UPDATE register.calendar SET is_default = true WHERE NOT is_default AND id = \(id)")
  }

  /// A calendar as YAML that ``CalendarDraft`` reads again.
  public func document(ofCalendar id: Int) throws(PostgresError) -> String {
    try value("SELECT facts.calendar_document(\(id))") ?? ""
  }

  private func knownCalendar(of draft: CalendarDraft) throws -> KnownCalendar? {
    try rows(
      """
      SELECT id, name, covers_from_on, covers_until_on,
        \(draft.coversFrom)::date - covers_until_on > 1 OR covers_from_on - \(draft.coversUntil)::date > 1 AS is_apart
      FROM register.calendar WHERE name = \(draft.name)
      """, as: KnownCalendar.self
    ).first
  }
}

private struct KnownCalendar: Decodable {
  let id: Int
  let name: String
  let coversFromOn: CalendarDate
  let coversUntilOn: CalendarDate
  /// Whether days lie between those that it covers and those of the file.
  let isApart: Bool

  /// The days covered by both together.
  func covered(with draft: CalendarDraft) throws(Clause6Error) -> (first: CalendarDate, last: CalendarDate) {
    guard !isApart else {
      throw Clause6Error(
        "The calendar \(name) covers \(coversFromOn) to \(coversUntilOn), and the file \(draft.coversFrom) to "
          + "\(draft.coversUntil): of the days between nothing would be known. Let the file cover them, too.")
    }
    return (min(draft.coversFrom, coversFromOn), max(draft.coversUntil, coversUntilOn))
  }
}

extension CalendarDraft {
  /// What the file says of the calendar itself; what it does not say stays.
  fileprivate var said: [Assignment] {
    var fields: [Assignment] = []
    if let title { fields.append(Assignment("title", title)) }
    if let titleJa { fields.append(Assignment("title_ja", titleJa)) }
    if let source { fields.append(Assignment("source", source)) }
    if let publishedOn { fields.append(Assignment("published_on", publishedOn)) }
    if let weekend { fields.append(Assignment("weekend_days", weekend)) }
    return fields
  }
}
