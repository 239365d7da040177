/// What became of one attempt to hand a message over.
public struct Attempt: Sendable, Equatable {
  /// What to do now.
  public enum Verdict: String, Sendable {
    /// The other side has it.
    case accepted
    /// Not now, says the other side, or the connection broke before the message was whole: the same message again later.
    case retry
    /// Never, says the other side, of this address or this message.
    case dead
    /// The way there does not work for any message: nobody listens, no such name, a connection that breaks early.
    case unreachable
    /// Settings are wrong, for any message: a password, a certificate, no TLS where it is asked for.
    case misconfigured
    /// The message was whole, and no answer came: it may have been taken.
    case uncertain
  }

  public var verdict: Verdict
  /// The code of the answer: SMTP's such as 250, HTTP's such as 204, a program's exit code; none where none came.
  public var code: Int?
  /// The answer as it came, or a sentence that says why there is none. Never holds a password.
  public var reply: String
  /// For how many seconds the other side asks to be left alone (RFC 9110 §10.2.3); none where it does not.
  public var retryAfter: Int?

  public init(_ verdict: Verdict, code: Int? = nil, reply: String, retryAfter: Int? = nil) {
    self.verdict = verdict
    self.code = code
    self.reply = reply
    self.retryAfter = retryAfter
  }
}
