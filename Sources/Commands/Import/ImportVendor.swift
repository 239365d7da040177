import ArgumentParser
import Clause6

struct ImportVendor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vendor", abstract: "Import a list of vendors from a spreadsheet.",
    discussion: """
      Vendors are found by code, else by the numbers that others gave them, else by name. What a list no longer has is \
      kept: a vendor that is crossed out may still have our data.

      EXAMPLE:
        clause6 import vendor vendors.xlsx --mapping vendors.yaml --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "vendor", file: file, options: options, format: format, database: database).run()
  }
}
