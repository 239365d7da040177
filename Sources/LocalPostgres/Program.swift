import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Another program, run with a clean environment, no descriptors but the ones given, and `/` as its working folder.
package struct Program: Sendable {
  /// Path of the program, then its arguments.
  package let words: [String]
  let environment: [String: String]

  /// - Parameters:
  ///   - words: path and arguments.
  ///   - account: whom to run as; `nil` is the caller.
  ///   - environment: the caller's, of which only the harmless part is handed on.
  package init(_ words: [String], as account: ServerAccount? = nil, environment: [String: String]) {
    self.words = (account?.prefix ?? []) + words
    // A PGPORT or PGDATA of the caller's would otherwise reach the server; LC_ALL keeps messages in one language.
    var kept = environment.filter { ["PATH", "HOME", "TZ", "LD_LIBRARY_PATH"].contains($0.key) }
    kept["LC_ALL"] = "C"
    self.environment = kept
  }

  /// How a program ended, with what it printed on both outputs.
  package struct Outcome: Sendable {
    package let succeeded: Bool
    package let output: String
  }

  /// Runs it to its end.
  /// - Parameter output: a descriptor for its standard output, which ``Outcome/output`` then leaves out.
  /// - Throws: ``LocalServerError/cannotRun(program:reason:)``.
  package func run(output: Int32? = nil) throws(LocalServerError) -> Outcome {
    let pipe = try makePipe()
    defer { close(pipe.read) }
    let pid: Int32
    do {
      defer { close(pipe.write) }
      pid = try spawn(#"exec "$@""#, output: output ?? pipe.write, errors: pipe.write)
    }
    let printed = Files.readAll(pipe.read)
    return Outcome(succeeded: wait(for: pid), output: printed)
  }

  /// Starts it in a session of its own, so that it survives the caller, its terminal and its signals.
  ///
  /// It is no child of the caller either, who would have to collect it when it ends.
  /// - Parameter log: a descriptor for both of its outputs.
  /// - Returns: its process id.
  /// - Throws: ``LocalServerError/cannotRun(program:reason:)``.
  package func start(log: Int32) throws(LocalServerError) -> Int32 {
    let pipe = try makePipe()
    defer { close(pipe.read) }
    let shell: Int32
    do {
      defer { close(pipe.write) }
      shell = try spawn(#"exec "$@" >&2 & echo $!"#, output: pipe.write, errors: log, ownSession: true)
    }
    let printed = Files.readAll(pipe.read)
    guard wait(for: shell), let pid = Int32(printed.prefix { $0.isNumber }) else {
      throw .cannotRun(program: words[0], reason: "the shell did not start it")
    }
    return pid
  }

  private func wait(for pid: Int32) -> Bool {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }

  private func makePipe() throws(LocalServerError) -> (read: Int32, write: Int32) {
    // Together with the one in `spawn`: else another thread could start a server that keeps the pipe open for life.
    let ends: [Int32]? = spawning.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return ends
    }
    guard let ends else { throw .cannotRun(program: words[0], reason: Files.lastReason) }
    return (ends[0], ends[1])
  }

  /// - Parameter script: what a shell does, to which the words are `$@`.
  private func spawn(
    _ script: String, output: Int32, errors: Int32, ownSession: Bool = false
  ) throws(LocalServerError) -> Int32 {
    let result = spawning.withLock { _ in
      Result<Int32, LocalServerError> { () throws(LocalServerError) in
        try spawnAlone(script, output, errors, ownSession)
      }
    }
    return try result.get()
  }

  private func spawnAlone(
    _ script: String, _ output: Int32, _ errors: Int32, _ ownSession: Bool
  ) throws(LocalServerError) -> Int32 {
    var actions = SpawnActions()
    var attributes = SpawnAttributes()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // A caller's descriptor that lacks O_CLOEXEC must not live on in the server: its reader would never see the end.
    for descriptor in Files.names(in: "/dev/fd").compactMap({ Int32($0) }) where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | (ownSession ? setSessionFlag : 0)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    // PostgreSQL's programs fail in a folder that their user cannot read, and `posix_spawn` cannot change it everywhere.
    let shell = ["/bin/sh", "-c", "cd / || exit; \(script)", "sh"]
    var pid: pid_t = 0
    let result = withCStrings(shell + words) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawn(&pid, shell[0], &actions, &attributes, arguments, environment)
      }
    }
    guard result == 0 else { throw .cannotRun(program: words[0], reason: String(cString: strerror(result))) }
    return pid
  }
}

/// Held while descriptors are made or inherited.
private let spawning = Mutex(())

#if canImport(Darwin)
  private typealias SpawnActions = posix_spawn_file_actions_t?
  private typealias SpawnAttributes = posix_spawnattr_t?
  private let setSessionFlag = Int32(POSIX_SPAWN_SETSID)
#else
  private typealias SpawnActions = posix_spawn_file_actions_t
  private typealias SpawnAttributes = posix_spawnattr_t
  /// `POSIX_SPAWN_SETSID`, which the headers show to GNU programs only.
  private let setSessionFlag: Int32 = 0x80
#endif

/// Lends the strings as the zero-ended array that `posix_spawn` wants.
private func withCStrings<T>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
) -> T {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
