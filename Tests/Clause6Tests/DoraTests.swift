import Foundation
import Postgres
import Testing

@testable import Clause6

/// Packages of the register of information: a good one, and each fault in it alone.
struct DoraTests {
  private static let lei = "TSUBAMEDEMO000900338"
  private static let stem = "\(lei).CON_IE_DORA010100_DORA_2025-03-31_20250401120000000"

  /// A package with a row or two in every template, by file.
  private static let good: [String: String] = {
    let folder = "Fixtures/dora/\(stem)"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.reduce(into: [:]) { good, file in
      good[file] = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    }
  }()

  private func faults(of files: [String: String], named name: String? = nil, zipped root: String? = nil) throws
    -> [DoraFault]
  {
    let stem = name ?? DoraTests.stem
    let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      let path = "\(folder)/\(root ?? stem)/\(name)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    var package = "\(folder)/\(stem)"
    if let root {
      package += ".zip"
      try PackArchive.write(files.keys.sorted(), from: "\(folder)/\(root)", root: root, to: package)
    }
    return try DoraPackage(package, today: CalendarDate("2025-04-30")!).faults
  }

  @Test func aGoodPackageHasNoFault() throws {
    #expect(DoraTests.good.count == 19)
    #expect(try faults(of: DoraTests.good) == [])
    #expect(try faults(of: DoraTests.good, zipped: DoraTests.stem) == [])
    // Without rows, but for the entity itself.
    var bare = DoraTests.good
    for template in DoraLayout.templates where !template.code.hasPrefix("B_01.0") {
      bare[template.file] = template.columns.map(\.code).joined(separator: ",") + "\n"
    }
    #expect(try faults(of: bare) == [])
  }

  /// The file, what in it becomes what, and the rule that says so.
  private static let alterations: [(file: String, from: String, to: String, rule: String)] = [
    ("reports/b_02.01.csv", "c0010,c0020", "c0010,c0099", "801"),
    ("reports/b_02.01.csv", "c0020,c0030", "c0020,", "801"),
    ("reports/b_02.01.csv", "c0020,c0030", "c0020,c0020", "802"), ("reports/b_02.01.csv", ",", ";", "809"),
    ("reports/b_02.01.csv", "C-1,eba_CO:x2,,", "C-1,eba_CO:x2,", "809"),
    ("reports/b_02.01.csv", "C-1,eba_CO:x2", ",eba_CO:x2", "805"),
    ("reports/b_02.01.csv", "C-2,eba_CO:x3", "C-1,eba_CO:x3", "806"), ("reports/b_02.01.csv", ",C-1,", ",C-9,", "807"),
    ("reports/b_02.01.csv", "eba_CO:x2", "eba_CO:x9999", "503"), ("reports/b_02.01.csv", "eba_CU:EUR", "EUR", "503"),
    ("reports/b_02.01.csv", "eba_CU:EUR", "eba_CU:EUX", "503"),
    ("reports/b_01.03.csv", "eba_GA:FR", "eba_GA:XX", "503"),
    ("reports/b_02.01.csv", "80000.50", "80.000,5", "809"), ("reports/b_02.01.csv", "80000.50", "much", "305"),
    ("reports/b_02.02.csv", "2025-01-17", "17/01/2025", "330"),
    ("reports/b_02.02.csv", "2025-01-17", "2025-02-30", "330"),
    ("reports/b_02.02.csv", "90,90", "90,ninety", "331"), ("reports/b_02.03.csv", "true", "1", "333"),
    ("reports/b_02.02.csv", "F1", "F2", "807"), ("reports/b_03.02.csv", "IE1234567T", "XX1", "807"),
    ("reports/b_05.01.csv", "SG9,eba_qCO:qx2003\n", "SG8,eba_qCO:qx2003\n", "807"),
    ("reports/b_02.02.csv", "eba_GA:IE,eba_GA:IE,eba_ZZ", "eba_GA:IE,#none,eba_ZZ", "own"),
    ("reports/b_01.02.csv", "eba_CU:EUR,125000000", ",125000000", "v8803_m"),
    ("reports/b_01.02.csv", "eba_CU:EUR,125000000", ",", "v8804_m"),
    ("reports/b_01.02.csv", "125000000", "-1", "v22913_s"), ("reports/b_02.01.csv", "120000", "-120000", "v23716_s"),
    ("reports/b_02.01.csv", "eba_CO:x3,C-1", "eba_CO:x3,", "v8805_m"),
    ("reports/b_07.01.csv", "eba_ZZ:x964", "", "v8825_m"), ("reports/b_06.01.csv", "Payments", "", "row completeness"),
    ("reports/b_01.01.csv", "TSUBAMEDEMO000900338", "TSUBAMEDEMO000900383", "v8890_m"),
    ("reports/b_01.01.csv", "TSUBAMEDEMO000900338", "tsubamedemo000900338", "v8890_m"),
    ("reports/b_05.02.csv", "2,IE1234567T", "3,IE1234567T", "own"),
    ("reports/b_05.02.csv", "1,IE1234567T", "1,SG9", "own"),
    ("reports/b_05.02.csv", "2,IE1234567T", "0,IE1234567T", "own"),
    ("reports/b_05.01.csv", "eba_CU:EUR,80000", ",80000", "own"),
    ("reports/b_02.02.csv", "eba_ZZ:x793", "", "own"),
    ("reports/parameters.csv", "name,value", "name;value", "723"), ("reports/parameters.csv", ".CON", ".ALL", "514"),
    ("reports/parameters.csv", ".CON", ".IND", "714"), ("reports/parameters.csv", "2025-03-31", "2024-12-31", "320"),
    ("reports/parameters.csv", "iso4217:EUR", "EUR", "503"),
    ("reports/parameters.csv", "decimalsInteger,0\n", "", "701"),
    ("reports/parameters.csv", "decimalsInteger,0\n", "decimalsInteger,0\nlanguage,en\n", "own"),
    ("reports/FilingIndicators.csv", "templateID", "template", "702"),
    ("reports/FilingIndicators.csv", "B_99.01", "B_98.01", "510"),
    ("reports/FilingIndicators.csv", "B_99.01", "B_07.01", "703"),
    ("reports/FilingIndicators.csv", "B_99.01,true", "B_99.01,yes", "704"),
    ("reports/FilingIndicators.csv", "B_99.01,true\n", "", "705"),
    ("reports/FilingIndicators.csv", "B_99.01,true", "B_99.01,false", "808"),
    ("reports/report.json", "/4.0/", "/3.0/", "505"),
  ]

  @Test(arguments: alterations.indices) func eachFaultIsFound(index: Int) throws {
    let (file, from, to, rule) = DoraTests.alterations[index]
    var files = DoraTests.good
    let text = try #require(files[file])
    #expect(text.contains(from), "\(file) has no \(from)")
    files[file] = text.replacing(from, with: to)
    let found = try faults(of: files)
    #expect(found.contains { $0.rule == rule && $0.file == file }, "\(found)")
  }

  @Test(arguments: [
    ("reports/b_02.01.csv", "808"), ("reports/parameters.csv", "701"), ("reports/report.json", "701"),
    ("META-INF/reportPackage.json", "103"), ("reports/FilingIndicators.csv", "701"),
  ]) func aFileThatIsMissingIsFound(file: String, rule: String) throws {
    var files = DoraTests.good
    files[file] = nil
    #expect(try faults(of: files).contains { $0.rule == rule && $0.file == file })
  }

  @Test func filesAndNamesAreLookedAt() throws {
    var files = DoraTests.good
    files["reports/B_02.01.csv"] = files.removeValue(forKey: "reports/b_02.01.csv")
    #expect(try faults(of: files).map(\.rule).contains("720"))
    let lei = DoraTests.lei
    for (name, rule) in [
      ("\(lei).CON_IE_DORA010100_DORA_2025-03-31", "105"),
      ("\(lei).CON_IE_DORA010200_DORA_2025-03-31_20250401120000000", "106"),
      ("\(lei).CON_IE_DORA010100_DORA_2025-02-31_20250401120000000", "109"),
      ("\(lei).CON_IE_DORA010100_DORA_2025-12-31_20250401120000000", "111"), ("register (final)", "104"),
    ] {
      #expect(try faults(of: DoraTests.good, named: name).contains { $0.rule == rule }, "\(name)")
    }
    #expect(try faults(of: DoraTests.good, zipped: "other").contains { $0.rule == "103" })
    var empty = DoraTests.good
    for template in DoraLayout.templates {
      empty[template.file] = template.columns.map(\.code).joined(separator: ",") + "\n"
    }
    #expect(try Set(faults(of: empty).map(\.rule)).isSuperset(of: ["724", "own"]))
    var bytes = DoraTests.good
    bytes["reports/b_02.01.csv"] = "\u{FEFF}" + (bytes["reports/b_02.01.csv"] ?? "")
    #expect(try faults(of: bytes).contains { $0.rule == "801" })
  }

  @Test func columnsThatAreThereTwiceAreNamedInTheirOrder() throws {
    var files = DoraTests.good
    let columns = ["c0050", "c0010", "c0040", "c0020", "c0030"]
    files["reports/b_02.01.csv"] = (columns + columns).joined(separator: ",") + "\n"
    let twice = try faults(of: files).filter { $0.rule == "802" }.map(\.text)
    #expect(twice == columns.sorted().map { "has the column \($0) twice" })
  }

  /// The layout of the program is that of the facts that were collected once.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "../shared/data/dora_roi.json"), "the collected facts are not here"))
  func theLayoutIsWhatWasCollected() throws {
    struct Collected: Decodable {
      struct Template: Decodable {
        struct Column: Decodable {
          let code: String
          let label: String
          let type: String
          let domain: String?
          let need: String
          let key: Bool
        }
        struct Reference: Decodable {
          let columns: [String]
          let template: String
          let target: [String]
        }
        let code: String
        let file: String
        let title: String
        let key: [String]
        let columns: [Column]
        let foreignKeys: [Reference]?
      }
      let templates: [Template]
      let domains: [String: [String: String]]
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: "../shared/data/dora_roi.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let collected = try decoder.decode(Collected.self, from: data)
    #expect(collected.templates.map(\.code) == DoraLayout.templates.map(\.code))
    for (theirs, ours) in zip(collected.templates, DoraLayout.templates) {
      #expect(theirs.file == ours.file && theirs.title == ours.title && theirs.key == ours.key, "\(ours.code)")
      #expect(
        theirs.columns.map { [$0.code, $0.label, $0.domain ?? $0.type] }
          == ours.columns.map { [$0.code, $0.label, $0.kind] },
        "\(ours.code)")
      for (column, own) in zip(theirs.columns, ours.columns) where column.need == "always" || column.need == "optional"
      {
        #expect(column.need == own.need.rawValue, "\(ours.code) \(own.code)")
      }
      #expect(
        (theirs.foreignKeys ?? []).map { [$0.columns, [$0.template], $0.target] }
          == ours.references.map { [$0.columns, [$0.template], $0.target] })
    }
    #expect(collected.domains.filter { $0.value["pattern"] == nil } == DoraLayout.meanings)
  }
}
