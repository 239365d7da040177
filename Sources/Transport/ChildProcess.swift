#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment by a clock that nobody sets.
struct Deadline {
  private let instant: ContinuousClock.Instant

  init(seconds: Int) { instant = .now + .seconds(seconds) }

  var isOver: Bool { .now >= instant }
  /// What `poll` takes.
  var milliseconds: Int32 {
    let left = ContinuousClock.Instant.now.duration(to: instant).components
    return Int32(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000))
  }
}

/// Another program that is fed by us, with no shell between, a clean environment, and no descriptors but its three.
final class ChildProcess {
  enum End: Equatable {
    case exited(Int)
    case killed(signal: Int)
  }

  private let pid: pid_t
  private var input: Int32
  private let printed: Int32
  private var isCollected = false

  /// - Parameter words: the program's path and its arguments.
  /// - Throws: ``TransportError`` when it cannot be started.
  init(_ words: [String]) throws(TransportError) {
    // A file rather than a pipe: it never is full while we are writing.
    var name = Array("/tmp/mail-\(String(repeating: "X", count: 6))".utf8CString)
    printed = mkstemp(&name)
    guard printed >= 0 else { throw ChildProcess.failure(words[0], errno) }
    unlink(name)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      let reason = errno
      close(printed)
      throw ChildProcess.failure(words[0], reason)
    }
    for descriptor in ends + [printed] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var pid: pid_t = 0
    let result = ChildProcess.spawn(words, input: ends[0], output: printed, &pid)
    close(ends[0])
    guard result == 0 else {
      close(ends[1])
      close(printed)
      throw ChildProcess.failure(words[0], result)
    }
    _ = fcntl(ends[1], F_SETFL, fcntl(ends[1], F_GETFL) | O_NONBLOCK)
    self.pid = pid
    input = ends[1]
  }

  deinit {
    if !isCollected { kill() }
    closeInput()
    close(printed)
  }

  private static func failure(_ program: String, _ reason: Int32) -> TransportError {
    TransportError("\(program) cannot be run: \(String(cString: strerror(reason)).lowercased()); correct the setting.")
  }

  /// - Returns: whether the program took all of it; it may end before, or be too slow.
  func write(_ bytes: [UInt8], until deadline: Deadline) -> Bool {
    BrokenPipe.ignored {
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes { writeSome(input, $0.baseAddress! + sent, bytes.count - sent) }
        if count >= 0 {
          sent += count
        } else if errno == EAGAIN {
          var state = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
          guard poll(&state, 1, deadline.milliseconds) != 0 else { return false }
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Its input ends.
  func closeInput() {
    guard input >= 0 else { return }
    close(input)
    input = -1
  }

  /// - Returns: how it ended; `nil` when it has not.
  func wait(until deadline: Deadline) -> End? {
    var pause: UInt32 = 1000
    while true {
      var status: Int32 = 0
      let found = waitpid(pid, &status, WNOHANG)
      if found == pid {
        isCollected = true
        // The macros that take it apart are none that Swift sees.
        let signal = Int(status & 0x7f)
        return signal == 0 ? .exited(Int(status >> 8 & 0xff)) : .killed(signal: signal)
      }
      if found < 0, errno != EINTR {
        // Somebody else collected it; how it ended is not known.
        isCollected = true
        return .killed(signal: 0)
      }
      if deadline.isOver { return nil }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  /// Ends it at once.
  func kill() {
    guard !isCollected else { return }
    _ = sendSignal(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    isCollected = true
  }

  /// The beginning of what it has printed.
  var output: String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { pread(printed, $0.baseAddress, $0.count, 0) }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func spawn(_ words: [String], input: Int32, output: Int32, _ pid: inout pid_t) -> Int32 {
    var actions = SpawnActions()
    var attributes = SpawnAttributes()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
    let kept = ["PATH", "HOME", "TZ"].compactMap { (name: String) in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    return withCStrings(words) { words in
      withCStrings(kept + ["LC_ALL=C"]) { posix_spawn(&pid, words[0]!, &actions, &attributes, words, $0) }
    }
  }
}

#if canImport(Darwin)
  private typealias SpawnActions = posix_spawn_file_actions_t?
  private typealias SpawnAttributes = posix_spawnattr_t?
#else
  private typealias SpawnActions = posix_spawn_file_actions_t
  private typealias SpawnAttributes = posix_spawnattr_t
#endif

/// `write` and `kill` under names that no method hides.
private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func sendSignal(_ pid: pid_t, _ signal: Int32) -> Int32 { kill(pid, signal) }

/// Lends the strings as the zero-ended array that `posix_spawn` wants.
private func withCStrings<T>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
) -> T {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
