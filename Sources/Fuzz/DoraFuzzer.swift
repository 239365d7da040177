import Clause6
import Postgres

/// Packages of the register of information: archives whose files are changed.
struct DoraFuzzer: ArchiveFuzzer {
  static let name = "dora"
  static let ending = "zip"
  private static let today = CalendarDate("2026-11-22")!
  let archives: ArchiveMutator
  private static let dictionary = [
    ",", "\"", "\n", "\r\n", "\"\"", "eba_CT:x1", "eba_BT:x29", "eba_GA:IE", "eba_CO:x3", "eba_CU:EUR",
    "TSUBAMEDEMO000900338",
    "2025-12-31", "9999-12-31", "2025-02-30", "0.00", "-1", "1e9", "99999999999999999999", "c0010", "c0020",
    "name,value\n",
    "templateId,reported\n", "B_01.01,true\n", "true", "false", "entityID,", "refPeriod,", "{\"documentInfo\":",
    "\u{FEFF}",
    "\0", "契約", "Not applicable",
  ]

  init(corpus: [[UInt8]]) { archives = ArchiveMutator(corpus, dictionary: DoraFuzzer.dictionary) }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let package = try read(path), let again = try read(path) else { return }
    guard package.faults == again.faults, package.rows == again.rows else {
      throw Failure("What is found wrong is not the same when the package is read again.")
    }
    guard package.faults.allSatisfy({ !$0.text.isEmpty && !$0.rule.isEmpty }) else {
      throw Failure("A fault says nothing.")
    }
    guard package.table.rows.count == package.faults.count else { throw Failure("A fault is not listed.") }
  }

  private func read(_ path: String) throws(Failure) -> DoraPackage? {
    try taken { try DoraPackage(path, today: DoraFuzzer.today) }
  }
}
