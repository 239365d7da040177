#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The server process that `postmaster.pid` in a cluster's folder speaks of.
package struct Postmaster: Sendable {
  package let pid: Int32
  /// Where it listens, as it was told at its start.
  let socketFolder: String?
  private let cluster: String

  /// `nil` when the cluster has no readable `postmaster.pid`.
  package init?(cluster: String) {
    guard let text = Files.read(Postmaster.file(of: cluster)) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let pid = lines.first.flatMap({ Int32($0) }), pid > 0 else { return nil }
    self.pid = pid
    self.cluster = cluster
    socketFolder = lines.count > 4 && lines[4].hasPrefix("/") ? String(lines[4]) : nil
  }

  static func file(of cluster: String) -> String { cluster + "/postmaster.pid" }

  /// Whether any process has the id.
  var processExists: Bool { kill(pid, 0) == 0 || errno == EPERM }

  /// Whether the process is a living server of this cluster.
  ///
  /// The id alone proves nothing: after a crash or in a restarted container another process may have it. In doubt the
  /// answer is yes, because two servers on one cluster would be the end of it.
  package var isRunning: Bool {
    guard processExists else { return false }
    #if os(Linux)
      guard let words = Postmaster.words(of: pid) else { return processExists }
      // A dead process that nobody has collected yet has no words.
      guard let name = words.first?.split(separator: "/").last, name == "postgres" || name == "postmaster" else {
        return false
      }
      if let isSame = Files.isSame("/proc/\(pid)/cwd", cluster) { return isSame }
      // Root in a container may not look at another user's working folder, but at its command line.
      guard let option = words.firstIndex(of: "-D"), option + 1 < words.count else { return true }
      return Files.isSame(words[option + 1], cluster) ?? true
    #else
      return true
    #endif
  }

  /// Whether a process that was started lives, and is not only waiting to be collected by its parent.
  package static func isAlive(_ pid: Int32) -> Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    // `pid (name) state …`, and the name may have anything in it. A missing list of words would prove nothing: a process
    // that is about to become another program has none either.
    guard let line = Files.read("/proc/\(pid)/stat"), let end = line.lastIndex(of: ")") else { return true }
    return !line[end...].hasPrefix(") Z") && !line[end...].hasPrefix(") X")
  }

  /// What a process was started with: nothing when it has ended, `nil` when the system does not tell.
  private static func words(of pid: Int32) -> [String]? {
    Files.read("/proc/\(pid)/cmdline")?.split(separator: "\0").map(String.init)
  }

  /// Sends a signal: SIGINT ends sessions and stops in order, SIGQUIT stops at once, SIGKILL is for tests.
  /// - Returns: whether that was allowed.
  @discardableResult
  package func send(_ signal: Int32) -> Bool { kill(pid, signal) == 0 || errno == ESRCH }

  /// Waits for the process to end.
  /// - Returns: whether it did in time.
  package func waitForEnd(seconds: Double) -> Bool {
    let end = Clock.now + seconds
    while Postmaster.isAlive(pid) {
      if Clock.now > end { return false }
      usleep(3000)
    }
    return true
  }
}

/// Seconds that no change of the wall clock disturbs.
enum Clock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
