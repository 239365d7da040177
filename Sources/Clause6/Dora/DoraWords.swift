/// The words of the register of information that lists are imported with; `facts.dora_word` has the codes by which they are reported.
enum DoraWords {
  static let entities = [
    "credit_institution", "investment_firm", "central_counterparty", "management_company", "payment_institution",
    "account_information_provider", "e_money_institution", "crypto_asset_provider", "central_securities_depository",
    "trading_venue", "trade_repository", "alternative_fund_manager", "data_reporting_provider", "insurer",
    "asset_referenced_token_issuer", "pension_institution", "credit_rating_agency", "benchmark_administrator",
    "crowdfunding_provider", "securitisation_repository", "other_financial", "intragroup_ict_provider",
    "other_non_financial", "insurance_intermediary",
  ]
  static let places = ["ultimate_parent", "parent", "subsidiary", "no_group", "outsourcing_provider"]
  static let endings = ["expired", "breach", "impediments", "weak_data_handling", "authority", "other"]
  static let codes = ["euid", "national_id", "registration", "vat", "passport"]
  static let persons = ["legal", "individual"]
  static let services = [
    "project_management", "development", "help_desk", "security_management", "data_provision", "data_analysis",
    "hosting", "computation", "data_storage", "telecom", "network", "hardware", "software_licence", "operations",
    "consulting", "risk_management", "iaas", "paas", "saas",
  ]
  static let answers = ["yes", "no", "not_assessed"]
  static let sensitiveness = ["low", "medium", "high"]
  static let levels = ["low", "medium", "high", "not_assessed"]
  static let reliance = ["not_significant", "low", "material", "full"]
  static let substitutability = ["not_substitutable", "highly_complex", "medium_complexity", "easy"]
  static let hardness = ["no_alternative", "hard_to_migrate", "both"]
  static let reintegration = ["easy", "difficult", "highly_complex", "not_applicable"]
  static let definitions =
    ["standalone", "overarching", "subsequent"].map { "arrangement.\($0)" }
    + sensitiveness.map { "sensitiveness.\($0)" } + sensitiveness.map { "function.\($0)" }
    + substitutability.map { "substitutability.\($0)" }
    + ["easy", "difficult", "highly_complex"].map { "reintegration.\($0)" } + sensitiveness.map { "service.\($0)" }
}
