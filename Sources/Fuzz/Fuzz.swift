#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Fuzz NAME CORPUS SCRATCH SECONDS SEED tries inputs made from those in the folder CORPUS, each of which stands in the
/// file SCRATCH.ending while it is tried; Fuzz NAME --file FILE tries one. `scripts/fuzz` calls either.
@main enum Fuzz {
  /// An input that takes longer hangs: SIGPROF then ends the process. Only its own time counts, not that of others.
  static let longest = 10

  static func main() {
    let words = CommandLine.arguments
    guard words.count > 3, let fuzzer = fuzzers.first(where: { $0.name == words[1] }) else { usage() }
    do throws(Failure) {
      if words[2] == "--file" {
        try run(fuzzer, file: words[3])
      } else {
        guard words.count == 6, let seconds = Double(words[4]), let seed = UInt64(words[5]) else { usage() }
        try run(fuzzer, corpus: words[2], scratch: words[3], for: .seconds(seconds), seed: seed)
      }
    } catch {
      print(error.sentence)
      exit(1)
    }
  }

  private static func usage() -> Never {
    let names = fuzzers.map { $0.name }.joined(separator: "|")
    print("Fuzz \(names) CORPUS SCRATCH SECONDS SEED | --file FILE")
    exit(64)
  }

  static func run(_ type: any Fuzzer.Type, file: String) throws(Failure) {
    Files.limit(seconds: longest)
    try type.init(corpus: []).check(file, try Files.read(file))
    Files.limit(seconds: 0)
    print("\(file): all holds.")
  }

  /// How long a run lasts.
  enum Length {
    case seconds(Double)
    /// For tests, which must not look at a clock.
    case inputs(Int)
  }

  /// - Returns: how many inputs were tried, those of the corpus included.
  @discardableResult
  static func run(
    _ type: any Fuzzer.Type, corpus folder: String, scratch: String, for length: Length, seed: UInt64
  ) throws(Failure) -> Int {
    var corpus: [[UInt8]] = []
    for path in try Files.list(folder) { corpus.append(try Files.read(path)) }
    let fuzzer = type.init(corpus: corpus)
    var random = Seeded(seed: seed)
    let path = "\(scratch).\(type.ending)"
    var report = Report(name: type.name)
    var tried = 0
    while tried < corpus.count || !length.isOver(report.start, tried - corpus.count) {
      let bytes = tried < corpus.count ? corpus[tried] : try fuzzer.input(&random, scratch: scratch)
      try Files.write(bytes, to: path)
      if case .seconds = length { Files.limit(seconds: longest) }
      try fuzzer.check(path, bytes)
      tried += 1
      if case .seconds = length { report.add(tried) }
    }
    if case .seconds = length {
      Files.limit(seconds: 0)
      report.end(tried)
    }
    return tried
  }
}

extension Fuzz.Length {
  fileprivate func isOver(_ start: Double, _ count: Int) -> Bool {
    switch self {
    case .seconds(let seconds): Files.seconds() - start >= seconds
    case .inputs(let inputs): count >= inputs
    }
  }
}

/// Says now and then how far a run is, and what it needed.
private struct Report {
  let name: String
  let start = Files.seconds()
  private var last = Files.seconds(of: CLOCK_PROCESS_CPUTIME_ID)
  private var slowest = 0.0
  private var said = Files.seconds()

  init(name: String) { self.name = name }

  mutating func add(_ tried: Int) {
    let used = Files.seconds(of: CLOCK_PROCESS_CPUTIME_ID)
    slowest = max(slowest, used - last)
    last = used
    let now = Files.seconds()
    guard now - said > 30 else { return }
    said = now
    end(tried)
  }

  func end(_ tried: Int) {
    print(
      "\(name): \(tried) inputs in \(Int(Files.seconds() - start)) s, the slowest took \(Int(slowest * 1000)) ms; "
        + "peak \(Files.peakMegabytes) MB")
    // The log is read while it is written.
    fflush(nil)
  }
}
