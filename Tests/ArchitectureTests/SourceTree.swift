import Foundation

/// A text file of the project.
struct SourceFile: Sendable {
  /// Relative to the project: `Sources/Postgres/SQL.swift`.
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// The files as they are on disk.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// All files below some folders whose names have one of some endings.
  static func files(below folders: [String], endings: [String]) -> [SourceFile] {
    folders.flatMap { folder -> [SourceFile] in
      let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      return (found?.allObjects as? [String] ?? []).sorted().compactMap { name in
        guard endings.contains(where: name.hasSuffix) else { return nil }
        return file("\(folder)/\(name)")
      }
    }
  }

  static func file(_ path: String) -> SourceFile? {
    let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    return text.map { SourceFile(path: path, text: $0) }
  }

  static let swift = files(below: ["Sources", "SQL", "Tests"], endings: [".swift"])
  static let program = files(below: ["Sources", "SQL"], endings: [".swift"])
  static let sql = files(below: ["SQL"], endings: [".sql"])

  /// Everything that is published as text.
  static let published =
    swift + sql + files(below: ["docs", "scripts", "Fixtures", ".github"], endings: [""]).filter { !$0.text.isEmpty }
    + ["Package.swift", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "docker-compose.yml"].compactMap(
      file)
}
