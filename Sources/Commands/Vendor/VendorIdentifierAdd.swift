import ArgumentParser
import Clause6
import Postgres

struct VendorIdentifierAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Record an identifier of a vendor; its check digits are verified.",
    discussion: """
      Two vendors may have one number: "vendor duplicates" then proposes them as one.

      EXAMPLE:
        clause6 vendor identifier add T0901 jp_corporate_number 9-2345-6789-0123 --reason "from the registry"
      """)

  @OptionGroup var identifier: IdentifierArguments

  @Option(help: ArgumentHelp("Its first day, if known.", valueName: "day"), transform: Day.parse)
  var from: CalendarDate?

  @Option(
    help: ArgumentHelp("Its last day, when it is no longer the vendor's.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var alike: Table?
    try change(database, options, format) { connection in
      let id = try connection.vendor(called: identifier.vendor)
      try connection.addIdentifier(identifier.value, scheme: identifier.scheme, from: from, until: until, toVendor: id)
      alike = try connection.holders(ofIdentifiersOf: id)
      return try connection.record(identifier: identifier, ofVendor: id)
    }
    alike?.noteDuplicates()
  }
}

extension Connection {
  /// Others that share an identifier with a vendor.
  fileprivate func holders(ofIdentifiersOf id: Int) throws -> Table {
    try table(
      """
      SELECT score, other, other_name, reason FROM facts.vendor_like_listed(\(id), \(try day(asked: nil))::date)
      WHERE score = 1 AND reason LIKE 'both have%' ORDER BY other
      """)
  }
}

extension Table {
  /// Says on stderr which vendors may be the one just written; rows of `facts.vendor_like_listed`.
  func noteDuplicates() {
    for row in rows {
      Terminal.current.note(
        "This may be \(row[2] ?? "") (\(row[1] ?? "")) once more: \(row[3] ?? ""). "
          + "If so: \"clause6 vendor merge\"; if not: \"clause6 vendor distinct\".")
    }
  }
}
