import ArgumentParser
import Clause6
import Postgres

struct HistoryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what happened to one thing, field by field: who changed it, when and why.",
    discussion: """
      The thing is of any table of the register; "history list" names them. A vendor, contract, engagement, person or \
      other thing that has a name can be called by it; else its number is meant.

      EXAMPLE:
        clause6 history show vendor T0012
      """)

  @Argument(help: "What it is: vendor, contract, term, engagement-data and so on.")
  var noun: String

  @Argument(help: "Its number, or what its own commands call it.")
  var which: String

  @Option(help: ArgumentHelp("Only changes of this field.", valueName: "field"))
  var field: String?

  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      try connection.setZone(forTransaction: true)
      let entity = try connection.entity(called: noun)
      let key = try connection.key(of: entity, called: which)
      guard try connection.hasHistory(entity, key) else {
        throw Clause6Error("There never was a \(noun) \(which): the history knows none.")
      }
      var listing = Listing(
        columns:
          "facts.second_text(at) AS changed_at, actor, what, field, before, after, reason, nullif(login, actor) AS login, leaf",
        source: "facts.history(\(entity), \(key)::bigint)", order: "seq, field NULLS FIRST")
      listing.filter(field) { "field = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}

extension Connection {
  /// The table that a noun means.
  /// - Throws: ``Clause6Error`` that names the tables there are.
  func entity(called noun: String) throws -> String {
    let entity = noun.replacing("-", with: "_")
    let known = try loggedTables()
    guard known.contains(entity) else {
      throw Clause6Error("The register has no \(noun) with a history: \(known.joined(separator: ", ")).")
    }
    return entity
  }

  /// The number of what a command line calls by whatever its own commands take.
  func key(of entity: String, called which: String) throws -> Int {
    // An auditor reads no register, where the names are.
    guard try mayReadRegister() else {
      if let number = which.registerNumber { return number }
      throw Clause6Error(
        "You may not read the register, so things are known to you by their number: \"history list\" shows it.")
    }
    switch entity {
    case "vendor": return try vendor(called: which)
    case "contract": return try contract(called: which)
    case "engagement": return try engagement(called: which)
    case "person": return try registeredPerson(called: which)
    case "calendar": return try calendar(called: which)
    case "assessment": return try assessment(called: which)
    case "evidence": return try evidence(called: which)
    default: break
    }
    guard let number = which.registerNumber else {
      throw Clause6Error("\"\(which)\" is no number: things of \(entity) are known by their number.")
    }
    return number
  }
}
