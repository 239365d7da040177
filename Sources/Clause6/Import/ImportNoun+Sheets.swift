import Postgres

/// Nouns whose rows are taken one by one, by scripts that know how to find an entry and what a row says of it.
extension ImportNoun {
  static let sheets = [
    person, alias, contact, engagement, term, assessment, evidence, review, subcontractor, responsibility,
  ]

  static let person = ImportNoun(
    sheet: "person", plural: "people", key: "name", identity: ["name", "email", "login"],
    fields: [
      ImportField("name", .text), ImportField("email", .text), ImportField("login", .text), ImportField("zone", .text),
      ImportField("calendar", .text), ImportField("language", .oneOf(["en", "ja"])), ImportField("manager", .text),
      ImportField("backup", .text), ImportField("away_from_on", .day), ImportField("away_until_on", .day),
      ImportField("left_on", .day),
    ], last: "import_person_links")

  static let alias = ImportNoun(
    sheet: "alias", plural: "names", key: "name", identity: ["vendor", "kind", "name", "from_on"],
    fields: [
      ImportField("vendor", .text), ImportField("kind", .oneOf(["trading", "former", "abbreviation"])),
      ImportField("name", .text), ImportField("language", .oneOf(["en", "ja", "other"])), ImportField("from_on", .day),
      ImportField("until_on", .day),
    ])

  static let contact = ImportNoun(
    sheet: "contact", plural: "contacts", key: "name", identity: ["vendor", "role", "name", "until_on"],
    fields: [
      ImportField("vendor", .text), ImportField("role", .oneOf(ContactRole.allCases.map(\.rawValue))),
      ImportField("name", .text), ImportField("email", .text), ImportField("phone", .text),
      ImportField("language", .oneOf(["en", "ja"])), ImportField("until_on", .day),
    ])

  static let engagement = ImportNoun(
    sheet: "engagement", plural: "engagements", key: "title", identity: ["vendor", "title"],
    fields: [
      ImportField("vendor", .text), ImportField("title", .text), ImportField("purpose", .text),
      ImportField("description", .text), ImportField("tier", .oneOf(tiers)), ImportField("critical", .flag),
      ImportField("critical_why", .text), ImportField("data", .list), ImportField("data_subjects", .amount),
      ImportField("access", .oneOf(["none", "on_site", "network", "hosting", "privileged"])),
      ImportField("processing", .list), ImportField("storage", .list), ImportField("access_from", .list),
      ImportField("conditions", .list), ImportField("contracts", .list), ImportField("starts_on", .day),
      ImportField("ends_on", .day), ImportField("owner", .text), ImportField("public_purpose", .text),
      ImportField("public_purpose_ja", .text), ImportField("public_fields", .list),
    ])

  static let term = ImportNoun(
    sheet: "term", plural: "terms", key: "contract", identity: ["contract", "term", "from_on"],
    fields: [
      ImportField("contract", .text), ImportField("term", .text), ImportField("from_on", .day),
      ImportField("status", .oneOf(TermStatus.allCases.map(\.rawValue))), ImportField("figure", .text),
      ImportField("article", .text), ImportField("page", .text), ImportField("checked_on", .day),
      ImportField("checked_by", .text), ImportField("note", .text),
    ])

  static let assessment = ImportNoun(
    sheet: "assessment", plural: "assessments", key: "vendor",
    identity: ["vendor", "engagement", "questionnaire", "version", "started_on", "number", "criterion"],
    fields: [
      ImportField("vendor", .text), ImportField("engagement", .text), ImportField("questionnaire", .text),
      ImportField("version", .text), ImportField("started_on", .day), ImportField("number", .amount),
      ImportField("started_by", .text), ImportField("assessor", .text), ImportField("concluded_on", .day),
      ImportField("concluded_by", .text),
      ImportField("outcome", .oneOf(["approve", "approve_with_conditions", "reject"])),
      ImportField("tier", .oneOf(tiers)), ImportField("valid_until_on", .day), ImportField("note", .text),
      ImportField("conditions", .list), ImportField("criterion", .text), ImportField("value", .text),
      ImportField("score", .amount), ImportField("not_applicable_because", .text), ImportField("comment", .text),
      ImportField("evidence", .text), ImportField("evidence_valid_until_on", .day), ImportField("answered_on", .day),
      ImportField("answered_by", .text), ImportField("waivers", .list),
    ])

  static let evidence = ImportNoun(
    sheet: "evidence", plural: "pieces of evidence", key: "vendor",
    identity: ["vendor", "kind", "issuer", "number", "valid_from_on", "issued_on"],
    fields: [
      ImportField("vendor", .text), ImportField("kind", .text), ImportField("issuer", .text),
      ImportField("number", .text), ImportField("scope", .text), ImportField("issued_on", .day),
      ImportField("valid_from_on", .day), ImportField("valid_until_on", .day), ImportField("amount", .amount),
      ImportField("currency", .currency), ImportField("replaces", .text), ImportField("engagements", .list),
      ImportField("note", .text),
    ])

  static let review = ImportNoun(
    sheet: "review", plural: "reviews", key: "vendor", identity: ["vendor", "cause", "due_on", "started_on"],
    fields: [
      ImportField("vendor", .text), ImportField("cause", .oneOf(ReviewCause.allCases.map(\.rawValue))),
      ImportField("due_on", .day), ImportField("started_on", .day), ImportField("completed_on", .day),
      ImportField("reviewer", .text), ImportField("outcome", .oneOf(ReviewOutcome.allCases.map(\.rawValue))),
      ImportField("note", .text),
    ])

  static let subcontractor = ImportNoun(
    sheet: "subcontractor", plural: "subcontractors", key: "name",
    identity: ["vendor", "engagement", "under", "name", "from_on"],
    fields: [
      ImportField("vendor", .text), ImportField("engagement", .text), ImportField("under", .list),
      ImportField("name", .text), ImportField("same_as", .text), ImportField("country", .text),
      ImportField("service", .text), ImportField("data", .list), ImportField("receives_personal_data", .flag),
      ImportField("is_published", .flag), ImportField("consent_given_on", .day), ImportField("consent_by", .text),
      ImportField("consent_article", .text), ImportField("flow_down", .oneOf(["yes", "partly", "no", "unknown"])),
      ImportField("flow_down_checked_on", .day), ImportField("from_on", .day), ImportField("until_on", .day),
      ImportField("note", .text),
    ])

  static let responsibility = ImportNoun(
    sheet: "responsibility", plural: "agreements on requirements", key: "requirement",
    identity: ["vendor", "standard", "requirement", "agreed_on"],
    fields: [
      ImportField("vendor", .text), ImportField("standard", .text), ImportField("requirement", .text),
      ImportField("held_by", .oneOf(ResponsibilityHolder.allCases.map(\.rawValue))), ImportField("how", .text),
      ImportField("source", .text), ImportField("agreed_on", .day), ImportField("note", .text),
    ])

  private static let tiers = ["critical", "high", "medium", "low"]

  init(
    sheet name: String, plural: String, key: String, identity: [String], fields: [ImportField], last: String? = nil
  ) {
    self.init(
      name: name, plural: plural, fields: fields, key: key,
      steps: [.script("import_sheet_1_tools"), .sheet, .script("import_\(name)"), .script("import_sheet_2_take")]
        + (last.map { [.script($0)] } ?? []) + [.script("import_sheet_3_compare")], shown: ("m.key", "m.title"),
      identity: identity, isTakenRowByRow: true)
  }
}
