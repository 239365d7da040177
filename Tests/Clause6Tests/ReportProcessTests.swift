import Clause6
import Postgres
import TestSupport
import Testing

/// Reports that have their facts worked out by several processes, `facts/95_apart.sql`.
struct ReportProcessTests {
  /// Where the server has no process to spare, its own one does it all.
  @Test(.database(.demo), arguments: ["coverage", "decisions", "kpis", "overview", "register"])
  func oneProcessAnswersAsSeveral(name: String) throws {
    let connection = try TestDatabase.connect()
    let report = try connection.reports().named(name)
    let question = ReportQuestion(asOf: .iso("2026-11-22"))
    let several = try connection.answer(report, question)
    try connection.execute("SET max_parallel_workers = 0")
    let one = try connection.answer(report, question)
    #expect(several.table.rows == one.table.rows && several.stamp == one.stamp)
    #expect(!one.table.rows.isEmpty)
  }

  /// What is worked out apart can be by another process, which starts none itself; whoever asks for it lets the server think that processes cost
  /// nothing, and reads no table with several.
  @Test(.register) func whatIsWorkedOutApartIsDeclaredSo() throws {
    let connection = try TestDatabase.connect()
    let apart = try connection.table(
      """
      SELECT p.oid::regprocedure::text, p.proparallel = 's' AND p.proconfig @> '{max_parallel_workers_per_gather=0}'
      FROM pg_proc p WHERE p.pronamespace = 'facts'::regnamespace AND p.procost >= 1e9 ORDER BY 1
      """)
    #expect(apart.rows.count == 8 && apart.rows.allSatisfy { $0[1] == "t" }, "\(apart.rows)")
    let asking = try connection.table(
      """
      SELECT r.proname, bool_and(r.proconfig @> '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0}'
        AND r.proconfig @> '{min_parallel_table_scan_size=715827882,min_parallel_index_scan_size=715827882}')
      FROM pg_proc r
      JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass
      JOIN pg_proc f ON f.oid = d.refobjid AND f.procost >= 1e9
      WHERE r.pronamespace = 'reports'::regnamespace GROUP BY r.proname ORDER BY r.proname
      """)
    #expect(asking.rows == [["coverage", "t"], ["decisions", "t"], ["kpis", "t"], ["register", "t"]])
  }
}
