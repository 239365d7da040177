import ArgumentParser
import Clause6
import Postgres

/// What can be said of an engagement; an empty text takes it away.
struct EngagementFields: ParsableArguments {
  @Option(help: ArgumentHelp("What the organisation needs it for.", valueName: "text"))
  var purpose: String?

  @Option(help: ArgumentHelp("What is entrusted, in full.", valueName: "text"))
  var description: String?

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A kind of data: none, confidential, personal, sensitive, my_number or card; several times for several.",
      valueName: "kind"), transform: { try Choice.optional(Choice.dataKind, $0) })
  var data: [String] = []

  @Option(
    help: ArgumentHelp("How many people the personal data is about.", valueName: "number"), transform: Number.parseCount
  )
  var dataSubjects: Edit<Int> = .keep

  @Option(
    help: ArgumentHelp(
      "How far the vendor reaches: none, on_site, network, hosting or privileged; the furthest.", valueName: "access"),
    transform: { try Choice.optional(Choice.access, $0) })
  var access: String?

  @Flag(inversion: .prefixedNo, help: "Whether the organisation cannot do without it; needs --critical-why.")
  var critical: Bool?

  @Option(help: ArgumentHelp("Why it is critical, or is not.", valueName: "text"))
  var criticalWhy: String?

  @Option(
    name: .customLong("place"),
    help: ArgumentHelp(
      "Where: processing, storage or access_from, a country, and a note if you like; several times for several.",
      valueName: "use=country"))
  var places: [String] = []

  @Option(
    name: .customLong("condition"),
    help: ArgumentHelp(
      "A condition that holds, see \"clause6 condition list\"; with =FROM..UNTIL between two days, either left out if "
        + "you like; several times for several.", valueName: "condition"))
  var conditions: [String] = []

  @Option(
    name: .customLong("contract"),
    help: ArgumentHelp("A contract under which it is worked; several times for several.", valueName: "reference"))
  var contracts: [String] = []

  @Option(
    name: .customLong("starts"), help: ArgumentHelp("First day of the work.", valueName: "day"),
    transform: Day.parseEdit)
  var startsOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("ends"), help: ArgumentHelp("Last day of the work.", valueName: "day"), transform: Day.parseEdit)
  var endsOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("tier"),
    help: ArgumentHelp(
      "What you say it is: critical, high, medium or low. Makes the computed tier stricter, never laxer.",
      valueName: "tier"), transform: { try Choice.optional(Choice.tier, $0) })
  var tier: String?

  @Option(help: ArgumentHelp("Mail address or name of who answers for it.", valueName: "person"))
  var owner: String?

  @Option(
    help: ArgumentHelp("What the public list of vendors says it is for; empty: it is not on it.", valueName: "text"))
  var publicPurpose: String?

  @Option(help: ArgumentHelp("The same in Japanese.", valueName: "text"))
  var publicPurposeJa: String?

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      "What else the public list says of it: country, data, since or subcontractors; several times for several.",
      valueName: "field"), transform: { try Choice.optional(Choice.publicField, $0) })
  var publicFields: [String] = []

  func edit() throws -> EngagementEdit {
    var edit = EngagementEdit()
    edit.purpose = .text(purpose)
    edit.description = .text(description)
    edit.data = EngagementFields.several(data) { $0 }
    edit.dataSubjects = dataSubjects
    edit.access = .text(access)
    edit.critical = .given(critical)
    edit.criticalWhy = .text(criticalWhy)
    edit.places = try EngagementFields.several(places, EngagementFields.place)
    edit.conditions = try EngagementFields.several(conditions, EngagementFields.condition)
    edit.contracts = contracts
    (edit.startsOn, edit.endsOn) = (startsOn, endsOn)
    edit.tier = .text(tier)
    edit.owner = .text(owner)
    edit.publicPurpose = .text(publicPurpose)
    edit.publicPurposeJa = .text(publicPurposeJa)
    edit.publicFields = EngagementFields.several(publicFields) { $0 }
    return edit
  }

  /// Options that name all there are; a single empty one says that there are none.
  private static func several<Value>(_ texts: [String], _ parse: (String) throws -> Value) rethrows -> Edit<[Value]> {
    if texts.isEmpty { return .keep }
    return texts == [""] ? .set(nil) : .set(try texts.map(parse))
  }

  /// `storage=JP Tokyo`
  static func place(_ text: String) throws -> EngagementPlace {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else {
      throw UsageError(message: "--place \(text) has no country: write it as --place storage=JP.")
    }
    let words = sides[1].split(separator: " ", maxSplits: 1).map(String.init)
    return EngagementPlace(
      use: try Choice.placeUse(sides[0]), country: words.first ?? "", note: words.count == 2 ? words[1] : nil)
  }

  /// `nis2_scope`, `nis2_scope=2024-10-18..` or `nis2_scope=2024-10-18..2027-03-31`
  static func condition(_ text: String) throws -> StatedCondition {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2 else { return StatedCondition(key: text) }
    guard let dots = sides[1].firstRange(of: "..") else {
      throw UsageError(message: "--condition \(text) has no two days: write it as --condition \(sides[0])=2026-04-01..")
    }
    return StatedCondition(
      key: sides[0], fromOn: try day(sides[1][..<dots.lowerBound]), untilOn: try day(sides[1][dots.upperBound...]))
  }

  private static func day(_ text: Substring) throws -> CalendarDate? {
    text.isEmpty ? nil : try Day.parse(String(text))
  }
}

extension Choice {
  @Sendable static func dataKind(_ text: String) throws -> String {
    try one(of: Engagement.kindsOfData, text, "kind of data")
  }
  @Sendable static func publicField(_ text: String) throws -> String {
    try one(of: Engagement.publicFields, text, "field of the public list")
  }
  @Sendable static func access(_ text: String) throws -> String { try one(of: Engagement.accesses, text, "access") }
  @Sendable static func placeUse(_ text: String) throws -> String {
    try one(of: EngagementPlace.uses, text, "use of a place")
  }

  /// An empty text, which takes the word away, or a word of the list.
  static func optional(_ choice: (String) throws -> String, _ text: String) throws -> String {
    text.isEmpty ? text : try choice(text)
  }
}

extension Number {
  /// As ``parseEdit``, for what can be more than a million.
  @Sendable static func parseCount(_ text: String) throws -> Edit<Int> {
    if text.isEmpty { return .set(nil) }
    guard let number = Int(text), number >= 0 else {
      throw ValidationError("\"\(text)\" is not a whole number from 0.")
    }
    return .set(number)
  }
}
