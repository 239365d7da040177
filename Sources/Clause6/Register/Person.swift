public import Postgres

/// Somebody inside who answers for a vendor, an engagement or a contract, as they are on a day.
public struct Person: Sendable, Decodable, Equatable {
  public let personId: Int
  public let name: String
  public let email: String?
  /// Whether the day lies in their absence; its first and last day do.
  public let isAway: Bool
  /// Whether their last day in the organisation is over.
  public let hasLeft: Bool
  /// The name of who acts for them: they themselves, else the first along their backups who is there; none when nobody is.
  public let acts: String?
  /// How many they own.
  public let vendors: Int
  public let engagements: Int
  public let contracts: Int
}

/// What is recorded of a person; fields that are not named keep what they have.
public struct PersonEdit: Sendable {
  public var name = Edit<String>.keep
  public var email = Edit<String>.keep
  /// The name under which they make changes, when it is neither their name nor their mail address.
  public var login = Edit<String>.keep
  /// A time zone, such as `Asia/Tokyo`.
  public var zone = Edit<String>.keep
  /// The calendar of their working days, such as `JP`.
  public var calendar = Edit<String>.keep
  /// `en` or `ja`.
  public var language = Edit<String>.keep
  /// As ``Postgres/Connection/registeredPerson(called:)`` understands it.
  public var manager = Edit<String>.keep
  public var backup = Edit<String>.keep
  /// First day of an absence; `nil`: they are away already.
  public var awayFrom = Edit<CalendarDate>.keep
  /// Last day of an absence.
  public var awayUntil = Edit<CalendarDate>.keep
  /// Last day in the organisation.
  public var left = Edit<CalendarDate>.keep

  public init() {}

  /// Whether it gives what no two people share.
  fileprivate var tellsApart: Bool {
    if case .set(_?) = email { return true }
    if case .set(_?) = login { return true }
    return false
  }

  func assignments(_ connection: Connection) throws -> [Assignment] {
    [
      Assignment("name", name), Assignment("email", email), Assignment("login", login), Assignment("zone", zone),
      Assignment("calendar", calendar), Assignment("language", language),
      Assignment("manager_id", try connection.registeredPerson(manager)),
      Assignment("backup_id", try connection.registeredPerson(backup)),
      Assignment("away_from_on", awayFrom), Assignment("away_until_on", awayUntil), Assignment("left_on", left),
    ].compactMap { $0 }
  }
}

private struct PersonMatch: Decodable {
  let id: Int
  let email: String?
}

extension Connection {
  /// The people of the register as they are on a day, by name.
  public func people(on day: CalendarDate) throws -> [Person] {
    try readFacts { try $0.rows("SELECT * FROM facts.person(\(day)::date) ORDER BY name, person_id") }
  }

  /// The person with a mail address, login, name, or number (`3`, `#3`).
  /// - Throws: ``Clause6Error`` when nobody or several have it.
  public func registeredPerson(called which: String) throws -> Int {
    if let found = try findPerson(called: which) { return found }
    throw Clause6Error("Nobody is called \"\(which)\": \"clause6 person list\" shows all.")
  }

  /// The same, but somebody known by nothing but a mail address is registered now; a name may be misspelled.
  ///
  /// - Throws: ``Clause6Error`` for a name that nobody has, and for somebody who has left.
  func person(called text: String) throws -> Int {
    if let found = try findPerson(called: text) { return try whoIsThere(found, called: text) }
    guard text.contains("@") else {
      let known = try table("SELECT name FROM register.person").rows.compactMap { $0[0] }
      throw Clause6Error(
        "Nobody is called \"\(text)\"\(suggestion(text, known)): register them with \"clause6 person add\", or name a mail address."
      )
    }
    var edit = PersonEdit()
    (edit.name, edit.email) = (.set(String(text.prefix { $0 != "@" })), .set(text))
    return try addPerson(edit)
  }

  private func whoIsThere(_ id: Int, called text: String) throws -> Int {
    let left = try value(
      "SELECT left_on FROM register.person WHERE id = \(id) AND left_on < facts.as_of()", as: CalendarDate.self)
    guard let left else { return id }
    throw Clause6Error("\(text) left on \(left) and answers for nothing any more: name somebody else.")
  }

  fileprivate func registeredPerson(_ edit: Edit<String>) throws -> Edit<Int> {
    switch edit {
    case .keep: .keep
    case .set(let text): .set(try text.map { try whoIsThere(registeredPerson(called: $0), called: $0) })
    }
  }

  private func findPerson(called which: String) throws -> Int? {
    let found = try value(
      """
      SELECT coalesce(register.person_called(\(which)), (SELECT id FROM register.person WHERE id = \(which.registerNumber)::bigint))
      """, as: Int.self)
    if let found { return found }
    let twins = try namesakes(of: which)
    guard !twins.isEmpty else { return nil }
    let choices = twins.map { "#\($0.id)\($0.email.map { mail in " (\(mail))" } ?? "")" }.joined(separator: ", ")
    throw Clause6Error("Several people are called \"\(which)\": name one by mail address or number: \(choices).")
  }

  /// Registers a person.
  /// - Returns: their number.
  /// - Throws: ``Clause6Error`` when somebody has the name already and neither mail address nor login tells the two apart;
  ///   `PostgresError.server` with the constraint that refuses: a mail address that is taken …
  public func addPerson(_ edit: PersonEdit) throws -> Int {
    let fields = try edit.assignments(self)
    if case .set(let name?) = edit.name, !edit.tellsApart, let twin = try namesakes(of: name).first {
      throw Clause6Error(
        "Somebody is called \(name) already (#\(twin.id)\(twin.email.map { mail in ", \(mail)" } ?? "")): "
          + "give the mail address or login by which the two are told apart.")
    }
    return try insert(into: "person", fields)
  }

  private func namesakes(of name: String) throws -> [PersonMatch] {
    try rows(
      "SELECT id, email FROM register.person WHERE register.name_key(name) = register.name_key(\(name)) ORDER BY id",
      as: PersonMatch.self)
  }

  /// Changes what is recorded of a person. An edit that names nothing changes nothing.
  public func editPerson(_ id: Int, _ edit: PersonEdit) throws {
    let fields = try edit.assignments(self)
    guard !fields.isEmpty else { return }
    try execute("UPDATE register.person SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
  }
}
