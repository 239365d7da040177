import ArgumentParser
import Clause6
import Postgres

struct EngagementShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one engagement: its risk as a sum, its conditions, its overrides.",
    discussion: """
      EXAMPLE:
        clause6 engagement show T0901/"membership cards"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.engagement(called: engagement)
      let title: SQL = language.language == .ja ? "k.title_ja" : "k.title_en"
      let (sheet, gate) = try connection.looking(at: .engagement(id), on: asOf) {
        (try $0.record(engagement: id, on: asOf), try $0.gate(engagement: id, on: asOf))
      }
      format.print(
        sheet,
        sections: [
          ("Gate", Table(gate: gate)),
          (
            "Inherent risk",
            try connection.table(
              """
              SELECT component, fact, points, most FROM facts.engagement_risk(\(asOf)::date)
              WHERE engagement_id = \(id) ORDER BY place
              """)
          ),
          (
            "Conditions",
            try connection.table(
              """
              SELECT c.condition_key AS condition, c.source,
                (SELECT \(title) FROM register.condition k WHERE k.key = c.condition_key) AS title
              FROM facts.engagement_condition(\(asOf)::date) c WHERE c.engagement_id = \(id) ORDER BY c.source, c.condition_key
              """)
          ),
          (
            "Contracts",
            try connection.table(
              """
              SELECT (SELECT reference FROM register.contract c WHERE c.id = l.contract_id) AS reference, from_on, until_on
              FROM register.engagement_contract l WHERE engagement_id = \(id) ORDER BY from_on NULLS FIRST, reference
              """)
          ),
          (
            "Conditions to come",
            try connection.table(
              """
              SELECT condition_key AS condition, from_on, until_on FROM register.engagement_condition
              WHERE engagement_id = \(id) AND from_on > \(asOf)::date ORDER BY from_on, condition_key
              """)
          ),
          (
            "On the public list",
            try connection.table(
              """
              SELECT public_purpose AS purpose, public_purpose_ja AS purpose_ja, public_fields AS fields FROM register.engagement
              WHERE id = \(id) AND public_purpose IS NOT NULL
              """)
          ),
          (
            "Overrides of the tier",
            try connection.table(
              "SELECT \(Connection.overrideColumns) FROM facts.tier_override(\(asOf)::date) WHERE engagement_id = \(id) ORDER BY override_id"
            )
          ),
        ])
    }
  }
}

extension Connection {
  func record(engagement id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT engagement_id, vendor, title, state, state_since, state_why, purpose, description, tier, source, score, why, missing, stated_tier,
        data, data_subjects, access, critical, critical_why, places, conditions, starts_on, ends_on, contracts,
        owner, owner_email
      FROM facts.engagement_sheet(\(day)::date) WHERE engagement_id = \(id)
      """)
  }
}
