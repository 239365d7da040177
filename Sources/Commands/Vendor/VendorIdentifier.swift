import ArgumentParser
import Clause6
import Postgres

struct VendorIdentifierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identifier", abstract: "Numbers by which others know a vendor: LEI, 法人番号, VAT, D-U-N-S, ABN.",
    subcommands: [VendorIdentifierAdd.self, VendorIdentifierEnd.self])
}

/// Which number, of which scheme.
struct IdentifierArguments: ParsableArguments {
  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Argument(
    help: "lei, jp_corporate_number, eu_vat, duns or abn.", transform: { try Choice.one($0, "scheme of identifiers") })
  var scheme: IdentifierScheme

  @Argument(help: "The number; blanks, hyphens and dots do not count.")
  var value: String
}

extension Connection {
  /// An identifier as it is kept.
  func record(identifier: IdentifierArguments, ofVendor id: Int) throws -> Table {
    try table(
      """
      SELECT vendor, scheme, value, from_on, until_on FROM facts.vendor_number(\(try today())::date)
      WHERE vendor_id = \(id) AND scheme = \(identifier.scheme)
        AND value = register.identifier_value(scheme, \(identifier.value))
      """)
  }

  /// What `vendor show` says of identifiers and mergers.
  func identitySections(vendor id: Int, on day: CalendarDate) throws -> [Section] {
    [
      (
        "Identifiers",
        try table(
          """
          SELECT title AS scheme, value, from_on, until_on FROM facts.vendor_number(\(day)::date)
          WHERE vendor_id = \(id) ORDER BY scheme, value
          """)
      ),
      (
        "Merged into it",
        try table(
          """
          SELECT coalesce(code, '#' || gone_id) AS code, name, merged_on FROM facts.vendor_merger
          WHERE vendor_id = \(id) AND merged_on <= \(day)::date ORDER BY merged_on, gone_id
          """)
      ),
    ]
  }

  /// Says on stderr that what was asked for goes on as another vendor.
  func noteMerger(of which: String, into id: Int) throws {
    let gone = try table(
      """
      SELECT format('%s (%s) was merged into #%s on %s.', name, coalesce(code, '#' || gone_id), vendor_id, merged_on)
      FROM facts.vendor_merger WHERE gone_id IN (SELECT vendor_id FROM facts.vendor_entry_called(\(which)))
        AND \(id) NOT IN (SELECT vendor_id FROM facts.vendor_entry_called(\(which))) ORDER BY merged_on, gone_id
      """)
    for row in gone.rows { Terminal.current.note(row[0] ?? "") }
  }
}
