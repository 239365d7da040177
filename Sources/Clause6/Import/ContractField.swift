/// What a column can say of a contract. The raw value is the word in mappings, in the staging table and in the register.
enum ContractField: String, CaseIterable, Sendable {
  case reference, title, kind
  case signedOn = "signed_on"
  case startsOn = "starts_on"
  case endsOn = "ends_on"
  case openEnded = "open_ended"
  case autoRenews = "auto_renews"
  case renewalMonths = "renewal_months"
  case noticeMonths = "notice_months"
  case noticeDays = "notice_days"
  case decisionDays = "decision_days"
  case noticeGivenOn = "notice_given_on"
  case terminatedOn = "terminated_on"
  case workEndedOn = "work_ended_on"
  case supersedes
  case valueAmount = "value_amount"
  case valueCurrency = "value_currency"
  case owner, note, vendors
  case vendorCodes = "vendor_codes"
  case engagement, tier

  /// What its cells are read as.
  enum Kind {
    case text, day, flag, number, amount, currency, list
    case oneOf([String])
  }

  var kind: Kind {
    switch self {
    case .reference, .title, .supersedes, .owner, .note, .engagement: .text
    case .kind: .oneOf(["master", "nda", "dpa", "baa", "statement_of_work", "amendment", "memorandum", "other"])
    case .tier: .oneOf(["critical", "high", "medium", "low"])
    case .signedOn, .startsOn, .endsOn, .noticeGivenOn, .terminatedOn, .workEndedOn: .day
    case .openEnded, .autoRenews: .flag
    case .renewalMonths, .noticeMonths, .noticeDays, .decisionDays: .number
    case .valueAmount: .amount
    case .valueCurrency: .currency
    case .vendors, .vendorCodes: .list
    }
  }

  /// The statuses a `term.…` column can have.
  static let termStatuses = TermStatus.allCases.map(\.rawValue)
}
