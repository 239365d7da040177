import ArgumentParser
import Clause6
import Postgres

struct VendorShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one vendor with its contracts.",
    discussion: """
      EXAMPLE:
        clause6 vendor show T0012
      """)

  @Argument(help: "Its code, its name, or # and its number.")
  var vendor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.vendor(called: vendor)
      format.print(try connection.record(vendor: id, on: asOf), layout: .record)
      guard format.format == .table else { return }
      Terminal.current.print("")
      format.print(
        try connection.table(
          """
          SELECT reference, title, state, since, why FROM facts.contract(\(asOf)::date)
          WHERE \(id) = ANY (vendor_ids) ORDER BY reference
          """))
    }
  }
}

extension Connection {
  func record(vendor id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.vendor(\(day)::date) WHERE vendor_id = \(id)")
  }
}
