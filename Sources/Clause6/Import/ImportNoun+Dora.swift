import Postgres

/// The lists of the register of information under DORA. What a later edition of a list lacks is removed, where that is asked for.
extension ImportNoun {
  static let dora = [
    doraEntity, doraBranch, doraFunction, doraProvider, doraContract, doraService, doraUse, doraDefinition,
  ]

  static let doraEntity = ImportNoun(
    dora: "entity", plural: "entities", key: "lei", identity: ["lei"],
    fields: [
      ImportField("lei", .text), ImportField("name", .text), ImportField("country", .text),
      ImportField("kind", .oneOf(DoraWords.entities)), ImportField("place_in_group", .oneOf(DoraWords.places)),
      ImportField("parent", .text), ImportField("authority", .text), ImportField("added_on", .day),
      ImportField("updated_on", .day), ImportField("removed_on", .day), ImportField("assets_amount", .amount),
      ImportField("assets_currency", .currency),
    ])

  static let doraBranch = ImportNoun(
    dora: "branch", plural: "branches", key: "code", identity: ["entity", "code"],
    fields: [
      ImportField("entity", .text), ImportField("code", .text), ImportField("name", .text),
      ImportField("country", .text),
    ])

  static let doraFunction = ImportNoun(
    dora: "function", plural: "functions", key: "code", identity: ["entity", "code"],
    fields: [
      ImportField("entity", .text), ImportField("code", .text), ImportField("name", .text),
      ImportField("activity", .text), ImportField("critical", .oneOf(DoraWords.answers)),
      ImportField("critical_why", .text), ImportField("assessed_on", .day),
      ImportField("recovery_hours", .number(.nothing)),
      ImportField("data_loss_hours", .number(.nothing)), ImportField("impact", .oneOf(DoraWords.levels)),
    ])

  static let doraProvider = ImportNoun(
    dora: "provider", plural: "providers", key: "vendor", identity: ["vendor"],
    fields: [
      ImportField("vendor", .text), ImportField("person", .oneOf(DoraWords.persons)),
      ImportField("code_kind", .oneOf(DoraWords.codes)), ImportField("code", .text),
    ])

  static let doraContract = ImportNoun(
    dora: "contract", plural: "contracts in the register of information", key: "contract", identity: ["contract"],
    fields: [
      ImportField("contract", .text), ImportField("yearly_cost", .amount), ImportField("currency", .currency),
      ImportField("ended_because", .oneOf(DoraWords.endings)), ImportField("our_notice_days", .number(.days)),
      ImportField("their_notice_days", .number(.days)), ImportField("law_country", .text),
      ImportField("signed_by", .list), ImportField("behind", .list),
    ])

  static let doraService = ImportNoun(
    dora: "service", plural: "services", key: "contract", identity: ["contract", "vendor", "engagement", "kind"],
    fields: [
      ImportField("contract", .text), ImportField("vendor", .text), ImportField("engagement", .text),
      ImportField("kind", .oneOf(DoraWords.services)), ImportField("provided_from", .text),
      ImportField("stores_data", .flag), ImportField("sensitiveness", .oneOf(DoraWords.sensitiveness)),
      ImportField("from_on", .day), ImportField("until_on", .day),
      ImportField("substitutability", .oneOf(DoraWords.substitutability)),
      ImportField("hard_because", .oneOf(DoraWords.hardness)), ImportField("audited_on", .day),
      ImportField("exit_plan", .flag), ImportField("reintegration", .oneOf(DoraWords.reintegration)),
      ImportField("impact", .oneOf(DoraWords.levels)), ImportField("alternatives", .oneOf(DoraWords.answers)),
      ImportField("alternative_names", .text),
    ])

  static let doraUse = ImportNoun(
    dora: "use", plural: "uses of services", key: "contract",
    identity: ["contract", "vendor", "engagement", "kind", "entity", "function", "branch"],
    fields: [
      ImportField("contract", .text), ImportField("vendor", .text), ImportField("engagement", .text),
      ImportField("kind", .oneOf(DoraWords.services)), ImportField("entity", .text), ImportField("function", .text),
      ImportField("branch", .text), ImportField("reliance", .oneOf(DoraWords.reliance)),
    ])

  static let doraDefinition = ImportNoun(
    dora: "definition", plural: "definitions", key: "word", identity: ["word"],
    fields: [ImportField("word", .oneOf(DoraWords.definitions)), ImportField("meaning", .text)])

  private init(dora name: String, plural: String, key: String, identity: [String], fields: [ImportField]) {
    self.init(sheet: "dora_\(name)", plural: plural, key: key, identity: identity, fields: fields)
    ending = "DELETE FROM register.\(identifier: "dora_\(name)") WHERE id IN (SELECT key FROM pg_temp.gone)"
  }
}
