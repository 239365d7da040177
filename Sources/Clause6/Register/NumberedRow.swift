import Postgres

extension Connection {
  /// The number of a thing that has no code, from `3` or `#3`.
  /// - Parameters:
  ///   - table: a table of the schema `register`, which is also what the command's noun is.
  ///   - what: the thing with its article, for the sentence: `a subcontractor`.
  ///   - list: the command that lists them, where it is not the noun's.
  func number(_ which: String, in table: String, what: String, list: String? = nil) throws -> Int {
    if let number = which.registerNumber,
      let id = try value("SELECT id FROM register.\(identifier: table) WHERE id = \(number)", as: Int.self)
    {
      return id
    }
    throw Clause6Error("\"\(which)\" is not the number of \(what): \"clause6 \(list ?? "\(table) list")\" shows all.")
  }

  /// Refuses what is said to be done on a day that has not come.
  func refuseFuture(_ day: CalendarDate, _ sentence: String) throws {
    let today = try today()
    guard day <= today else { throw Clause6Error("\(sentence) on \(day) yet: today is \(today).") }
  }

  /// The same for a day that an edit sets.
  func refuseFuture(_ day: Edit<CalendarDate>, _ sentence: String) throws {
    if case .set(let day?) = day { try refuseFuture(day, sentence) }
  }

  /// A new row of a table of the register.
  /// - Returns: its number.
  func insert(into table: String, _ fields: [Assignment]) throws -> Int {
    let id = try value(
      "INSERT INTO register.\(identifier: table) (\(fields.columns)) VALUES (\(fields.values)) RETURNING id",
      as: Int.self)
    guard let id else { throw PostgresError.unexpectedRowCount(0) }
    return id
  }

  /// Changes a row where it has anything else; no fields change nothing.
  func update(_ table: String, _ id: Int, _ fields: [Assignment]) throws {
    guard !fields.isEmpty else { return }
    try execute(
      "UPDATE register.\(identifier: table) SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
  }

  /// The entry of a vendor to which something about an engagement belongs: the one the engagement was registered for, which
  /// may since have been merged.
  func entry(ofVendor vendor: Int, engagement: Int?) throws -> Int {
    guard let engagement else { return vendor }
    return try value("SELECT vendor_id FROM register.engagement WHERE id = \(engagement)") ?? vendor
  }

  /// An engagement of a vendor, by its title or as ``Postgres/Connection/engagement(called:)`` understands it.
  func engagement(_ edit: Edit<String>, ofVendor vendor: Int?) throws -> Edit<Int> {
    guard case .set(let which) = edit else { return .keep }
    return .set(
      try which.map { which in
        try vendor.map { try engagement(called: which, ofVendor: $0) } ?? engagement(called: which)
      })
  }
}
