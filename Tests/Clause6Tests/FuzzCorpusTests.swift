import Foundation
import Testing

@testable import Fuzz

/// The inputs in `Fixtures/fuzz`, and some that are made of them, the same in every run. `scripts/fuzz` goes on from here.
struct FuzzCorpusTests {
  private static func corpus(_ name: String) -> String { "Fixtures/fuzz/\(name)" }

  @Test(arguments: [
    ("csv", 60), ("xlsx", 80), ("json", 100), ("cell", 10), ("mapping", 150), ("sheet", 200), ("rule", 200),
    ("dora", 60),
    ("pack", 15), ("proof", 200), ("mail", 100),
  ])
  func everyInputHolds(_ name: String, _ count: Int) throws {
    let fuzzer = try #require(fuzzers.first { $0.name == name })
    let scratch = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)").path()
    defer {
      for ending in [fuzzer.ending, "\(fuzzer.ending).csv", "archive"] {
        try? FileManager.default.removeItem(atPath: "\(scratch).\(ending)")
      }
    }
    let folder = FuzzCorpusTests.corpus(name)
    let tried = try Fuzz.run(fuzzer, corpus: folder, scratch: scratch, for: .inputs(count), seed: 6)
    #expect(tried == count + (try Files.list(folder)).count)
  }

  @Test func everyFuzzerHasACorpusAndTheCorpusIsSmall() throws {
    #expect(try Files.list("Fixtures/fuzz") == fuzzers.map { FuzzCorpusTests.corpus($0.name) }.sorted())
    let files = try fuzzers.flatMap { try Files.list(FuzzCorpusTests.corpus($0.name)) }
    #expect(try files.map { try Files.read($0).count }.reduce(0, +) < 250_000)
  }

  /// A failure that nobody can see again is of no use.
  @Test func theSameSeedMakesTheSameInputs() throws {
    let corpus = try Files.list(FuzzCorpusTests.corpus("csv")).map { try Files.read($0) }
    func inputs(_ seed: UInt64) -> [[UInt8]] {
      var random = Seeded(seed: seed)
      return (0..<20).map { _ in CSVFuzzer(corpus: corpus).input(&random, scratch: "") }
    }
    #expect(inputs(1) == inputs(1))
    #expect(inputs(1) != inputs(2))
  }

  /// Changed parts reach the reader: an archive that is put together again holds what it held.
  @Test func archivesAreTakenApartAndPutTogether() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString).zip").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = try Files.read(FuzzCorpusTests.corpus("xlsx") + "/plain.xlsx")
    let parts = try #require(Zip.parts(of: bytes))
    #expect(parts.map(\.name).contains("xl/worksheets/sheet1.xml"))
    let again = try Zip.archive(parts, at: path)
    #expect(Zip.parts(of: again)?.map(\.bytes) == parts.map(\.bytes))
    #expect(try Zip.archive(parts, at: path) == again)
  }
}
