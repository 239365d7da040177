public import Postgres

/// For what somebody at a vendor is to be reached.
public enum ContactRole: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case accountManager = "account_manager"
  case security
  /// The privacy or data protection officer.
  case privacy
  /// Where incidents are told, at any hour.
  case incident
  case legal
  case other
}

/// What is recorded of a vendor's contact; fields that are not named keep what they have.
///
/// These are personal data of people outside: record no more than it takes to reach them.
public struct ContactEdit: Sendable {
  public var name = Edit<String>.keep
  public var role = Edit<ContactRole>.keep
  /// A contact has a mail address, a telephone number, or both.
  public var email = Edit<String>.keep
  public var phone = Edit<String>.keep
  /// In which language to write to them: `en` or `ja`.
  public var language = Edit<String>.keep
  /// Last day they could be reached.
  public var until = Edit<CalendarDate>.keep

  public init() {}

  var assignments: [Assignment] {
    [
      Assignment("name", name), Assignment("role", role), Assignment("email", email), Assignment("phone", phone),
      Assignment("language", language), Assignment("until_on", until),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// The number of a contact, written `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func contact(called which: String) throws -> Int {
    let id = try value(
      "SELECT id FROM register.vendor_contact WHERE id = \(which.registerNumber)::bigint", as: Int.self)
    guard let id else {
      throw Clause6Error("No contact has the number \"\(which)\": \"clause6 vendor show\" lists a vendor's contacts.")
    }
    return id
  }

  /// Records whom to reach at a vendor.
  /// - Returns: the contact's number.
  public func addContact(_ edit: ContactEdit, toVendor vendor: Int) throws -> Int {
    let fields = [Assignment("vendor_id", vendor)] + edit.assignments
    return try insert(into: "vendor_contact", fields)
  }

  /// Changes what is recorded of a contact. An edit that names nothing changes nothing.
  public func editContact(_ id: Int, _ edit: ContactEdit) throws {
    let fields = edit.assignments
    guard !fields.isEmpty else { return }
    try execute("UPDATE register.vendor_contact SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
  }
}
