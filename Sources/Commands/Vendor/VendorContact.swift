import ArgumentParser
import Clause6
import Postgres

struct VendorContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Whom to reach at a vendor.",
    subcommands: [VendorContactAdd.self, VendorContactEdit.self, VendorContactEnd.self])
}

/// How to reach a contact; an empty text takes it away.
struct ContactFields: ParsableArguments {
  @Option(help: ArgumentHelp("Mail address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("Telephone number.", valueName: "number"))
  var phone: String?

  @Option(
    help: ArgumentHelp("In which language to write to them: en or ja.", valueName: "language"),
    transform: Choice.languageEdit)
  var language: Edit<String> = .keep

  var edit: ContactEdit {
    var edit = ContactEdit()
    edit.email = .text(email)
    edit.phone = .text(phone)
    edit.language = language
    return edit
  }
}

extension Choice {
  /// A language of mails; an empty text takes it away.
  @Sendable static func languageEdit(_ text: String) throws -> Edit<String> {
    if text.isEmpty { return .set(nil) }
    let language: Language = try one(text, "language that is offered")
    return .set(language.rawValue)
  }
}

extension Connection {
  func record(contact id: Int) throws -> Table {
    try table(
      """
      SELECT contact, vendor, role, name, email, phone, language, until_on FROM facts.vendor_contact(\(try today())::date)
      WHERE contact_id = \(id)
      """)
  }
}
