import ArgumentParser
import Clause6
import Postgres

struct ContractCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show which requirements of regimes a contract meets; exit 2 when a mandatory one is not met.",
    discussion: """
      A requirement applies because of what is entrusted under the contract, and is met when every term it needs is \
      present in the contract or in another paper that binds the vendor for the same work: the terms column names it.

      EXAMPLE:
        clause6 contract coverage TA-2024-002 --regime jisq15001-a3434 --lang ja
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @Option(help: ArgumentHelp("Only this regime; may be given several times.", valueName: "regime"))
  var regime: [String] = []

  @Flag(help: "Only what is not met: weak, missing or unrecorded.")
  var gaps = false

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let mandatoryGaps = try read(database, day) { connection, asOf in
      let id = try connection.contract(called: contract)
      try refuseAmendment(connection, id)
      for key in regime { _ = try connection.regime(called: key, on: asOf) }
      return try connection.looking(at: .contract(id), on: asOf) { connection in
        let all = try connection.coverage(ofContract: id, on: asOf).filter {
          regime.isEmpty || regime.contains($0.regime)
        }
        try listing(id, asOf).print(connection, list, format, layout: .wrapped)
        try note(connection, id, asOf, all)
        return all.count { $0.strength == "mandatory" && $0.gap }
      }
    }
    if mandatoryGaps > 0 { throw ExitCode(2) }
  }

  private func refuseAmendment(_ connection: Connection, _ id: Int) throws {
    let amended = try connection.value(
      "SELECT reference FROM register.contract WHERE id = (SELECT contract_id FROM facts.direct_amendment() WHERE amendment_id = \(id))",
      as: String.self)
    guard let amended else { return }
    throw Clause6Error(
      "Contract \(contract) amends \(amended) and is judged with it: ask \"clause6 contract coverage \(amended)\".")
  }

  private func listing(_ id: Int, _ day: CalendarDate) -> Listing {
    var listing = Listing(
      columns: """
        regime, checked, ref, \(identifier: language.title) AS requirement, strength, state, \(identifier: language.detail) AS terms
        """,
      source: "facts.coverage(\(day)::date)", order: "regime_place, place")
    listing.conditions = ["contract_id = \(id)"]
    listing.filter(regime.isEmpty ? nil : regime) { "regime = ANY (\($0)::text[])" }
    listing.filter(gaps ? true : nil) { "gap = \($0)" }
    return listing
  }

  /// What the rows come to, and what to know before relying on them.
  private func note(
    _ connection: Connection, _ id: Int, _ day: CalendarDate, _ all: [CoveredRequirement]
  ) throws {
    let terminal = Terminal.current
    guard !all.isEmpty else {
      terminal.note("Nothing applies as of \(day): no condition that would bring it into play is recorded.")
      return
    }
    let counts = CoverageState.allCases.compactMap { state in
      let count = all.count { $0.state == state }
      return count > 0 ? "\(count) \(state.words)" : nil
    }
    let mandatory = all.count { $0.strength == "mandatory" && $0.gap }
    terminal.note(
      "As of \(day) \(all.count) requirements apply: \(counts.joined(separator: ", ")); "
        + "\(mandatory == 0 ? "every mandatory one is met" : "\(mandatory) mandatory ones are not met").")
    let unverified = Set(all.filter { $0.checked == "unverified" }.map(\.regime)).sorted()
    if !unverified.isEmpty {
      terminal.note("Unverified, read the original first: \(unverified.joined(separator: ", ")).")
    }
    let why = try connection.value(
      "SELECT why FROM facts.contract_state(\(day)::date) WHERE contract_id = \(id) AND NOT facts.binds(state)",
      as: String.self)
    if let why { terminal.note("The contract itself does not bind (\(why)); its terms are judged as written.") }
  }
}

extension CoverageState {
  fileprivate var words: String { self == .notApplicable ? "not applicable" : rawValue }
}
