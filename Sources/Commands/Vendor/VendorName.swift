import ArgumentParser
import Clause6
import Postgres

struct VendorNameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name", abstract: "What a vendor is or was called besides its legal and its English name.",
    subcommands: [VendorNameAdd.self, VendorNameEnd.self])
}

extension Connection {
  /// A name as it is kept; of several periods the newest.
  func record(name: String, ofVendor id: Int) throws -> Table {
    try table(
      """
      SELECT vendor, name, kind, language, from_on, until_on FROM facts.vendor_name(\(try today())::date)
      WHERE vendor_id = \(id) AND name_key = register.name_key(\(name)) AND kind <> 'merged'
      ORDER BY from_on DESC NULLS LAST, name_id DESC LIMIT 1
      """)
  }
}
