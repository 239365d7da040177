import Clause6

/// One reader, and what has to hold for it whatever it is given.
protocol Fuzzer: Sendable {
  /// The word of the command line, and the folder of its corpus.
  static var name: String { get }
  /// What the file of an input is called, for readers that heed it.
  static var ending: String { get }

  init(corpus: [[UInt8]])

  /// The next input.
  func input(_ random: inout Seeded, scratch: String) throws(Failure) -> [UInt8]

  /// Tries an input; the same for the same bytes.
  /// - Parameters:
  ///   - path: the file that holds the input.
  ///   - bytes: the same.
  /// - Throws: ``Failure`` when something does not hold. Whatever ends the process is a failure, too.
  func check(_ path: String, _ bytes: [UInt8]) throws(Failure)
}

extension Fuzzer {
  static var ending: String { name }
}

/// A fuzzer whose inputs are bytes of its corpus, changed.
protocol ByteFuzzer: Fuzzer {
  var corpus: [[UInt8]] { get }
  var mutator: Mutator { get }
}

extension ByteFuzzer {
  func input(_ random: inout Seeded, scratch: String) -> [UInt8] {
    mutator.mutated(random.pick(corpus), corpus: corpus, &random)
  }
}

/// A fuzzer whose inputs are archives of its corpus, of which something was changed.
protocol ArchiveFuzzer: Fuzzer {
  var archives: ArchiveMutator { get }
}

extension ArchiveFuzzer {
  func input(_ random: inout Seeded, scratch: String) throws(Failure) -> [UInt8] {
    try archives.mutated(&random, scratch: scratch)
  }
}

/// What a reader makes of an input; `nil` when it is refused, which has to be said in a sentence.
func taken<T>(hiding secret: String? = nil, _ body: () throws -> T) throws(Failure) -> T? {
  do {
    return try body()
  } catch let error as Failure {
    throw error
  } catch let error as Clause6Error {
    guard !error.message.isEmpty else { throw Failure("A refusal says nothing.") }
    if let secret, error.message.contains(secret) { throw Failure("A refusal tells a secret.") }
    return nil
  } catch {
    throw Failure("Something is refused without a sentence: \(error)")
  }
}

/// What did not hold, in a sentence.
struct Failure: Error {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}

let fuzzers: [any Fuzzer.Type] = [
  CSVFuzzer.self, XLSXFuzzer.self, JSONFuzzer.self, CellFuzzer.self, MappingFuzzer.self, SheetFuzzer.self,
  RuleFuzzer.self,
  DoraFuzzer.self, PackFuzzer.self, ProofFuzzer.self, MailFuzzer.self,
]

extension [UInt8] {
  /// A part of it that can be shown in a sentence.
  var shown: String { String(decoding: prefix(200), as: UTF8.self).debugDescription }
}

extension String {
  /// Swift takes texts for equal that are written differently.
  func isSameText(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension [String] {
  func areSameTexts(as others: [String]) -> Bool {
    count == others.count && zip(self, others).allSatisfy { $0.isSameText(as: $1) }
  }
}
