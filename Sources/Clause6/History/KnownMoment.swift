public import Postgres
import Schema

/// The moment whose knowledge an answer is to be of.
public enum KnownMoment: Sendable, Equatable {
  case at(Instant)
  /// The end of a day in the organisation's zone.
  case endOf(CalendarDate)
  /// Once the log had so many leaves, as a checkpoint says; at least 1, and no part of what was written together.
  case size(Int)

  /// Reads `2026-03-31`, `2026-03-31T18:00`, `2026-03-31T18:00+09:00` or `@1290`; `nil` for anything else.
  public init?(_ text: String) {
    if text.hasPrefix("@") {
      guard let size = Int(text.dropFirst()), size > 0 else { return nil }
      self = .size(size)
    } else if let day = CalendarDate(text) ?? CalendarDate(yearFirst: text) {
      self = .endOf(day)
    } else if let instant = Instant(text) {
      self = .at(instant)
    } else {
      return nil
    }
  }
}

/// A moment, found in the log.
private struct KnownCut: Decodable {
  /// How many leaves were known.
  let size: Int
  /// The moment, as PostgreSQL writes it: with its offset.
  let at: String
}

extension Connection {
  /// Has every question answered as it would have been at a moment; what is asked without a day is of that moment's.
  ///
  /// Answers come from the sealed log alone, so the same question gives the same answer for ever, but that personal data
  /// which was erased since is missing. Nothing can be changed meanwhile.
  /// - Parameters:
  ///   - moment: no later than the last seal.
  ///   - body: is given the session, which must have no transaction open.
  /// - Throws: ``Clause6Error`` for a moment after the last seal or before the first change, and for a number of leaves
  ///   that parts what was written together; and what the closure throws.
  public func knowing<T>(_ moment: KnownMoment, _ body: (Connection) throws -> T) throws -> T {
    let cut = try read { connection in try connection.cut(at: moment) }
    let before = (schemaNames, settings)
    ask(cut)
    defer { (schemaNames, settings) = before }
    return try body(self)
  }

  /// Has another session answer as this one does.
  package func askLike(_ other: Connection) throws {
    guard other.isKnowing else { return }
    let cut = try other.row(
      "SELECT audit.known_size() AS size, current_setting('clause6.known_at') AS at", as: KnownCut.self)
    guard let cut else { return }
    ask(cut)
  }

  private func ask(_ cut: KnownCut) {
    settings["clause6.known_size"] = "\(cut.size)"
    settings["clause6.known_at"] = cut.at
    settings["clause6.at"] = cut.at
    settings["transaction_read_only"] = "on"
    schemaNames = KnownSchemas.names
  }

  /// Whose knowledge answers are of, in words; `nil` when they are of now.
  public func knowledge() throws(PostgresError) -> String? {
    guard isKnowing else { return nil }
    return try value(
      "SELECT format('as known on %s (%s leaves)', facts.second_text(facts.known_instant()), audit.known_size())")
  }

  /// Whether answers are of a past moment.
  package var isKnowing: Bool { settings["clause6.known_size"] != nil }

  private func cut(at moment: KnownMoment) throws -> KnownCut {
    let asked: SQL =
      switch moment {
      case .at(let instant): "\(try timestamp(instant))::timestamptz"
      case .endOf(let day): "facts.day_end(\(day)::date) - interval '1 microsecond'"
      case .size(let size): "facts.leaf_known_at(\(size))"
      }
    guard let found = try row("SELECT * FROM facts.known_cut(\(asked))", as: FoundCut.self), let until = found.until
    else {
      throw Clause6Error(
        "Nothing is sealed yet, so nothing can be said about what was known: run \"clause6 history seal\".")
    }
    guard let size = found.size, let at = found.at else {
      throw Clause6Error("The log has not so many leaves: \"clause6 checkpoint list\" shows how many were signed.")
    }
    guard found.isSealed else {
      throw Clause6Error(
        "What was known at \(found.said ?? at) cannot be said yet, for the log is sealed until \(until): ask about an "
          + "earlier time, or run \"clause6 history seal\" once that time is over.")
    }
    if case .size(let asked) = moment, asked != size {
      throw Clause6Error(
        "At no time were just \(asked) leaves known: what was written together with the last of them goes on until "
          + "@\(size). Ask about that, or about the number of leaves of a checkpoint.")
    }
    guard size > 0 else {
      throw Clause6Error("Nothing was known at \(found.said ?? at): the log begins at \(found.begins ?? until).")
    }
    return KnownCut(size: size, at: at)
  }

  private struct FoundCut: Decodable {
    let size: Int?
    let at: String?
    let said: String?
    let until: String?
    let begins: String?
    let isSealed: Bool
  }
}
