import ArgumentParser
import Clause6
import Postgres

struct RuleLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Look for mistakes in rules without running them; exit 2 when there are any.",
    discussion: """
      The database says which columns and types a rule has, its text the rest. Warnings alone exit 0.

      EXAMPLE:
        clause6 rule lint --rules our-rules
      """)

  @Argument(help: "Only these rules; default all.")
  var names: [String] = []

  @OptionGroup var rules: RuleOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let set = try rules.set()
    let chosen = try set.named(names)
    let problems = try database.connect().lint(chosen, of: set)
    if !problems.isEmpty {
      format.print(
        Table(
          columns: ["rule", "level", "problem"].map { Table.Column(name: $0, kind: .text) },
          rows: problems.map { [$0.rule, $0.level.rawValue, $0.sentence] }), layout: .wrapped)
    }
    let errors = problems.count { $0.level == .error }
    Terminal.current.note(
      "\(chosen.count) \(chosen.count == 1 ? "rule" : "rules"): \(errors) errors, \(problems.count - errors) warnings.")
    if errors > 0 { throw ExitCode(2) }
  }
}
