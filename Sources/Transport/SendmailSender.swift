#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Hands mails over to a program of this host that is called like sendmail(8) and queues them: `PATH -i -f FROM -- TO`.
///
/// Such programs do not tell a refusal for now from one for ever, so no mail is ever dead by their answer.
public final class SendmailSender: MailSender {
  private let path: String
  private let seconds: Int

  /// - Parameters:
  ///   - path: the program's, whole; no shell is asked.
  ///   - seconds: how long it may take for one message before it is killed.
  public init(_ path: String, seconds: Int = 300) {
    self.path = path
    self.seconds = seconds
  }

  public func send(
    _ message: [UInt8], from: String, to: String, beforeEnd: () throws -> Void
  ) throws -> Attempt {
    if let refusal = MailAddress.refusal(from: from, to: to) { return refusal }
    let process: ChildProcess
    do {
      process = try ChildProcess([path, "-i", "-f", from, "--", to])
    } catch {
      return Attempt(error.isTemporary ? .unreachable : .misconfigured, reply: error.message)
    }
    let deadline = Deadline(seconds: seconds)
    let tookAll = process.write(message, until: deadline)
    if tookAll {
      do {
        try beforeEnd()
      } catch {
        // The end of what it reads would be the end of the message.
        process.kill()
        throw error
      }
    } else if deadline.isOver {
      process.kill()
      return Attempt(.retry, reply: "\(path) did not take the message within \(seconds) s.")
    }
    process.closeInput()
    guard let end = process.wait(until: deadline) else {
      process.kill()
      return Attempt(tookAll ? .uncertain : .retry, reply: "\(path) did not end within \(seconds) s.")
    }
    return SendmailSender.attempt(end, path: path, tookAll: tookAll, output: process.output)
  }

  /// - Parameters:
  ///   - end: how the program ended.
  ///   - tookAll: whether it had the whole message.
  ///   - output: what it printed.
  static func attempt(_ end: ChildProcess.End, path: String, tookAll: Bool, output: String) -> Attempt {
    let words = output.asReply
    switch end {
    case .exited(0) where tookAll: return Attempt(.accepted, code: 0, reply: words.isEmpty ? "queued" : words)
    case .exited(0): return Attempt(.retry, code: 0, reply: "\(path) ended before it had the whole message.")
    case .exited(let code):
      return Attempt(.retry, code: code, reply: words.isEmpty ? "\(path) ended with \(code) and said nothing." : words)
    case .killed(let signal):
      return Attempt(tookAll ? .uncertain : .retry, reply: "\(path) was ended by signal \(signal). \(words)".asReply)
    }
  }
}
