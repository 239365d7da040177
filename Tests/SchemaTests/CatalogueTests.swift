import Clause6
import Postgres
import TestSupport
import Testing

/// The catalogue of a migrated register, asked in SQL.
@Suite(.register) struct CatalogueTests {
  @Test(arguments: CatalogueRule.all)
  func theRegisterKeeps(rule: CatalogueRule) throws {
    #expect(try rule.found(TestDatabase.connect()) == [], "\(rule.sentence)")
  }

  /// A query that finds nothing whatever happens would keep every rule.
  @Test(.register, arguments: CatalogueRule.all)
  func aBreachIsFound(rule: CatalogueRule) throws {
    let connection = try TestDatabase.connect()
    for violation in rule.violations {
      let found = try connection.rehearseRegister { connection in
        try connection.execute(script: violation)
        return try rule.found(connection)
      }
      #expect(!found.isEmpty, "\(rule.sentence): \(violation)")
    }
  }

  @Test func everyReportRunsOnAnEmptyRegister() throws {
    let connection = try TestDatabase.connect()
    let reports = try connection.reports().reports
    #expect(reports.map(\.name) == ReportNames.all)
    for report in reports where !ReportNames.neverEmpty.contains(report.name) {
      #expect(
        try connection.answer(report, ReportQuestion(asOf: .iso("2026-03-31"))).table.rows.isEmpty, "\(report.name)")
    }
  }

  @Test func everyViewRunsOnAnEmptyRegister() throws {
    struct View: Decodable {
      let schema: String
      let name: String
    }
    let connection = try TestDatabase.connect()
    let views = try connection.rows(
      """
      SELECT schemaname AS schema, viewname AS name FROM pg_views
      WHERE schemaname IN ('audit', 'register', 'facts', 'reports')
        -- What comes with the program.
        AND viewname NOT IN ('dora_field', 'dora_word', 'entry', 'guard_function', 'history_body', 'history_entry', 'history_guard', 'reminder_ladder', 'role_right',
          'unit_fence', 'unit_policy')
      ORDER BY viewname
      """, as: View.self)
    #expect(views.count >= 3)
    for view in views {
      #expect(try connection.execute("SELECT * FROM \(identifier: view.schema).\(identifier: view.name)") == 0)
    }
  }

  @Test func everySetOfFactsIsEmptyOnAnEmptyRegister() throws {
    struct Function: Decodable { let name: String }
    let connection = try TestDatabase.connect()
    let functions = try connection.rows(
      """
      SELECT proname AS name FROM pg_proc
      WHERE pronamespace = 'facts'::regnamespace AND proretset AND pg_get_function_identity_arguments(oid) = 'day date'
        -- The regimes and calendars come with the program.
        AND proname NOT IN ('regime', 'calendar')
      """, as: Function.self)
    #expect(functions.count >= 5)
    for function in functions {
      #expect(try connection.execute("SELECT * FROM facts.\(identifier: function.name)('2026-03-31')") == 0)
    }
  }
}
