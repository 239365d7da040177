import Postgres
import Schema

/// The schemas that answer for what was known at a time: `known` is the register cut after so many leaves of the log, and
/// `known_facts` and `known_reports` are the facts and reports over it, made from the same files.
///
/// So there is one definition of each fact, and what is asked about now is planned as if no past could be asked about.
enum KnownSchemas {
  /// In the order in which they lean on one another.
  static let all = ["known", "known_facts", "known_reports"]

  static let names = SchemaNames(
    ["register": "known", "facts": "known_facts", "reports": "known_reports"],
    objects: ["audit.entry": "known.entry", "audit.log": "known.log", "audit.outbox": "known.outbox"])

  /// Compares the register with its log, guards and rights with what they should be, which has no past.
  static let leftOut = [
    "12_history_body", "12_history_problem", "12_role_1_right", "12_role_2_fence", "12_role_3_breach",
  ]

  /// What would have to be built again if they were made in another way.
  static let fingerprint = SQLFile(path: "", text: "1 " + all.joined(separator: " ")).fingerprint

  /// The SQL of the schemas, made from that of `facts` and `reports`.
  static func file(from derived: [SQLFile]) -> SQLFile {
    SQLFile(path: "known/facts.sql", text: copy(of: derived, under: names))
  }

  /// The SQL of facts and reports for schemas of other names.
  static func copy(of derived: [SQLFile], under names: SchemaNames) -> String {
    let files = derived.filter { !leftOut.contains($0.name) }
    return names.apply(to: files.map(\.text).joined(separator: ";\n"))
  }
}
