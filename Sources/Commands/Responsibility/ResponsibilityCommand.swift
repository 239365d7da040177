import ArgumentParser
import Clause6
import Postgres

struct ResponsibilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "responsibility", abstract: "Who meets which requirement of a standard: the vendor, we, or both.",
    subcommands: [ResponsibilityList.self, ResponsibilityAgree.self, ResponsibilityRemove.self])
}

extension Connection {
  /// As it is recorded, whatever was agreed later.
  func record(responsibility id: Int) throws -> Table {
    try table(
      """
      SELECT '#' || r.id AS responsibility, v.name AS vendor, r.standard, r.requirement, r.held_by, r.how, r.source, r.agreed_on, r.note
      FROM register.responsibility r, register.vendor v WHERE r.id = \(id) AND v.id = r.vendor_id
      """)
  }
}
