import ArgumentParser
import Clause6
import Postgres

struct VendorDistinct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "distinct", abstract: "Record that two vendors that look alike are two; they are not proposed again.",
    discussion: """
      Who acts is who decided, and must be a person of the register.

      EXAMPLE:
        clause6 vendor distinct T0901 "青空印刷工業" --actor tanaka --reason "two companies, says their registry extract"
      """)

  @Argument(help: "One vendor: its code, any of its names, or its number.")
  var vendor: String

  @Argument(help: "The other one.")
  var other: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let (one, another) = (try connection.vendor(called: vendor), try connection.vendor(called: other))
      try connection.tellApart(one, another)
      return try connection.table(
        """
        SELECT vendor, name, other, other_name, decided_by FROM facts.vendor_distinct
        WHERE (vendor_id, other_id) IN ((\(one), \(another)), (\(another), \(one)))
        """)
    }
  }
}
