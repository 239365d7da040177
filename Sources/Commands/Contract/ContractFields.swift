import ArgumentParser
import Clause6
import Postgres

/// What can be said of a contract; an empty text takes it away.
struct ContractFields: ParsableArguments {
  @Option(
    name: .customLong("vendor"),
    help: ArgumentHelp("A vendor it binds; give it several times for several.", valueName: "vendor"))
  var vendors: [String] = []

  @Option(help: ArgumentHelp("What the paper is called.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("master, nda, dpa, baa, statement_of_work, amendment, memorandum or other.", valueName: "kind"))
  var kind: String?

  @Option(
    name: .customLong("signed"), help: ArgumentHelp("Day of signature.", valueName: "day"), transform: Day.parseEdit)
  var signedOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("starts"), help: ArgumentHelp("First day in force.", valueName: "day"), transform: Day.parseEdit)
  var startsOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("ends"), help: ArgumentHelp("Last day in force as written.", valueName: "day"),
    transform: Day.parseEdit)
  var endsOn: Edit<CalendarDate> = .keep

  @Flag(inversion: .prefixedNo, help: "The paper says that there is no end.")
  var openEnded: Bool?

  @Flag(inversion: .prefixedNo, help: "Goes on by itself unless notice is given.")
  var autoRenews: Bool?

  @Option(help: ArgumentHelp("Length of each renewal.", valueName: "months"), transform: Number.parseEdit)
  var renewalMonths: Edit<Int> = .keep

  @Option(
    help: ArgumentHelp("Notice not to renew, in months before the end.", valueName: "months"),
    transform: Number.parseEdit)
  var noticeMonths: Edit<Int> = .keep

  @Option(
    help: ArgumentHelp("Notice not to renew, in days before the end.", valueName: "days"), transform: Number.parseEdit)
  var noticeDays: Edit<Int> = .keep

  @Option(
    help: ArgumentHelp("Days needed to decide before the last day for notice.", valueName: "days"),
    transform: Number.parseEdit)
  var decisionDays: Edit<Int> = .keep

  @Option(
    help: ArgumentHelp("Days that a notice takes to arrive, where it counts from then.", valueName: "days"),
    transform: Number.parseEdit)
  var deliveryDays: Edit<Int> = .keep

  @Option(
    name: .customLong("remind"),
    help: ArgumentHelp(
      "Days before its end and its last day for notice on which to remind its owner, such as 180,90,30.",
      valueName: "days"),
    transform: Number.parseEdits)
  var remindDays: Edit<[Int]> = .keep

  @Option(
    name: .customLong("notice-given"),
    help: ArgumentHelp("Day on which notice not to renew was given.", valueName: "day"), transform: Day.parseEdit)
  var noticeGivenOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("terminated"),
    help: ArgumentHelp("Last day in force, when ended before its end.", valueName: "day"), transform: Day.parseEdit)
  var terminatedOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("work-ended"), help: ArgumentHelp("Last day of work under the contract.", valueName: "day"),
    transform: Day.parseEdit)
  var workEndedOn: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("The contract it replaces.", valueName: "reference"))
  var supersedes: String?

  @Option(
    help: ArgumentHelp("The contract it stands under: what it amends, or its master contract.", valueName: "reference"))
  var parent: String?

  @Option(
    name: .customLong("new-end"),
    help: ArgumentHelp(
      "Of an amendment: last day of the contract above it, from the amendment's first day on.", valueName: "day"),
    transform: Day.parseEdit)
  var newEndsOn: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("Which company of ours signed; else the organisation itself.", valueName: "company"))
  var ourParty: String?

  @Option(help: ArgumentHelp("The law that governs it: JP, or England and Wales.", valueName: "country"))
  var governingLaw: String?

  @Option(help: ArgumentHelp("What it is worth, such as 1200000.50.", valueName: "amount"))
  var value: String?

  @Option(help: ArgumentHelp("Currency of the value, as ISO 4217 code.", valueName: "code"))
  var currency: String?

  @Option(help: ArgumentHelp("Mail address or name of who answers for it.", valueName: "person"))
  var owner: String?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  @Option(
    name: .customLong("term"),
    help: ArgumentHelp(
      "What it says of a matter: present, weak, missing or not_applicable; several times for several.",
      valueName: "term=status"))
  var terms: [String] = []

  func edit() throws -> ContractEdit {
    var edit = ContractEdit()
    edit.vendors = vendors == [""] ? .set(nil) : vendors.isEmpty ? .keep : .set(vendors)
    edit.title = .text(title)
    edit.kind = .text(kind)
    (edit.signedOn, edit.startsOn, edit.endsOn) = (signedOn, startsOn, endsOn)
    (edit.noticeGivenOn, edit.terminatedOn, edit.workEndedOn) = (noticeGivenOn, terminatedOn, workEndedOn)
    edit.openEnded = .given(openEnded)
    edit.autoRenews = .given(autoRenews)
    edit.renewalMonths = renewalMonths
    edit.noticeMonths = noticeMonths
    edit.noticeDays = noticeDays
    edit.decisionDays = decisionDays
    edit.deliveryDays = deliveryDays
    edit.remindDays = remindDays
    edit.supersedes = .text(supersedes)
    edit.parent = .text(parent)
    edit.newEndsOn = newEndsOn
    edit.ourParty = .text(ourParty)
    edit.governingLaw = .text(governingLaw)
    edit.valueAmount = .text(try value.map(Amount.parse))
    edit.valueCurrency = .text(currency)
    edit.owner = .text(owner)
    edit.note = .text(note)
    edit.terms = try ContractFields.terms(terms)
    return edit
  }

  /// What `--term` says, each term once.
  static func terms(_ texts: [String]) throws -> [(key: String, status: String?)] {
    let terms = try texts.map(term)
    if let twice = terms.map(\.key).firstRepeated { throw UsageError(message: "--term \(twice) is given twice.") }
    return terms
  }

  private static func term(_ text: String) throws -> (key: String, status: String?) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2 else {
      throw UsageError(message: "--term \(text) has no status: write --term confidentiality=present.")
    }
    return (sides[0], sides[1].isEmpty ? nil : sides[1])
  }
}

extension Edit {
  /// An option that cannot take anything away.
  static func given(_ option: Value?) -> Edit { option.map { .set($0) } ?? .keep }
}

/// Sums of money on the command line.
enum Amount {
  static func parse(_ text: String) throws -> String {
    guard text.isEmpty || (Double(text) != nil && text.allSatisfy { $0.isNumber || ".-".contains($0) }) else {
      throw UsageError(message: "\"\(text)\" is not an amount: write it as 1200000 or 1200000.50.")
    }
    return text
  }
}

/// Whole numbers on the command line; an empty text takes the number away.
enum Number {
  @Sendable static func parseEdit(_ text: String) throws -> Edit<Int> {
    if text.isEmpty { return .set(nil) }
    guard let number = Int(text), (0...1_000_000).contains(number) else {
      throw ValidationError("\"\(text)\" is not a whole number from 0.")
    }
    return .set(number)
  }

  /// Several, with commas between them.
  @Sendable static func parseEdits(_ text: String) throws -> Edit<[Int]> {
    if text.isEmpty { return .set(nil) }
    let numbers = try text.split(separator: ",", omittingEmptySubsequences: false).map { piece in
      guard let number = Int(piece.drop { $0 == " " }) else {
        throw ValidationError("\"\(text)\" is no list of whole numbers: write it as 180,90,30.")
      }
      return number
    }
    return .set(numbers)
  }
}

extension [String] {
  fileprivate var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
