public import Postgres

/// A company to which the organisation entrusts work or information, as it is on a day.
public struct Vendor: Sendable, Decodable, Equatable {
  public let vendorId: Int
  /// The organisation's own number for it.
  public let code: String?
  public let name: String
  public let englishName: String?
  /// How the name is read, in full-width カタカナ.
  public let reading: String?
  /// ISO 3166-1, two letters.
  public let country: String?
  /// Where it stands on the day; none when nobody recorded it.
  public let stage: VendorStage?
  /// First day of the stage.
  public let stageSince: CalendarDate?
  /// That of its strictest engagement on the day; none when it has no engagement.
  public let tier: String?
  public let contracts: Int
  /// Contracts that bind it on the day.
  public let inForce: Int
  /// Contracts whose term is over on the day.
  public let lapsed: Int
}

/// What is recorded of a vendor; fields that are not named keep what they have.
public struct VendorEdit: Sendable {
  public var code = Edit<String>.keep
  public var name = Edit<String>.keep
  /// When the name is a new one and no correction: the last day of the name until now, which is kept as a former one.
  public var formerNameUntil: CalendarDate?
  public var englishName = Edit<String>.keep
  /// In カタカナ; half-width and ひらがな are taken too.
  public var reading = Edit<String>.keep
  public var country = Edit<String>.keep
  /// The vendor that controls it, as ``Postgres/Connection/vendor(called:on:)`` understands it.
  public var parent = Edit<String>.keep
  /// Begins with `https://` or `http://`.
  public var website = Edit<String>.keep
  /// A person's mail address, login or name; registered when nobody has the mail address.
  public var owner = Edit<String>.keep
  /// Somebody other than the owner.
  public var backupOwner = Edit<String>.keep
  /// The part of the organisation that it works for: see ``Postgres/Connection/limit(_:toUnits:)``.
  public var unit = Edit<String>.keep
  public var note = Edit<String>.keep

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    [
      Assignment("code", code.trimmed), Assignment("name", name), Assignment("english_name", englishName),
      Assignment("reading", try connection.reading(reading)), Assignment("country", country.asCode),
      Assignment("parent_id", try connection.vendor(parent)), Assignment("website", website),
      Assignment("owner_id", try connection.person(owner)),
      Assignment("backup_owner_id", try connection.person(backupOwner)), Assignment("unit", unit.trimmed),
      Assignment("note", note),
    ].compactMap { $0 }
  }
}

private struct VendorMatch: Decodable {
  let id: Int
  let code: String?
  let name: String
}

extension Connection {
  /// The vendors as they are on a day, by name.
  public func vendors(on day: CalendarDate) throws -> [Vendor] {
    try readFacts { try $0.rows("SELECT * FROM facts.vendor(\(day)::date) ORDER BY name, vendor_id") }
  }

  /// Two codes that nobody can tell apart in a list are one vendor entered twice.
  private func refuseTwin(_ edit: VendorEdit, of id: Int? = nil) throws {
    guard case .set(let code?) = edit.code else { return }
    let known = try value(
      """
      SELECT min(code) FROM register.vendor
      WHERE register.name_key(code) = register.name_key(\(code)) AND code <> \(code.trimmedCell) AND id IS DISTINCT FROM \(id)
      """, as: String.self)
    guard let known else { return }
    throw Clause6Error("The code \(known) differs from \"\(code)\" in width, case or spaces only: give another code.")
  }

  /// Which vendor is meant by a code, `#` and its number, or any of its names in any width and case.
  ///
  /// A code outranks a number, and a number with `#` outranks names; former and trading names count like legal ones.
  /// - Parameters:
  ///   - which: a code, number, name or identifier.
  ///   - day: of this day the vendors, so that one which was merged later is still itself; none: of the day asked about.
  /// - Throws: ``Clause6Error`` when none or several are meant.
  public func vendor(called which: String, on day: CalendarDate? = nil) throws -> Int {
    let matches = try rows(
      """
      SELECT id, code, name FROM register.vendor
      WHERE id IN (SELECT vendor_id FROM facts.vendor_called(\(which), coalesce(\(day)::date, facts.as_of()))) ORDER BY id
      """, as: VendorMatch.self)
    guard let first = matches.first else {
      throw Clause6Error("No vendor is called \"\(which)\": \"clause6 vendor list\" shows all with their codes.")
    }
    guard matches.count == 1 else {
      let choices = matches.map { "#\($0.id)\($0.code.map { code in " (\(code))" } ?? "")" }.joined(separator: ", ")
      throw Clause6Error("Several vendors are called \"\(which)\": name one by its code or number: \(choices).")
    }
    return first.id
  }

  fileprivate func vendor(_ edit: Edit<String>) throws -> Edit<Int> {
    switch edit {
    case .keep: .keep
    case .set(let text): .set(try text.map { try vendor(called: $0) })
    }
  }

  fileprivate func reading(_ edit: Edit<String>) throws -> Edit<String> {
    guard case .set(let text?) = edit else { return edit }
    return .set(try value("SELECT register.reading(\(text))", as: String.self))
  }

  /// Two companies may share a name, but only codes can tell them apart; a name alone must be nobody else's.
  private func refuseNameTwice(_ edit: VendorEdit, except id: Int? = nil) throws {
    guard case .set(let name?) = edit.name else { return }
    if case .set(.some) = edit.code { return }
    let twin = try row(
      """
      SELECT id, code, name FROM register.vendor WHERE name_key = register.name_key(\(name)) AND id IS DISTINCT FROM \(id)::bigint
        AND NOT EXISTS (SELECT FROM register.vendor me WHERE me.id = \(id)::bigint AND me.code IS NOT NULL)
      ORDER BY id LIMIT 1
      """, as: VendorMatch.self)
    guard let twin else { return }
    throw Clause6Error(
      "A vendor called \(twin.name) is already registered as \(twin.code ?? "#\(twin.id)"): "
        + "edit that one, or give a code if it really is another company.")
  }

  /// Registers a vendor.
  /// - Returns: its number.
  /// - Throws: `PostgresError.server` with the constraint that refuses: a name or code that is taken …
  public func addVendor(_ edit: VendorEdit) throws -> Int {
    try refuseNameTwice(edit)
    try refuseTwin(edit)
    let fields = try edit.assignments(self)
    return try insert(into: "vendor", fields)
  }

  /// Changes what is recorded of a vendor. An edit that names nothing changes nothing.
  public func editVendor(_ id: Int, _ edit: VendorEdit) throws {
    try refuseNameTwice(edit, except: id)
    try refuseTwin(edit, of: id)
    let fields = try edit.assignments(self)
    guard !fields.isEmpty else { return }
    try keepFormerName(of: id, edit)
    try execute("UPDATE register.vendor SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
  }

  private func keepFormerName(of id: Int, _ edit: VendorEdit) throws {
    guard let until = edit.formerNameUntil, case .set(let name?) = edit.name else { return }
    let former = try value(
      "SELECT name FROM register.vendor WHERE id = \(id) AND name_key <> register.name_key(\(name))", as: String.self)
    if let former { try addName(former, kind: .former, until: until, toVendor: id) }
  }
}
