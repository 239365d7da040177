import ArgumentParser
import Clause6
import Postgres

/// What can be said of a subcontractor; an empty text takes it away.
struct SubcontractorFields: ParsableArguments {
  @Option(help: ArgumentHelp("Where it works, as ISO 3166-1 code: JP, AU …", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("What it does.", valueName: "text"))
  var service: String?

  @Option(
    help: ArgumentHelp(
      "The data it handles, separated by commas: personal, sensitive, my_number, card, confidential; or none.",
      valueName: "classes"), transform: SubcontractorFields.data)
  var data: Edit<[String]> = .keep

  @Flag(inversion: .prefixedNo, help: "Whether personal data reaches it.")
  var receivesPersonalData: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether the vendor names it on a list that is open to all.")
  var published: Bool?

  @Option(
    help: ArgumentHelp("Whether it is bound by the same duties: yes, partly, no or unknown.", valueName: "answer"),
    transform: SubcontractorFields.flowDown)
  var flowDown: String?

  @Option(
    help: ArgumentHelp("Day on which that was checked; default today.", valueName: "day"), transform: Day.parse)
  var flowDownChecked: CalendarDate?

  @Option(
    name: .customLong("from"), help: ArgumentHelp("First day of its work.", valueName: "day"),
    transform: Day.parseEdit)
  var fromOn: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("The same company as a vendor of ours: code, name or # and number.", valueName: "vendor"))
  var sameAs: String?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  @Sendable private static func data(_ text: String) throws -> Edit<[String]> {
    try Words.edit(of: Subcontractor.dataClasses, text, "class of data")
  }

  @Sendable private static func flowDown(_ text: String) throws -> String {
    try Choice.one(of: Subcontractor.flowDowns, text, "answer to whether terms are passed down")
  }

  func validate() throws {
    guard flowDownChecked == nil || flowDown != nil else {
      throw ValidationError("--flow-down-checked says when, --flow-down what: give both.")
    }
  }

  /// - Parameter today: the day on which it was checked whether terms are passed down, when none is named.
  func edit(today: CalendarDate) -> SubcontractorEdit {
    var edit = SubcontractorEdit()
    edit.country = .text(country)
    edit.service = .text(service)
    edit.data = data
    edit.receivesPersonalData = .given(receivesPersonalData)
    edit.isPublished = .given(published)
    if let flowDown {
      edit.flowDown = .set(flowDown)
      edit.flowDownCheckedOn = .set(flowDown == "unknown" ? nil : flowDownChecked ?? today)
    }
    edit.fromOn = fromOn
    edit.sameAs = .text(sameAs)
    edit.note = .text(note)
    return edit
  }
}

extension Connection {
  func record(subcontractor id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT subcontractor_id, name, country, service, rank, vendor, used_by, engagement, same_as, state, data, receives_personal_data,
        is_published, consent_state, consent_given_on, consent_by, consent_article, flow_down, flow_down_checked_on, from_on, until_on, note,
        facts.import_text('subcontractor', subcontractor_id) AS recorded_from
      FROM facts.subcontractor(\(day)::date) WHERE subcontractor_id = \(id)
      """)
  }
}
