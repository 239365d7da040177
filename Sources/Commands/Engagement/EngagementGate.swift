import ArgumentParser
import Clause6
import Postgres

struct EngagementGate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Show the gate of an engagement, leg by leg; exit 2 when it is shut.",
    discussion: """
      EXAMPLE:
        clause6 engagement gate 3 --as-of 2026-12-01
      """)

  @Argument(help: "The engagement: its number, or its title.")
  var engagement: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let isOpen = try read(database, day) { connection, asOf in
      let id = try connection.engagement(called: engagement)
      let gate = try connection.looking(at: .engagement(id), on: asOf) { try $0.gate(engagement: id, on: asOf) }
      format.print(Table(gate: gate), layout: .wrapped)
      return gate.allSatisfy(\.isOpen)
    }
    guard isOpen else { throw ExitCode(2) }
  }
}

extension Table {
  /// The legs of a gate, as people read them.
  init(gate: [GateLeg]) {
    self.init(
      columns: ["leg", "state", "why"].map { Column(name: $0, kind: .text) },
      rows: gate.map { [$0.leg, $0.isMet ? "met" : $0.isOpen ? "waived" : "missing", $0.why] })
  }
}
