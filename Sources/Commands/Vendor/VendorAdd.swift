import ArgumentParser
import Clause6
import Postgres

/// What can be said of a vendor; an empty text takes it away.
struct VendorFields: ParsableArguments {
  @Option(help: ArgumentHelp("The organisation's own number for it.", valueName: "code"))
  var code: String?

  @Option(help: ArgumentHelp("Its name in English.", valueName: "name"))
  var englishName: String?

  @Option(help: ArgumentHelp("How its name is read (カナ); half-width and ひらがな are taken too.", valueName: "kana"))
  var reading: String?

  @Option(help: ArgumentHelp("Its seat, as ISO 3166-1 code: JP, AU …", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("The registered vendor that controls it.", valueName: "vendor"))
  var parent: String?

  @Option(help: ArgumentHelp("Its home page, with https:// or http://.", valueName: "address"))
  var website: String?

  @Option(help: ArgumentHelp("Mail address, login or name of who answers for it.", valueName: "person"))
  var owner: String?

  @Option(help: ArgumentHelp("Who answers for it when the owner cannot.", valueName: "person"))
  var backupOwner: String?

  @Option(help: ArgumentHelp("The part of the organisation that it works for (docs/roles.md).", valueName: "unit"))
  var unit: String?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  var edit: VendorEdit {
    var edit = VendorEdit()
    edit.code = .text(code)
    edit.englishName = .text(englishName)
    edit.reading = .text(reading)
    edit.country = .text(country)
    edit.parent = .text(parent)
    edit.website = .text(website)
    edit.owner = .text(owner)
    edit.backupOwner = .text(backupOwner)
    edit.unit = .text(unit)
    edit.note = .text(note)
    return edit
  }
}

extension Edit<String> {
  /// An option: not given keeps, empty takes away.
  static func text(_ option: String?) -> Edit<String> {
    option.map { .set($0.isEmpty ? nil : $0) } ?? .keep
  }
}

struct VendorAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a vendor.",
    discussion: """
      EXAMPLE:
        clause6 vendor add "株式会社青空印刷" --code T0901 --country JP --reason "mailing of membership cards"
      """)

  @Argument(help: "Its legal name, as written on contracts.")
  var name: String

  @OptionGroup var fields: VendorFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var alike: Table?
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .set(name)
      let id = try connection.addVendor(edit)
      let today = try connection.day(asked: nil)
      alike = try connection.table(
        """
        SELECT score, other, other_name, reason FROM facts.vendor_like_listed(\(id), \(today)::date)
        WHERE score >= \(VendorDuplicate.likely)::float8::numeric ORDER BY score DESC, other LIMIT 3
        """)
      return try connection.record(vendor: id, on: today)
    }
    alike?.noteDuplicates()
  }
}
