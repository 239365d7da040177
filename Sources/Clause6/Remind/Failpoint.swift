#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A place where tests kill the process, or stop it, to see that nothing is lost. In a release build it does nothing.
///
/// `CLAUSE6_FAILPOINT=after-mark:kill` ends the process there as a loss of power would; `:stop` halts it until it is told
/// to go on.
enum Failpoint: String {
  case inPlan = "in-plan"
  case afterPlan = "after-plan"
  case afterClaim = "after-claim"
  case afterCompose = "after-compose"
  case beforeMark = "before-mark"
  case afterMark = "after-mark"
  case afterAnswer = "after-answer"
  case afterRecord = "after-record"

  func reach() {
    #if DEBUG
      guard let wanted = getenv("CLAUSE6_FAILPOINT").map({ String(cString: $0) }) else { return }
      if wanted == "\(rawValue):kill" { raise(SIGKILL) }
      if wanted == "\(rawValue):stop" {
        // Once: it goes on from here, and the next message is to pass.
        unsetenv("CLAUSE6_FAILPOINT")
        raise(SIGSTOP)
      }
    #endif
  }
}
