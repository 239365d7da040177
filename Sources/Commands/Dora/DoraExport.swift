import ArgumentParser
import Clause6
import Postgres
import Transport

struct DoraExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the package of the register of information; exit 2 when the register lacks something for it.",
    discussion: """
      All fifteen templates in plain CSV, in a zip file whose name the authorities prescribe. What the register lacks is \
      listed, as "report run dora-gaps" lists it, and nothing is written, unless --draft says so. What was written is \
      looked at as "dora verify" does. With --stamp, and of what was known at one time, the same question gives the same \
      bytes.

      EXAMPLE:
        clause6 dora export --entity 5299000000000000XX --as-of 2025-12-31
      """)

  @Option(help: ArgumentHelp("The entity that keeps the register of information, by its LEI.", valueName: "lei"))
  var entity: String

  @Option(
    help: ArgumentHelp(
      "con: of all entities that are listed; ind: of this one by itself.", valueName: "scope"),
    transform: { try Choice.one($0, "scope") })
  var scope = DoraRegister.Scope.whole

  @Option(help: ArgumentHelp("The folder that it is written to.", valueName: "folder"))
  var out = "."

  @Option(help: ArgumentHelp("The base currency; each amount has its own.", valueName: "code"))
  var currency = "EUR"

  @Option(
    help: ArgumentHelp(
      "When it was made, in its name: 17 digits, year to millisecond; default: the time of this machine.",
      valueName: "digits"))
  var stamp: String?

  @Flag(help: "Write a folder and not a zip file.")
  var unpacked = false

  @Flag(help: "Write it though the register lacks something.")
  var draft = false

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if currency.wholeMatch(of: /[A-Z]{3}/) == nil { throw ValidationError("--currency is a code such as EUR.") }
    if let stamp, stamp.wholeMatch(of: /[0-9]{17}/) == nil { throw ValidationError("--stamp is 17 digits.") }
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      let register = try DoraRegister(connection, of: entity, scope: scope, on: asOf)
      let gaps = try register.gaps(connection)
      if !gaps.rows.isEmpty {
        format.terminal.print(gaps, format: format.format, layout: .rows)
        let lacking = gaps.rows.count == 1 ? "One fact is" : "\(gaps.rows.count) facts are"
        Terminal.current.note(
          draft
            ? "\(lacking) lacking: this is a draft." : "\(lacking) lacking, so nothing was written; --draft writes it.")
        guard draft else { throw ExitCode(2) }
      }
      try write(register, connection)
      if !gaps.rows.isEmpty { throw ExitCode(2) }
    }
  }

  private func write(_ register: DoraRegister, _ connection: Connection) throws {
    let (path, rows) = try register.write(
      connection, into: out, stamp: stamp ?? DoraExport.stampOfNow, currency: currency, isArchive: !unpacked)
    let found = try DoraPackage(path, today: MachineClock.today)
    Terminal.current.print("\(rows) rows in 15 templates written to \(path)")
    guard !found.faults.isEmpty else { return }
    format.terminal.print(found.table, format: format.format, layout: .wrapped)
    Terminal.current.note("\"clause6 dora verify\" finds \(found.faults.count) faults in it.")
    throw ExitCode(2)
  }

  /// The digits of the time, in whole seconds.
  private static var stampOfNow: String {
    UTCTime(secondsSince1970: MachineClock.now).calendar.filter(\.isNumber) + "000"
  }
}
