/// What became of a mail, by what was heard on the way. `docs/channels.md` has the table.
enum SMTPVerdict {
  /// All that the verdict depends on.
  struct Exchange: Equatable {
    var ending: Ending
    /// A sentence for people when there is no answer: the server, and libcurl's words.
    var words = ""
    var step: SMTPDialogue.Step
    /// Whether the message may be whole.
    var isMarked = false
    /// The newest answer; once the message may be whole, the answer to it.
    var reply: SMTPDialogue.Reply?
    /// Whether an address needs SMTPUTF8.
    var isInternational = false
  }

  static func attempt(_ exchange: Exchange) -> Attempt {
    let verdict = verdict(exchange)
    // An answer to an earlier command says nothing of a connection that broke since.
    guard let reply = exchange.reply, exchange.ending == .done || reply.code >= 400 || exchange.isMarked else {
      return Attempt(verdict, reply: exchange.words)
    }
    return Attempt(verdict, code: reply.code, reply: reply.text)
  }

  static func verdict(_ exchange: Exchange) -> Attempt.Verdict {
    if exchange.ending == .done { return .accepted }
    if exchange.isMarked { return afterMark(exchange.reply) }
    if let code = exchange.reply?.code, (400...499).contains(code) { return .retry }
    switch exchange.ending {
    case .loginDenied, .certificate, .noTLS, .authorities, .impossible: return .misconfigured
    default: break
    }
    if let code = exchange.reply?.code, code >= 500 { return refusal(code, exchange) }
    switch exchange.ending {
    case .noName, .noConnection: return .unreachable
    // Before the envelope it concerns every mail; later it may be this one that the server stumbles over.
    case .broken, .tooSlow, .halted:
      return exchange.step.rawValue < SMTPDialogue.Step.sender.rawValue ? .unreachable : .retry
    // What answers is no mail server.
    default: return .misconfigured
    }
  }

  private static func afterMark(_ reply: SMTPDialogue.Reply?) -> Attempt.Verdict {
    switch reply?.code {
    case .some(200...299): .accepted
    case .some(400...499): .retry
    case .some(500...): .dead
    default: .uncertain
    }
  }

  private static func refusal(_ code: Int, _ exchange: Exchange) -> Attempt.Verdict {
    // Login is needed, too weak, wrong, or only with TLS (RFC 4954 §6).
    if [530, 534, 535, 538].contains(code) { return .misconfigured }
    switch exchange.step {
    case .recipient, .data: return .dead
    // The message is too large, or the recipient's address is what the server does not take.
    case .sender where code == 552 || exchange.isInternational: return .dead
    default: return .misconfigured
    }
  }
}
