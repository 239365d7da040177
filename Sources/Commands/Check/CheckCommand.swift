import ArgumentParser
import Clause6
import Postgres

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run the rules; exit 2 when findings are open. --save keeps what they find.",
    discussion: """
      Without --save it only reads, and shows what has changed since findings were last kept; it can then be asked about \
      any day, also one to come. For a scheduler: run it with --save once a day. The same data twice changes nothing. \
      A rule that fails changes nothing either, is named, and makes the exit code 1.

      EXAMPLE:
        clause6 check --as-of 2026-12-31
      """)

  @Argument(help: "Only these rules; default all.")
  var names: [String] = []

  @Flag(help: "Keep what changed among the findings.")
  var save = false

  @Option(
    help: ArgumentHelp("Only this vendor: code, name or # and number; several times for several.", valueName: "vendor"))
  var vendor: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit 2 only for findings of this severity or worse: info, low, medium, high, critical.", valueName: "severity"))
  var failOn = "high"

  @Flag(help: "Exit 2 only for findings that are new or came back.")
  var failOnNew = false

  @Flag(help: "Print every finding and not only what changed.")
  var all = false

  @Flag(help: "Believe a rule that would resolve nearly all it had found at once.")
  var allowMassResolve = false

  @Option(help: ArgumentHelp("At most so many rows of a table; default 20.", valueName: "rows"))
  var limit = 20

  @OptionGroup var rules: RuleOptions
  @OptionGroup var running: RuleRunOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var authorship: AuthorOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var keys: KeyOptions
  @OptionGroup var format: CheckFormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    _ = try Choice.severity(failOn)
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if save, day.known.knownAt != nil {
      throw ValidationError("What was known at a time is looked at and not kept: leave out --save.")
    }
  }

  func run() throws {
    let set = try rules.set()
    let chosen = try set.named(names)
    let connection = try database.connect()
    try connection.setZone(forTransaction: false)
    try connection.knowing(day.known) { connection in try run(chosen, connection) }
  }

  private func run(_ chosen: [Rule], _ connection: Connection) throws {
    let asOf = try day.asOf ?? connection.today()
    let evaluator = try database.evaluator(rules, running, connection)
    try evaluator?.askLike(connection)
    var options = CheckOptions(all: all || format.format.showsAll, allowMassResolve: allowMassResolve)
    if !vendor.isEmpty { options.vendors = try vendor.map { try connection.vendor(called: $0) } }
    var report = CheckReport(
      on: asOf, limit: format.format == .table ? limit : nil, asked: vendor, language.language)
    let result =
      save
      ? try connection.check(
        chosen, on: asOf, as: try authorship.author(defaultReason: "check of the rules"), isWhole: names.isEmpty,
        options, evaluator: evaluator, found: { report.add($0) }, each: { report.add($0) })
      : try (evaluator ?? connection).planCheck(
        chosen, on: asOf, options, found: { report.add($0) }, each: { report.add($0) })
    try report.name(connection)
    if format.format.tellsLives { try report.recall(connection) }
    format.print(report, result)
    note(result, try connection.knowledge())
    if save { keys.sealAfterRun(connection) }
    try exit(result)
  }

  private func note(_ result: CheckResult, _ knowledge: String?) {
    let open = result.openCount(atLeast: "info")
    var sentence =
      "As of \(result.day)\(knowledge.map { ", \($0)," } ?? "") \(open) \(open == 1 ? "finding is" : "findings are") open"
    if result.waived > 0 { sentence += ", and \(result.waived) \(result.waived == 1 ? "is" : "are") waived" }
    let changes = result.rules.reduce(0) { $0 + $1.opened + $1.changed + $1.reopened + $1.resolved }
    sentence += save ? "; \"clause6 finding list\" shows them." : changes > 0 ? "; --save keeps what changed." : "."
    Terminal.current.note(sentence)
    if names.isEmpty, !result.orphans.isEmpty {
      let list = result.orphans.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      Terminal.current.note("Findings stay open of rules that are not here: \(list). --rules names their folder.")
    }
  }

  private func exit(_ result: CheckResult) throws {
    if result.isIncomplete {
      Terminal.current.note("The answer is incomplete: a rule gave none.")
      throw ExitCode(1)
    }
    let count = failOnNew ? result.newCount(atLeast: failOn) : result.openCount(atLeast: failOn)
    if count > 0 { throw ExitCode(2) }
  }
}
