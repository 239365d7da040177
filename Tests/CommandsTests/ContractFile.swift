import Foundation

/// A list of contracts of any length, as `Fixtures/import/mapping.yaml` reads it.
struct ContractFile {
  let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).csv"

  init(rows: Int) throws {
    let heading = "Number,Subject,Supplier,Start,End,Renews,Value,Replaces,NDA"
    let rows = (1...rows).map { "K-\($0),Title,Vendor \($0 % 900),1.4.2026,31.3.2027,no,1,,yes" }
    try ([heading] + rows).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
