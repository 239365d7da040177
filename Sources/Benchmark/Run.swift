#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one run of a program took.
struct Cost {
  /// From the start of the process to its end, in milliseconds.
  var wall: Double
  /// User and system time of the process, in milliseconds; steadier than wall time on a busy machine.
  var cpu: Double
  /// The most memory that the process held, in megabytes.
  var peak: Double
}

/// A command line whose output nobody reads.
struct Invocation: CustomStringConvertible {
  let words: [String]
  init(_ words: String...) { self.words = words }
  init(_ words: [String]) { self.words = words }

  var description: String { words.joined(separator: " ") }

  /// Runs it once and waits for its end.
  func run() throws(Failure) -> Cost { try start().finish() }

  fileprivate func start() throws(Failure) -> Started {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [1, 2] { posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0) }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }

    // What the server still has to clear away after the run before is not this one's cost.
    usleep(20_000)
    var process: pid_t = 0
    let begin = milliseconds()
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, environ) == 0 else {
      throw Failure("\(words[0]) cannot be started.")
    }
    return Started(invocation: self, process: process, begin: begin)
  }

  /// Runs it so many times at once, and waits until the last has ended.
  /// - Returns: the milliseconds from the first start to the last end.
  func run(times: Int) throws(Failure) -> Double {
    var all: [Started] = []
    for _ in 0..<times { all.append(try start()) }
    let begin = all[0].begin
    var failure: Failure?
    // Each is waited for, whatever became of the one before.
    for started in all {
      do { _ = try started.finish() } catch { failure = error }
    }
    if let failure { throw failure }
    return milliseconds() - begin
  }
}

/// A process that runs.
private struct Started {
  let invocation: Invocation
  let process: pid_t
  let begin: Double

  func finish() throws(Failure) -> Cost {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let end = milliseconds()
    guard status == 0 else { throw Failure("\"\(invocation)\" failed; run it by itself to see why.") }
    return Cost(
      wall: end - begin, cpu: usage.ru_utime.milliseconds + usage.ru_stime.milliseconds,
      peak: usage.peakBytes / 1e6)
  }
}

private func milliseconds() -> Double { seconds() * 1e3 }

extension timeval {
  fileprivate var milliseconds: Double { Double(tv_sec) * 1e3 + Double(tv_usec) / 1e3 }
}

extension rusage {
  fileprivate var peakBytes: Double {
    #if canImport(Darwin)
      Double(ru_maxrss)
    #else
      Double(ru_maxrss) * 1024
    #endif
  }
}
