import Foundation
import Schema
import Testing

/// The files of the SQL folder, as they are in the binary.
@Suite struct EmbeddedSQLTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "SQL")

  /// Paths relative to the folder.
  private static let paths: [String] = {
    let found = FileManager.default.enumerator(atPath: folder.path)
    return (found?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".sql") }.sorted()
  }()

  @Test func everyFileIsEmbeddedAndNoOther() {
    #expect(EmbeddedSQLTests.paths.count > 20)
    #expect(SQLFile.all.map(\.path) == EmbeddedSQLTests.paths)
  }

  @Test(arguments: SQLFile.all.map(\.path))
  func aFileIsEmbeddedByteForByte(path: String) throws {
    let onDisk = try String(contentsOf: EmbeddedSQLTests.folder.appending(path: path), encoding: .utf8)
    #expect(SQLFile.at(path).text.utf8.elementsEqual(onDisk.utf8))
  }

  @Test func migrationsAreNumberedWithoutGaps() {
    let numbers = SQLFile.inFolder("migrations").map { Int($0.name.prefix(4)) }
    #expect(numbers == Array(1...numbers.count).map { $0 })
  }

  @Test func everyFolderIsOneThatTheProgramReads() {
    #expect(Set(SQLFile.all.map(\.folder)) == ["migrations", "facts", "rules", "reports", "acts"])
  }
}
