import ArgumentParser
import Clause6
import Postgres

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run the rules and keep what they find; exit 2 when findings are open.",
    discussion: """
      For a scheduler: run it once a day. The same data twice changes nothing. A rule that fails changes nothing \
      either, is named, and makes the exit code 1.

      EXAMPLE:
        clause6 check --as-of 2026-12-31 --dry-run
      """)

  @Argument(help: "Only these rules; default all.")
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit 2 only for findings of this severity or worse: info, low, medium, high, critical.", valueName: "severity"))
  var failOn = "info"

  @OptionGroup var rules: RuleOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    _ = try Choice.severity(failOn)
  }

  func run() throws {
    let chosen = try rules.set().named(names)
    let result = try write(database, options, defaultReason: "check of the rules") { connection, author in
      let asOf = try connection.read { try $0.day(asked: day.asOf) }
      return try connection.check(chosen, on: asOf, as: author, rehearse: options.dryRun)
    }
    format.print(result.table)
    let open = result.rules.reduce(0) { $0 + $1.open }
    Terminal.current.note(
      "As of \(result.day) \(open) \(open == 1 ? "finding is" : "findings are") open"
        + (open > 0 && !options.dryRun ? "; \"clause6 finding list\" shows them." : "."))
    if result.isIncomplete {
      Terminal.current.note("The answer is incomplete: a rule gave none.")
      throw ExitCode(1)
    }
    if result.openCount(atLeast: failOn) > 0 { throw ExitCode(2) }
  }
}

extension CheckResult {
  fileprivate var table: Table {
    let numbers = ["open", "opened", "changed", "reopened", "resolved"]
    return Table(
      columns: [Table.Column(name: "rule", kind: .text)] + numbers.map { Table.Column(name: $0, kind: .number) }
        + [Table.Column(name: "error", kind: .text)],
      rows: rules.map { outcome in
        [
          outcome.rule.name, String(outcome.open), String(outcome.opened), String(outcome.changed),
          String(outcome.reopened), String(outcome.resolved), outcome.error,
        ]
      })
  }
}
