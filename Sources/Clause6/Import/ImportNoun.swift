import Postgres

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
  /// What is done with the staged rows.
  let steps: [Step]
  /// What tells an entry from others, and what it is called, in the table `merged`.
  let shown: (key: SQL, title: SQL)
  /// What ends entries that are gone; none where an import ends nothing.
  var ending: SQL?
  var isExported = true
  /// The fields that together tell rows apart, where it takes more than the key.
  var identity: [String]?
  /// Fields of people's own lists that the sheet of another noun has.
  var saidElsewhere: Set<String> = []
  /// The script that finds what is gone.
  var goneScript: String { isTakenRowByRow ? "import_sheet_gone" : "import_\(name)_gone" }
  /// Whether each row is judged and written by itself, and not all of them at once.
  var isTakenRowByRow = false

  enum Step: Sendable {
    case script(String)
    /// How the following steps ask what is exported of an entry.
    case sheet
    /// Rows and cells that a constraint of the noun's table would refuse are rejected.
    case judge
    case compare
    case write
  }

  /// The table of the register.
  var table: String { name }
  /// The view in `facts` that is exported.
  var sheet: String { "sheet_\(name)" }

  /// A list that others keep; it is not exported.
  static let reference = ImportNoun(
    name: "reference", plural: "entries",
    fields: [
      ImportField("kind", .oneOf(["payee", "application", "other"])), ImportField("name", .text),
      ImportField("code", .text), ImportField("number", .text), ImportField("company", .text),
      ImportField("unit", .text),
      ImportField("amount", .amount), ImportField("currency", .currency), ImportField("last_on", .day),
      ImportField("no_vendor_because", .text), ImportField("note", .text),
    ], key: "name", steps: [.script("import_reference_2_merge"), .judge, .compare, .write],
    shown: ("coalesce(m.code, m.name)", "m.name"),
    ending: "DELETE FROM register.reference WHERE id IN (SELECT key FROM pg_temp.gone)", isExported: false,
    identity: ["code", "name"])

  /// The fields of its sheet, in order.
  var exported: [ImportField] { fields.filter { !saidElsewhere.contains($0.name) } }

  static func named(_ name: String?) -> ImportNoun? { all.first { $0.name == name } }

  func field(_ name: String) -> ImportField? { fields.first { $0.name == name } }

  static let all = [contract, vendor] + sheets + dora + [reference]

  /// Those of which `--propose` knows how people call their columns.
  static let proposed = [contract, vendor]

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
      ImportField("delivery_days", .number(.days)), ImportField("remind_days", .numbers(.days)),
      ImportField("notice_given_on", .day), ImportField("terminated_on", .day), ImportField("work_ended_on", .day),
      ImportField("supersedes", .text), ImportField("parent", .text), ImportField("new_ends_on", .day),
      ImportField("our_party", .text), ImportField("governing_law", .text), ImportField("value_amount", .amount),
      ImportField("value_currency", .currency),
      ImportField("owner", .text), ImportField("note", .text), ImportField("vendors", .list),
      ImportField("vendor_codes", .list), ImportField("engagement", .text),
      ImportField("tier", .oneOf(["critical", "high", "medium", "low"])),
    ], key: "reference", hasTerms: true,
    steps: [
      .script("import_contract_2_settle"), .script("import_contract_3_merge"),
      .script("import_contract_4_people_and_vendors"), .script("import_contract_5_compare"),
      .script("import_contract_6_write"),
    ], shown: ("m.reference", "m.title"),
    ending: """
      UPDATE register.contract SET terminated_on = facts.as_of() WHERE id IN (SELECT key FROM pg_temp.gone WHERE binds)
      """, saidElsewhere: ["engagement", "tier"])

  static let vendor = ImportNoun(
    name: "vendor", plural: "vendors",
    fields: [
      ImportField("code", .text), ImportField("name", .text), ImportField("english_name", .text),
      ImportField("reading", .text), ImportField("country", .text), ImportField("website", .text),
      ImportField("owner", .text), ImportField("backup_owner", .text), ImportField("parent", .text),
      ImportField("unit", .text), ImportField("note", .text), ImportField("trading_names", .list),
      ImportField("lei", .text),
      ImportField("corporate_number", .text), ImportField("eu_vat", .text), ImportField("duns", .text),
      ImportField("abn", .text),
    ], key: "name",
    steps: [
      .script("import_vendor_2_merge"), .script("import_any_people"), .script("import_vendor_3_links"), .judge,
      .compare,
      .write, .script("import_vendor_4_details"),
    ], shown: ("coalesce(m.code, m.name)", "m.name"))
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
    /// Several in one cell, each of them once.
    case numbers(CountedUnit)
    case oneOf([String])
  }

  /// The type of its column in the staging table.
  var type: SQL {
    switch kind {
    case .text, .currency, .oneOf: "text"
    case .day: "date"
    case .flag: "boolean"
    case .amount: "numeric"
    case .number: "integer"
    case .numbers: "integer[]"
    case .list: "text[]"
    }
  }
}
