/// What was done about one engagement, kept by a clerk beside the register: what `facts.engagement_state` must agree with.
struct SlowGate {
  struct Assessment {
    /// Of this engagement alone, or of the whole vendor.
    var isOfEngagement: Bool
    var number: Int
    var concludedOn: DayNumber?
    /// None for a rejection.
    var validUntil: DayNumber?
  }

  struct Paper {
    var startsOn: DayNumber
    var endsOn: DayNumber
    var terminatedOn: DayNumber?
    /// A paper that names no engagement binds the vendor for all its work, but no work stands on it alone.
    var namesEngagement: Bool
    var terms: [String: String] = [:]

    func binds(on day: DayNumber) -> Bool { startsOn <= day && day <= min(endsOn, terminatedOn ?? endsOn) }
  }

  struct Waiver {
    var leg: String
    var requester: String
    var from: DayNumber
    var until: DayNumber
    var approvedOn: DayNumber?
    var withdrawnOn: DayNumber?
  }

  var startsOn: DayNumber?
  var endsOn: DayNumber?
  var assessments: [Assessment] = []
  var papers: [Paper] = []
  var waivers: [Waiver] = []
  var activations: [DayNumber] = []

  static let mandatory = ["confidentiality", "security_measures", "purpose_limitation", "audit_right"]

  private func decision(_ isOfEngagement: Bool, on day: DayNumber) -> Assessment? {
    var last: Assessment?
    for one in assessments where one.isOfEngagement == isOfEngagement {
      guard let concluded = one.concludedOn, concluded <= day else { continue }
      if let before = last, (before.concludedOn!, before.number) > (concluded, one.number) { continue }
      last = one
    }
    return last
  }

  private func isMet(_ leg: String, on day: DayNumber) -> Bool {
    switch leg {
    case "assessment":
      let decisions = [decision(true, on: day), decision(false, on: day)].compactMap { $0 }
      return !decisions.contains { $0.validUntil == nil } && decisions.contains { $0.validUntil! >= day }
    case "contract":
      return papers.contains { $0.namesEngagement && $0.binds(on: day) }
    default:
      return SlowGate.mandatory.allSatisfy { key in
        papers.contains { $0.binds(on: day) && $0.terms[key] == "present" }
      }
    }
  }

  private func isWaived(_ leg: String, on day: DayNumber) -> Bool {
    waivers.contains {
      $0.leg == leg && $0.from <= day && day <= $0.until && ($0.approvedOn.map { $0 <= day } ?? false)
        && day < ($0.withdrawnOn ?? day + 1)
    }
  }

  func isOpen(on day: DayNumber) -> Bool {
    ["assessment", "contract", "terms"].allSatisfy { isMet($0, on: day) || isWaived($0, on: day) }
  }

  func state(on day: DayNumber) -> String {
    if let endsOn, endsOn < day { return "ended" }
    if let startsOn, startsOn > day { return "planned" }
    if activations.contains(where: { $0 <= day }) { return isOpen(on: day) ? "active" : "shut" }
    return startsOn == nil ? "planned" : "unapproved"
  }
}
