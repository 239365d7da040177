public import Postgres

/// What a contract says about a matter.
public enum TermStatus: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case present
  /// It says something, and not enough.
  case weak
  /// It was read, and says nothing.
  case missing
  case notApplicable = "not_applicable"

  /// Whether there is something that can have a figure.
  var isInThePaper: Bool { self == .present || self == .weak }
}

/// What a contract says about a matter on a day, amendments counted.
public struct ContractTerm: Sendable, Decodable, Equatable {
  /// One of the thirty of `clause6 term list`.
  public let term: String
  public let status: TermStatus
  /// The figure with its unit in words: `24 hours`, `for ever`.
  public let figureEn: String?
  public let article: String?
  public let page: String?
  /// First day of the version; none: from the contract's start.
  public let fromOn: CalendarDate?
  /// Reference of the contract or amendment that says so.
  public let source: String
  /// Day on which somebody last read the paper for it.
  public let checkedOn: CalendarDate?
  public let checkedBy: String?
}

/// Whether the duty of secrecy that a contract brought runs on a day.
public enum SecrecyState: String, Sendable, Codable, CaseIterable, PostgresDecodable {
  case notStarted = "not_started"
  /// With the contract.
  case runs
  /// After the end of the contract.
  case survives
  case over
  /// The contract has no confidentiality term.
  case none
  /// Nobody recorded the term, or for how long it survives the contract that is over.
  case unknown
}

/// One version of one term of a contract; fields that are not named keep what they have.
public struct TermEdit: Sendable {
  /// One of the thirty of `clause6 term list`.
  public var key: String
  public var status: TermStatus
  /// First day on which the contract says so; nothing: from its start.
  public var fromOn: CalendarDate?
  /// Where the paper says it: `8`, `8.2`, `第8条`.
  public var article = Edit<String>.keep
  public var page = Edit<String>.keep
  /// The figure that matters, 0 to 10000 in the unit of `clause6 term list`; `infinity` for secrecy that never ends.
  public var figure = Edit<String>.keep
  public var note = Edit<String>.keep
  /// The day on which the actor read the paper for it, not after today; nothing takes the check away.
  public var checkedOn = Edit<CalendarDate>.keep

  public init(key: String, status: TermStatus, fromOn: CalendarDate? = nil) {
    self.key = key
    self.status = status
    self.fromOn = fromOn
  }
}

extension Connection {
  /// The terms of a contract of which something is recorded, as they stand on a day, in the order of the list of terms.
  public func terms(ofContract id: Int, on day: CalendarDate) throws -> [ContractTerm] {
    try readFacts {
      try $0.rows(
        """
        SELECT term, status, figure_en, article, page, from_on, source, checked_on, checked_by
        FROM facts.term_sheet(\(day)::date) WHERE contract_id = \(id) AND status IS NOT NULL ORDER BY number
        """)
    }
  }

  /// Whether the duty of secrecy of a contract runs on a day; nothing for an amendment, which has none of its own.
  public func secrecy(ofContract id: Int, on day: CalendarDate) throws -> SecrecyState? {
    try readFacts { try $0.value("SELECT secrecy_state FROM facts.secrecy(\(day)::date) WHERE contract_id = \(id)") }
  }

  /// Records what a contract says about a matter, where, and who read it: the version that begins on the day named.
  ///
  /// A version goes before those that begin earlier; an amendment brings its own. Who checked is the person of the
  /// register who acts, and nobody when the actor is none.
  /// - Throws: ``Clause6Error`` when there is no such term, or the version would begin before the contract does.
  public func setTerm(_ term: TermEdit, ofContract id: Int) throws {
    try refuseUnknownTerm(term.key)
    try refuseVersion(from: term.fromOn, beforeStartOf: id)
    let fields = try assignments(term)
    let version = try value(
      """
      SELECT id FROM register.term
      WHERE contract_id = \(id) AND term_key = \(term.key) AND from_on IS NOT DISTINCT FROM \(term.fromOn)::date
      """, as: Int.self)
    if let version {
      try execute("UPDATE register.term SET \(fields.setClause) WHERE id = \(version) AND (\(fields.anyDiffers))")
    } else {
      let row =
        fields + [
          Assignment("contract_id", id), Assignment("term_key", term.key), Assignment("from_on", term.fromOn),
        ]
      try execute("INSERT INTO register.term (\(row.columns)) VALUES (\(row.values))")
    }
  }

  private func assignments(_ term: TermEdit) throws -> [Assignment] {
    try refuseFuture(term.checkedOn, "Nobody has read the paper")
    // What is not in the paper loses its figure; who gives one all the same is refused by the database.
    var figure = term.figure
    if case .keep = figure, !term.status.isInThePaper { figure = .set(nil) }
    return [
      Assignment("status", term.status.rawValue), Assignment("article", term.article), Assignment("page", term.page),
      Assignment("figure", figure), Assignment("figure_unit", try unit(of: figure, term.key)),
      Assignment("note", term.note), Assignment("checked_on", term.checkedOn),
      Assignment("checked_by_id", try checker(term.checkedOn)),
    ].compactMap { $0 }
  }

  /// The unit is kept with the figure, so that the one never changes without the other.
  private func unit(of figure: Edit<String>, _ key: String) throws -> Edit<String> {
    switch figure {
    case .keep: .keep
    case .set(nil): .set(nil)
    case .set: .set(try value("SELECT figure_unit FROM register.term_kind WHERE key = \(key)", as: String.self))
    }
  }

  private func checker(_ checkedOn: Edit<CalendarDate>) throws -> Edit<Int> {
    switch checkedOn {
    case .keep: .keep
    case .set(nil): .set(nil)
    case .set: .set(try value("SELECT register.person_called(register.actor())", as: Int.self))
    }
  }

  /// - Throws: ``Clause6Error`` with the nearest word when a key is none of the thirty.
  public func refuseUnknownTerm(_ key: String) throws {
    let known = try rows("SELECT key FROM register.term_kind", as: TermKey.self).map(\.key)
    guard !known.contains(key) else { return }
    throw Clause6Error(
      "No term is called \"\(key)\"\(suggestion(key, known)): \"clause6 term list\" shows all thirty.")
  }

  private func refuseVersion(from day: CalendarDate?, beforeStartOf id: Int) throws {
    let contract = try row(
      "SELECT reference, starts_on FROM register.contract WHERE id = \(id)", as: ContractStart.self)
    guard let day, let contract, let start = contract.startsOn, day < start else { return }
    throw Clause6Error(
      "Contract \(contract.reference) starts on \(start), so it says nothing from \(day) on: "
        + "leave the day out for what it says from its start.")
  }

  /// Sets or takes back the version that begins with the contract.
  ///
  /// Another status than the one that was checked is not the one that was checked.
  func setTerm(_ key: String, to status: String?, ofContract id: Int) throws {
    guard let status else {
      try execute("DELETE FROM register.term WHERE contract_id = \(id) AND term_key = \(key) AND from_on IS NULL")
      return
    }
    let found = try value(
      "SELECT status FROM register.term WHERE contract_id = \(id) AND term_key = \(key) AND from_on IS NULL",
      as: String.self)
    if found == nil {
      try execute("INSERT INTO register.term (contract_id, term_key, status) VALUES (\(id), \(key), \(status))")
    } else if found != status {
      try execute(
        """
        UPDATE register.term SET status = \(status), checked_on = NULL, checked_by_id = NULL,
          figure = CASE WHEN \(status) IN ('present', 'weak') THEN figure END,
          figure_unit = CASE WHEN \(status) IN ('present', 'weak') THEN figure_unit END
        WHERE contract_id = \(id) AND term_key = \(key) AND from_on IS NULL
        """)
    }
  }
}

private struct TermKey: Decodable {
  let key: String
}

private struct ContractStart: Decodable {
  let reference: String
  let startsOn: CalendarDate?
}
