/// The second opinion about rules: written from their sentences and the documentation, knowing nothing of their SQL.
struct Evaluator {
  let day: Day
  let rows: RegisterRows
  let index: RegisterIndex
  /// In which matters the product is given its way.
  var conceded: Set<Dispute> = []

  init(_ rows: RegisterRows, _ index: RegisterIndex, on day: Day, conceding: Set<Dispute> = []) {
    self.rows = rows
    self.index = index
    self.day = day
    conceded = conceding
  }

  func on(_ day: Day) -> Evaluator { Evaluator(rows, index, on: day, conceding: conceded) }

  /// Where the product does not do what its sentences say.
  enum Dispute: String, CaseIterable {
    case offboardingToCome =
      "contract-expiring: that all work of the vendor ends by then is recorded, as an offboarding, and counts only afterwards"
    case sinceOfReplaced =
      "engagement-contract-lapsed: since is the day on which the contract was replaced, though it ended before, or what replaced it bound for longer"
    case gapFromAnchor =
      "review-overdue: the longest gap is \"counted from the last review of any cause\"; where the anchor is later, it is counted from that"
    case leftThoughContract =
      "review-overdue: a contract that began after the vendor was left is no new use, though a contract in force is use"
    case tierOfFirst =
      "confidentiality-term-missing, secrecy-lapsed: the second vendor on the paper is found, with the severity of the first"
    case terminatedThenReplaced =
      "secrecy-lapsed, engagement-contract-lapsed: \"a contract that is replaced ends the day before its successor starts\"; one that was terminated too, or stands under it and was, ends with its termination"
  }

  /// What a rule says of one subject.
  struct Breach: Hashable, CustomStringConvertible {
    let subject: Int
    let severity: String
    var since: Day?
    /// Whether the product is given its way about since when.
    var isSinceConceded = false
    var description: String { "\(subject) \(severity) since \(since?.description ?? "no day")" }
  }
}

/// Which rows refer to which.
struct RegisterIndex {
  let contract: [Int: ContractRow]
  let engagement: [Int: EngagementRow]
  let vendor: [Int: VendorRow]
  let under: [Int: [ContractRow]]
  let successors: [Int: [ContractRow]]
  let terms: [Int: [TermRow]]
  let vendorsOfContract: [Int: [Int]]
  let contractsOfVendor: [Int: [Int]]
  let linksOfContract: [Int: [EngagementContractRow]]
  let linksOfEngagement: [Int: [EngagementContractRow]]
  let data: [Int: Set<String>]
  let conditions: [Int: [EngagementConditionRow]]
  let overrides: [Int: [TierOverrideRow]]
  let entries: [Int: [VendorRow]]
  let engagementsOfVendor: [Int: [EngagementRow]]
  let assessments: [Int: [AssessmentRow]]
  let schedules: [Int: [ReviewScheduleRow]]
  let reviews: [Int: [ReviewRow]]
  let moves: [Int: [ReviewMoveRow]]
  let replacements: [Int: [EvidenceRow]]
  let offboardings: [Int: [OffboardingRow]]

  init(_ rows: RegisterRows) {
    contract = Dictionary(uniqueKeysWithValues: rows.contracts.map { ($0.id, $0) })
    let engagements = Dictionary(uniqueKeysWithValues: rows.engagements.map { ($0.id, $0) })
    engagement = engagements
    vendor = Dictionary(uniqueKeysWithValues: rows.vendors.map { ($0.id, $0) })
    under = Dictionary(grouping: rows.contracts.filter { $0.parentId != nil }) { $0.parentId! }
    successors = Dictionary(grouping: rows.contracts.filter { $0.supersedesId != nil }) { $0.supersedesId! }
    terms = Dictionary(grouping: rows.terms, by: \.contractId)
    vendorsOfContract = Dictionary(grouping: rows.contractVendors, by: \.contractId).mapValues { $0.map(\.vendorId) }
    contractsOfVendor = Dictionary(grouping: rows.contractVendors, by: \.vendorId).mapValues { $0.map(\.contractId) }
    linksOfContract = Dictionary(grouping: rows.engagementContracts, by: \.contractId)
    linksOfEngagement = Dictionary(grouping: rows.engagementContracts, by: \.engagementId)
    data = Dictionary(grouping: rows.engagementData, by: \.engagementId).mapValues { Set($0.map(\.dataClass)) }
    conditions = Dictionary(grouping: rows.engagementConditions, by: \.engagementId)
    overrides = Dictionary(grouping: rows.tierOverrides, by: \.engagementId)
    entries = Dictionary(grouping: rows.vendors.filter { $0.mergedIntoId != nil }) { $0.mergedIntoId! }
    engagementsOfVendor = Dictionary(grouping: rows.engagements, by: \.vendorId)
    assessments = Dictionary(grouping: rows.assessments) { $0.vendorId ?? engagements[$0.engagementId!]!.vendorId }
    schedules = Dictionary(grouping: rows.reviewSchedules, by: \.vendorId)
    reviews = Dictionary(grouping: rows.reviews, by: \.vendorId)
    moves = Dictionary(grouping: rows.reviewMoves, by: \.vendorId)
    replacements = Dictionary(grouping: rows.evidence.filter { $0.replacesId != nil }) { $0.replacesId! }
    offboardings = Dictionary(grouping: rows.offboardings, by: \.vendorId)
  }
}
