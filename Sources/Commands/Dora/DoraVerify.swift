import ArgumentParser
import Clause6
import Postgres

struct DoraVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a package of the register of information; exit 2 when it would be rejected.",
    discussion: """
      Looks at a package in plain CSV as the authorities do, and at what public validators leave out: codes of closed lists, \
      days and amounts, keys given twice, references to rows that are not there, check digits of LEIs, broken chains of \
      subcontractors. Each fault has the EBA's number of its rule; "own" marks what no rule of theirs asks. Whether an LEI \
      was issued is only the GLEIF's to say.

      Needs neither a database nor the network.

      EXAMPLE:
        clause6 dora verify 5299000000000000XX.CON_IE_DORA010100_DORA_2025-03-31_20250401120000000.zip
      """)

  @Argument(help: "The zip file, or its folder unpacked.")
  var package: String

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "A reference date after this day is one to come; default: the day of this machine.", valueName: "day"),
    transform: Day.parse)
  var asOf: CalendarDate?

  @OptionGroup var format: FormatOptions

  func run() throws {
    let found = try DoraPackage(package, today: asOf ?? MachineClock.today)
    let table = found.table
    if !table.rows.isEmpty || format.format != .table {
      format.terminal.print(table, format: format.format, layout: .wrapped)
    }
    let size = "\(found.rows) rows in \(found.templates) templates"
    let rejects = found.faults.count { $0.severity == .reject }
    let warnings = found.faults.count - rejects
    Terminal.current.note(
      rejects + warnings == 0
        ? "Nothing is wrong with it: \(size)."
        : "\(size); \(rejects) faults for which it would be rejected, \(warnings) warnings."
    )
    if rejects > 0 { throw ExitCode(2) }
  }
}
