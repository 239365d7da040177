import ArgumentParser
import Clause6
import Postgres

/// What is known from the start and may change; an empty text takes it away.
struct OffboardingFields: ParsableArguments {
  @Option(
    name: .customLong("data-due"),
    help: ArgumentHelp("Last day for return or destruction, as the contract has it.", valueName: "day"),
    transform: Day.parseEdit)
  var dataDueOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("secrecy-until"), help: ArgumentHelp("Last day of the duty of secrecy.", valueName: "day"),
    transform: Day.parseEdit)
  var secrecyUntilOn: Edit<CalendarDate> = .keep

  @Flag(inversion: .prefixedNo, help: "The duty of secrecy has no end.")
  var secrecyOpenEnded: Bool?

  @Option(
    help: ArgumentHelp("Anything else worth knowing; how it is known that no data was held.", valueName: "text"))
  var note: String?

  var edit: OffboardingEdit {
    var edit = OffboardingEdit()
    edit.dataDueOn = dataDueOn
    edit.secrecyUntilOn = secrecyUntilOn
    edit.secrecyOpenEnded = .given(secrecyOpenEnded)
    edit.note = .text(note)
    return edit
  }
}

extension Connection {
  func record(offboarding id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT offboarding_id, vendor, engagement, state, open_legs, ended_on, data_state, data, data_due_on, data_done_on, proof_state, proof_id,
        proof, access_state, access_removed_on, access_removed_by, secrecy_state, secrecy_until_on, closed_on, owner, note
      FROM facts.offboarding(\(day)::date) WHERE offboarding_id = \(id)
      """)
  }
}
