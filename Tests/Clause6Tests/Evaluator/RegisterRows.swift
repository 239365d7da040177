/// A row of a table of the register: what the generator writes, and what the evaluator reads back.
protocol RegisterRow: Codable, Sendable {
  static var table: String { get }
}

struct VendorRow: RegisterRow {
  static let table = "vendor"
  var id: Int
  var name: String
  var mergedIntoId: Int?
  var mergedOn: Day?
}

struct ContractRow: RegisterRow {
  static let table = "contract"
  var id: Int
  var reference: String
  var kind = "other"
  var signedOn: Day?
  var startsOn: Day?
  var endsOn: Day?
  var openEnded = false
  var autoRenews = false
  var renewalMonths: Int?
  var noticeMonths: Int?
  var noticeDays: Int?
  var decisionDays = 30
  var noticeGivenOn: Day?
  var terminatedOn: Day?
  var workEndedOn: Day?
  var supersedesId: Int?
  var parentId: Int?
  var newEndsOn: Day?
}

struct ContractVendorRow: RegisterRow {
  static let table = "contract_vendor"
  var id: Int
  var contractId: Int
  var vendorId: Int
  var position: Int
}

struct TermRow: RegisterRow {
  static let table = "term"
  var id: Int
  var contractId: Int
  var termKey = "confidentiality"
  var fromOn: Day?
  var status: String
  /// Months, or Infinity.
  var figure: String?
  var figureUnit: String?
}

struct EngagementRow: RegisterRow {
  static let table = "engagement"
  var id: Int
  var vendorId: Int
  var title: String
  var tier: String?
  var startsOn: Day?
  var endsOn: Day?
  var critical: Bool?
  var criticalWhy: String?
  var dataSubjects: Int?
  var access: String?
}

struct EngagementDataRow: RegisterRow {
  static let table = "engagement_data"
  var id: Int
  var engagementId: Int
  var dataClass: String
}

struct EngagementConditionRow: RegisterRow {
  static let table = "engagement_condition"
  var id: Int
  var engagementId: Int
  var conditionKey: String
  var fromOn: Day?
  var untilOn: Day?
}

struct EngagementContractRow: RegisterRow {
  static let table = "engagement_contract"
  var id: Int
  var engagementId: Int
  var contractId: Int
  var fromOn: Day?
  var untilOn: Day?
}

struct TierOverrideRow: RegisterRow {
  static let table = "tier_override"
  var id: Int
  var engagementId: Int
  var tier: String
  var requestedOn: Day
  var approvedOn: Day?
  var startsOn: Day
  var endsOn: Day
  var withdrawnOn: Day?
}

struct ReviewScheduleRow: RegisterRow {
  static let table = "review_schedule"
  var id: Int
  var vendorId: Int
  var anchorOn: Day
  var months: Int?
  var fromOn: Day
}

struct ReviewRow: RegisterRow {
  static let table = "review"
  var id: Int
  var vendorId: Int
  var cause: String
  var dueOn: Day
  var startedOn: Day
  var completedOn: Day?
  var outcome: String?
}

struct ReviewMoveRow: RegisterRow {
  static let table = "review_move"
  var id: Int
  var vendorId: Int
  var dueOn: Day
  var movedToOn: Day
  var movedOn: Day
  var reason: String?
}

struct AssessmentRow: RegisterRow {
  static let table = "assessment"
  var id: Int
  var vendorId: Int?
  var engagementId: Int?
  var questionnaireId: Int
  var startedOn: Day
  var concludedOn: Day?
  var outcome: String?
  var tier: String?
  var validUntilOn: Day?
}

struct EvidenceRow: RegisterRow {
  static let table = "evidence"
  var id: Int
  var vendorId: Int
  var kind: String
  var issuedOn: Day?
  var validFromOn: Day?
  var validUntilOn: Day?
  var replacesId: Int?
}

struct OffboardingRow: RegisterRow {
  static let table = "offboarding"
  var id: Int
  var vendorId: Int
  var engagementId: Int?
  var endedOn: Day
  var data: String?
  var dataDoneOn: Day?
  var note: String?
}

/// All rows, by table.
struct RegisterRows: Sendable {
  var vendors: [VendorRow] = []
  var contracts: [ContractRow] = []
  var contractVendors: [ContractVendorRow] = []
  var terms: [TermRow] = []
  var engagements: [EngagementRow] = []
  var engagementData: [EngagementDataRow] = []
  var engagementConditions: [EngagementConditionRow] = []
  var engagementContracts: [EngagementContractRow] = []
  var tierOverrides: [TierOverrideRow] = []
  var reviewSchedules: [ReviewScheduleRow] = []
  var reviews: [ReviewRow] = []
  var reviewMoves: [ReviewMoveRow] = []
  var assessments: [AssessmentRow] = []
  var evidence: [EvidenceRow] = []
  var offboardings: [OffboardingRow] = []
  /// Months between reviews that regimes ask for, by the condition on which they apply.
  var intervals: [String: Int] = [:]
}
