public import Postgres

/// Whose personal data is to be erased.
public enum ErasureSubject: Sendable, Equatable {
  /// Somebody who has left, by their number.
  case person(Int)
  /// A contact of a vendor, by its number.
  case contact(Int)

  fileprivate var entity: String {
    switch self {
    case .person: "person"
    case .contact: "vendor_contact"
    }
  }

  fileprivate var key: Int {
    switch self {
    case .person(let id), .contact(let id): id
    }
  }
}

/// A place of the register that still names somebody who was erased.
public struct Mention: Sendable, Decodable, Equatable {
  /// The table and its field, or `history (who acted)`.
  public let place: String
  public let rows: Int

  public init(place: String, rows: Int) {
    self.place = place
    self.rows = rows
  }
}

/// What an erasure did.
public struct Erasure: Sendable, Equatable {
  /// From how many entries of the log content went.
  public let entries: Int
  /// What it does not reach: who acted, and texts that people wrote.
  public let mentions: [Mention]
}

extension Connection {
  /// Asks for somebody's personal data to be erased, for the reason of the change, which must not name them; it is done
  /// once somebody else approves it.
  /// - Parameters:
  ///   - subject: who; a person must have left.
  ///   - day: the day of the request.
  /// - Returns: the request's number.
  /// - Throws: when the actor is no person of the register, when they have not left, and when it is asked for already.
  public func requestErasure(of subject: ErasureSubject, on day: CalendarDate) throws -> Int {
    let id = try value(
      "INSERT INTO register.erasure (entity, key, requested_on) VALUES (\(subject.entity), \(subject.key), \(day)) RETURNING id",
      as: Int.self)
    guard let id else { throw PostgresError.unexpectedRowCount(0) }
    return id
  }

  /// Approves an erasure and carries it out: what is personal goes from the register, from its history and from what
  /// imports kept of files, each with its salt, so that nothing can be tried against what is left. Every proof stays valid.
  ///
  /// It cannot be taken back. Backups, replicas and files that were exported are out of its reach.
  /// - Parameters:
  ///   - id: the request's number.
  ///   - author: who approves, another person than the one who asked; and why.
  ///   - rehearse: do it all and undo it.
  /// - Throws: ``Clause6Error`` when it was settled already, and when the same person approves who asked.
  public func approveErasure(_ id: Int, as author: Authorship, rehearse: Bool = false) throws -> Erasure {
    try exclusively(lock: Seal.lock, rehearse: rehearse) { connection in
      try connection.act(as: author)
      try connection.refuseDeparted()
      let mentions = try connection.rows(
        "SELECT m.* FROM register.erasure e, facts.mention(e.entity, e.key) m WHERE e.id = \(id) ORDER BY m.place",
        as: Mention.self)
      try connection.settle(id, "approved_on")
      let entries = try connection.value("SELECT audit.erase(\(id))", as: Int.self) ?? 0
      return Erasure(entries: entries, mentions: mentions)
    }
  }

  /// Takes a request back that nobody has approved.
  /// - Throws: ``Clause6Error`` when it was settled already.
  public func withdrawErasure(_ id: Int) throws { try settle(id, "withdrawn_on") }

  private func settle(_ id: Int, _ field: String) throws {
    let settled = try execute(
      """
      UPDATE register.erasure SET \(identifier: field) = facts.as_of()
      WHERE id = \(id) AND approved_on IS NULL AND withdrawn_on IS NULL
      """)
    guard settled == 1 else { throw Clause6Error("Erasure \(id) is settled already; nothing was changed.") }
  }

  /// The number of a request to erase, written `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func erasure(called which: String) throws -> Int {
    let id = try value("SELECT id FROM register.erasure WHERE id = \(which.registerNumber)::bigint", as: Int.self)
    guard let id else {
      throw Clause6Error(
        "No request to erase has the number \"\(which)\": \"clause6 person erasures\" shows all with their numbers.")
    }
    return id
  }
}
