import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.vendor_in_period`: of whom an auditor draws a sample.
@Suite(.register, .serialized) struct VendorInPeriodTests {
  /// Each vendor's code says whether it was used from 1 April to 30 September 2026.
  private static let register = """
    INSERT INTO register.vendor (id, name, code) VALUES
      (1, 'ended the day before', 'no-1'), (2, 'ended on its first day', 'yes-2'), (3, 'began on its last day', 'yes-3'),
      (4, 'began the day after', 'no-4'), (5, 'nothing is known of its days', 'yes-5'), (6, 'left before', 'no-6'),
      (7, 'left in it', 'yes-7'), (8, 'a contract alone that ended in it', 'yes-8'), (9, 'a contract that ended before', 'no-9'),
      (10, 'a contract that began after', 'no-10'), (11, 'never used', 'no-11'), (12, 'a contract that goes on', 'yes-12'),
      (13, 'terminated in it', 'yes-13');
    INSERT INTO register.engagement (vendor_id, title, starts_on, ends_on) VALUES
      (1, 'w', '2025-01-01', '2026-03-31'), (2, 'w', '2025-01-01', '2026-04-01'), (3, 'w', '2026-09-30', NULL),
      (4, 'w', '2026-10-01', NULL), (5, 'w', NULL, NULL), (6, 'w', '2025-01-01', NULL), (7, 'w', '2025-01-01', NULL);
    INSERT INTO register.offboarding (vendor_id, ended_on) VALUES (6, '2026-03-31'), (7, '2026-04-01');
    INSERT INTO register.contract (id, reference, starts_on, ends_on, terminated_on) VALUES
      (8, 'C-8', '2025-04-01', '2026-04-01', NULL), (9, 'C-9', '2025-04-01', '2026-03-31', NULL),
      (10, 'C-10', '2026-10-01', '2027-09-30', NULL), (12, 'C-12', '2026-01-01', '2027-12-31', NULL),
      (13, 'C-13', '2025-01-01', '2027-12-31', '2026-04-30');
    INSERT INTO register.contract_vendor (contract_id, vendor_id, position) SELECT id, id, 1 FROM register.contract;
    """

  @Test func hasWhoeverWasUsedOnSomeDay() throws {
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: VendorInPeriodTests.register)
      return try connection.table(
        """
        SELECT v.code, v.name FROM register.vendor v LEFT JOIN facts.vendor_in_period('2026-04-01', '2026-09-30') p ON p.vendor_id = v.id
        WHERE (p.vendor_id IS NOT NULL) <> (v.code LIKE 'yes%') OR p.called <> v.code
        """
      ).rows
    }
    #expect(wrong == [])
  }
}
