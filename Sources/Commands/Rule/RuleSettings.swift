import ArgumentParser
import Clause6
import Postgres

struct RuleSettings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "List what can be set for rules, and what counts for each tier.",
    discussion: """
      EXAMPLE:
        clause6 rule settings contract-lapsed
      """)

  @Argument(help: "Only these rules; default all.")
  var names: [String] = []

  @Flag(name: .customLong("set"), help: "Only what your organisation has set.")
  var onlySet = false

  @OptionGroup var rules: RuleOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let chosen = try rules.set().named(names)
    let configured = try read(database) { try $0.configured(chosen) }
    let names = ["rule", "name", "type"] + Rule.tiers + ["set", "help"]
    format.print(
      Table(
        columns: names.map { Table.Column(name: $0, kind: .text) },
        rows: configured.flatMap(\.settingRows).filter { !onlySet || $0[7] != nil }))
  }
}

extension Rule {
  fileprivate var settingRows: [[String?]] {
    let severity = [row("severity", "severity", "how bad a finding is")]
    let own = parameters.map { row($0.name, $0.type, $0.help.isEmpty ? nil : $0.help) }
    let status = effectiveStatus.rawValue
    let isSet = settings.contains { $0.name == "status" }
    return severity + own
      + [[name, "status", "status", status, status, status, status, isSet ? "all" : nil, "draft, active or retired"]]
  }

  private func row(_ setting: String, _ type: String, _ help: String?) -> [String?] {
    let set = settings.filter { $0.name == setting }.map { $0.tier ?? "all" }
    return [name, setting, type] + Rule.tiers.map { value(of: setting, tier: $0) }
      + [set.isEmpty ? nil : set.joined(separator: ", "), help]
  }
}
