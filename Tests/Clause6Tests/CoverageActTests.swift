import Clause6
import Postgres
import TestSupport
import Testing

/// Asking a contract what it covers, through the library.
@Suite(.register) struct CoverageActTests {
  @Test func aContractsCoverageIsAskedByItsNumber() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      var edit = ContractEdit()
      edit.reference = .set("C-1")
      edit.terms = [("confidentiality", "present"), ("audit_right", "weak")]
      let id = try connection.addContract(edit)
      let covered = try connection.coverage(ofContract: id, on: .iso("2026-11-22"))
      #expect(covered.map(\.ref) == ["6-c1", "6-c2"])
      #expect(covered.map(\.state) == [.met, .unrecorded])
      #expect(covered.map(\.gap) == [false, true])
      #expect(covered.last?.terms == ["purpose_limitation", "security_measures", "audit_right"])
      #expect(covered.last?.papers == ["C-1"])
    }
  }
}
