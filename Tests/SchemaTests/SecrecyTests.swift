import Clause6
import Postgres
import TestSupport
import Testing

/// How long the duty of secrecy outlives the contract.
@Suite(.register) struct SecrecyTests {
  /// A contract over the two years to 31 March 2026 that survives its end by three months.
  private static let contract = """
    INSERT INTO register.contract (id, reference, starts_on, ends_on) VALUES (1, 'C-1', '2024-04-01', '2026-03-31');
    INSERT INTO register.term (contract_id, term_key, status, figure, figure_unit)
    VALUES (1, 'confidentiality', 'present', 3, 'months');
    """

  private func secrecy(_ changes: String, on day: String) throws -> [String?]? {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: SecrecyTests.contract + changes)
      return try connection.table(
        "SELECT secrecy_state, secrecy_until, why FROM facts.secrecy(\(day)::date) WHERE contract_id = 1"
      ).rows.first
    }
  }

  @Test(
    arguments: [
      ("2024-03-31", "not_started", "2026-06-30"), ("2024-04-01", "runs", "2026-06-30"),
      ("2026-03-31", "runs", "2026-06-30"), ("2026-04-01", "survives", "2026-06-30"),
      ("2026-06-30", "survives", "2026-06-30"), ("2026-07-01", "over", "2026-06-30"),
    ] as [(String, String, String)])
  func itSurvivesByItsMonths(day: String, state: String, until: String) throws {
    #expect(try secrecy("", on: day)?.prefix(2) == [state, until])
  }

  @Test(
    arguments: [
      // From a month's last day to a month's last day.
      (
        "UPDATE register.contract SET ends_on = '2026-02-28'; UPDATE register.term SET figure = 1", "2026-03-01",
        "survives",
        "2026-03-31"
      ),
      ("UPDATE register.term SET figure = 0", "2026-04-01", "over", "2026-03-31"),
      ("UPDATE register.term SET figure = 'infinity'", "2199-12-31", "survives", "infinity"),
      ("UPDATE register.term SET figure = 'infinity'", "2026-03-31", "runs", "infinity"),
      ("UPDATE register.term SET figure = NULL, figure_unit = NULL", "2026-03-31", "runs", nil),
      ("UPDATE register.term SET figure = NULL, figure_unit = NULL", "2026-04-01", "unknown", nil),
      ("DELETE FROM register.term", "2026-03-31", "unknown", nil),
      (
        "UPDATE register.term SET status = 'missing', figure = NULL, figure_unit = NULL", "2026-03-31", "none", nil
      ),
      // Whatever ended it, it counts from the last day on which the contract bound.
      ("UPDATE register.contract SET terminated_on = '2025-12-31'", "2026-03-31", "survives", "2026-03-31"),
      ("UPDATE register.contract SET terminated_on = '2025-12-31'", "2026-04-01", "over", "2026-03-31"),
      (
        "INSERT INTO register.contract (id, reference, starts_on, supersedes_id) VALUES (9, 'C-2', '2025-07-01', 1)",
        "2025-07-01", "survives", "2025-09-30"
      ),
      // Replaced after it was over: the days in between bound nobody.
      (
        "INSERT INTO register.contract (id, reference, starts_on, supersedes_id) VALUES (9, 'C-2', '2026-05-01', 1)",
        "2026-04-30", "survives", "2026-06-30"
      ),
      (
        "INSERT INTO register.contract (id, reference, starts_on, supersedes_id) VALUES (9, 'C-2', '2026-05-01', 1)",
        "2026-05-01", "survives", "2026-06-30"
      ),
      (
        "INSERT INTO register.contract (id, reference, starts_on, supersedes_id) VALUES (9, 'C-2', '2026-05-01', 1)",
        "2026-07-01", "over", "2026-06-30"
      ),
      ("UPDATE register.contract SET ends_on = NULL, open_ended = true", "2030-01-01", "runs", nil),
    ] as [(String, String, String, String?)])
  func itCountsFromTheLastDay(changes: String, day: String, state: String, until: String?) throws {
    #expect(try secrecy(changes + ";", on: day)?.prefix(2) == [state, until])
  }

  private static let amended = """
    INSERT INTO register.contract (id, reference, kind, parent_id, starts_on) VALUES (2, 'C-1-A', 'amendment', 1, '2026-01-01');
    INSERT INTO register.term (contract_id, term_key, status, figure, figure_unit)
    VALUES (2, 'confidentiality', 'present', 12, 'months');
    """

  /// What the last version said stays although nothing binds any more.
  @Test(
    arguments: [
      (amended, "2025-12-31", "runs", "2026-06-30"), (amended, "2026-01-01", "runs", "2027-03-31"),
      (amended, "2027-03-31", "survives", "2027-03-31"), (amended, "2027-04-01", "over", "2027-03-31"),
      (
        amended + "UPDATE register.contract SET terminated_on = '2025-12-31' WHERE id = 1;", "2026-03-31", "survives",
        "2026-03-31"
      ),
    ] as [(String, String, String, String)])
  func anAmendmentChangesIt(changes: String, day: String, state: String, until: String) throws {
    #expect(try secrecy(changes, on: day)?.prefix(2) == [state, until])
  }

  @Test func theArithmeticIsShownAndAmendmentsHaveNone() throws {
    #expect(try secrecy("", on: "2026-04-01")?.last == "2026-03-31 plus 3 months is 2026-06-30")
    #expect(try secrecy("", on: "2026-03-31")?.last == "runs with the contract; goes on for 3 months after the end")
    let rows = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: SecrecyTests.contract + SecrecyTests.amended)
      return try connection.table("SELECT contract_id FROM facts.secrecy('2026-03-31')").rows
    }
    #expect(rows == [["1"]])
  }
}
