/// What a file can be a list of, and what its columns can say.
struct ImportNoun: Sendable {
  /// The word of the mapping.
  let name: String
  let plural: String
  /// In the order of the staging table.
  let fields: [ImportField]
  /// The field that tells rows apart.
  let key: String
  /// Whether columns `term.…` say what a contract settles.
  var hasTerms = false

  func field(_ name: String) -> ImportField? { fields.first { $0.name == name } }

  static let all = [contract]

  static let contract = ImportNoun(
    name: "contract", plural: "contracts",
    fields: [
      ImportField("reference", .text), ImportField("title", .text),
      ImportField(
        "kind", .oneOf(["master", "nda", "dpa", "baa", "statement_of_work", "amendment", "memorandum", "other"])),
      ImportField("signed_on", .day), ImportField("starts_on", .day), ImportField("ends_on", .day),
      ImportField("open_ended", .flag), ImportField("auto_renews", .flag),
      ImportField("renewal_months", .number(.months)), ImportField("notice_months", .number(.months)),
      ImportField("notice_days", .number(.days)), ImportField("decision_days", .number(.days)),
      ImportField("notice_given_on", .day), ImportField("terminated_on", .day), ImportField("work_ended_on", .day),
      ImportField("supersedes", .text), ImportField("value_amount", .amount), ImportField("value_currency", .currency),
      ImportField("owner", .text), ImportField("note", .text), ImportField("vendors", .list),
      ImportField("vendor_codes", .list), ImportField("engagement", .text),
      ImportField("tier", .oneOf(["critical", "high", "medium", "low"])),
    ], key: "reference", hasTerms: true)
}

/// One thing that a column can say.
struct ImportField: Sendable, Equatable {
  /// The word in mappings, in the staging table and in the register.
  let name: String
  let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// A column `term.…`; the term's key is the rest of its name.
  static func term(_ key: String) -> ImportField {
    ImportField("term.\(key)", .oneOf(TermStatus.allCases.map(\.rawValue)))
  }

  /// The term that the column speaks of.
  var termKey: String? { name.hasPrefix("term.") ? String(name.dropFirst(5)) : nil }

  /// What its cells are read as.
  enum Kind: Sendable, Equatable {
    case text, day, flag, amount, currency, list
    case number(CountedUnit)
    case oneOf([String])
  }
}
