import Testing

/// Imports go downward only.
@Suite struct LayerTests {
  /// What each target may import, system modules aside.
  static let layers: [String: Set<String>] = [
    "Postgres": ["CLibpq", "Logging"],
    "SQL": [],
    "LocalPostgres": ["Postgres"],
    "Bytes": ["CLibcrypto"],
    "Proof": ["Bytes", "CLibcrypto"],
    "Transport": ["Bytes", "CLibcrypto", "CLibcurl"],
    "Clause6": [
      "Bytes", "Postgres", "Proof", "Schema", "Transport", "CExpat", "CLibcrypto", "CLibpcre2", "CLibuchardet",
      "CLibyaml", "CLibyajl", "CLibzip",
      "Logging",
    ],
    "Documents": ["Bytes", "Clause6", "Postgres", "CLibxlsxwriter"],
    "Commands": [
      "Clause6", "Documents", "LocalPostgres", "Postgres", "Proof", "Schema", "Transport", "ArgumentParser", "Logging",
    ],
    "Main": ["Commands"],
    "Benchmark": ["Clause6", "Postgres"],
    "Fuzz": ["Bytes", "Clause6", "CLibzip", "Postgres", "Proof", "Transport"],
    // They run when the program is built and are no part of it.
    "EmbedSQL": ["PackagePlugin"],
    "EmbedSQLTool": ["Foundation"],
  ]

  /// What comes with the language and the system. Foundation is not here: it costs every start some 20 ms.
  private static let system: Set<String> = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]

  /// The modules that a file imports, in whatever way.
  static func imports(of file: SourceFile) -> [String] {
    file.lines.compactMap { line in
      let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard let place = words.firstIndex(of: "import"),
        words[..<place].allSatisfy({
          $0.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains($0)
        })
      else { return nil }
      let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      let module = words[(place + 1)...].first { !kinds.contains($0) } ?? ""
      return String(module.prefix { $0 != "." && $0 != ";" })
    }
  }

  /// The imports of a file that its layer may not have.
  static func violations(_ file: SourceFile) -> [String] {
    let folders = file.path.split(separator: "/")
    let target = folders[0] == "Sources" ? String(folders[1]) : String(folders[0])
    guard let allowed = layers[target] else { return ["\(file.path): \(target) has no place in the layers"] }
    return imports(of: file).filter { !allowed.union(system).contains($0) }.map { "\(file.path) imports \($0)" }
  }

  @Test func everyFileImportsOnlyWhatItsLayerMay() {
    #expect(SourceTree.program.count > 50)
    #expect(SourceTree.program.flatMap(LayerTests.violations) == [])
  }

  @Test func everyLayerHasFiles() {
    let folders = Set(
      SourceTree.program.map { $0.path.split(separator: "/") }.map { $0[0] == "SQL" ? "SQL" : String($0[1]) })
    #expect(folders == Set(LayerTests.layers.keys))
  }

  @Test(arguments: [
    ("Sources/Postgres/A.swift", "import Clause6"), ("Sources/Clause6/A.swift", "  public import Commands"),
    ("Sources/Clause6/A.swift", "@testable import LocalPostgres"), ("Sources/Commands/B/A.swift", "import Foundation"),
    ("Sources/Commands/A.swift", "import struct Foundation.Date"), ("Sources/LocalPostgres/A.swift", "import Logging"),
    ("SQL/A.swift", "private import Postgres"), ("Sources/Extra/A.swift", "import Postgres"),
  ])
  func anImportUpwardIsSeen(path: String, line: String) {
    #expect(LayerTests.violations(SourceFile(path: path, text: "// A file\n\(line)\n\nenum A {}")).count == 1)
  }

  @Test func whatOnlyLooksLikeAnImportIsNone() {
    let text = "/// import Commands\nlet import = 1\nfunc importing() {}\n  import Dispatch"
    #expect(LayerTests.imports(of: SourceFile(path: "Sources/Postgres/A.swift", text: text)) == ["Dispatch"])
  }

  /// In the database the same: rules ask facts and the register, and neither reports nor the log.
  @Test func rulesAskFactsAndTheRegisterOnly() {
    let rules = SourceTree.sql.filter { $0.path.hasPrefix("SQL/rules/") }
    #expect(rules.count >= 8)
    #expect(rules.filter { $0.text.contains("reports.") || $0.text.contains("audit.") }.map(\.path) == [])
  }
}
