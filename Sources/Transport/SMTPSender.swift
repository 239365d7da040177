import CLibcurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Hands mails over to a server by SMTP (RFC 5321), one connection for many; for use by one thread.
public final class SMTPSender: MailSender {
  /// How long is waited, in seconds.
  public struct Limits: Sendable {
    /// Until the server is connected to and logged in to.
    public var connect: Int
    /// For each answer, that to the end of a message above all: a short one makes mails uncertain (RFC 5321 §4.5.3.2.6).
    public var reply: Int

    public init(connect: Int = 10, reply: Int = 300) {
      self.connect = connect
      self.reply = reply
    }
  }

  private let server: MailServer
  private let password: Secret?
  private let name: String
  private let limits: Limits
  private var handle: CurlHandle?
  private var dialogue = SMTPDialogue()

  /// - Parameters:
  ///   - server: where to hand over.
  ///   - password: its user's.
  ///   - name: what this host calls itself (EHLO); its own name unless given.
  ///   - limits: how long is waited.
  /// - Throws: ``TransportError`` when there is a user without a password, or a password without a user.
  public init(
    _ server: MailServer, password: Secret?, name: String? = nil, limits: Limits = Limits()
  ) throws(TransportError) {
    if server.user != nil, password == nil {
      throw TransportError(
        "The mail server \(server.host) has a user and no password: name one, as file:PATH or env:NAME.")
    }
    if server.user == nil, password != nil {
      throw TransportError(
        "The mail server \(server.host) has a password and no user: write smtp://USER@\(server.host).")
    }
    self.server = server
    self.password = password
    self.name = SMTPSender.introduction(name ?? SMTPSender.hostName)
    self.limits = limits
  }

  // The goodbye is still heard by the dialogue.
  deinit { handle = nil }

  public func send(
    _ message: [UInt8], from: String, to: String, beforeEnd: () throws -> Void
  ) throws -> Attempt {
    if let refusal = MailAddress.refusal(from: from, to: to) { return refusal }
    return try withoutActuallyEscaping(beforeEnd) { beforeEnd in
      try transfer(message, from: from, to: to, beforeEnd: beforeEnd)
    }
  }

  private func transfer(
    _ message: [UInt8], from: String, to: String, beforeEnd: @escaping () throws -> Void
  ) throws -> Attempt {
    let handle = try handle ?? connection()
    self.handle = handle
    dialogue.begin()
    let needsUTF8 = MailAddress.isInternational(from) || MailAddress.isInternational(to)
    let upload = Upload(message, heldBack: 0) { [dialogue] in
      if needsUTF8, !dialogue.offersUTF8 {
        throw Upload.Halt.refused("the server takes no addresses beyond ASCII (it does not offer SMTPUTF8)")
      }
      try beforeEnd()
      dialogue.mark()
    }
    let recipients = CurlList(["<\(to)>"])
    handle.set(CURLOPT_MAIL_FROM, "<\(from)>")
    handle.check(curl_set_list(handle.pointer, CURLOPT_MAIL_RCPT, recipients.first))
    // The size is not told: libcurl would then know the end, and not ask for it at the moment that is the mark.
    handle.check(curl_set_reader(handle.pointer, Upload.reader, Unmanaged.passUnretained(upload).toOpaque()))
    let result = withExtendedLifetime((upload, dialogue, recipients)) { handle.perform() }
    if handle.isBroken { self.handle = nil }
    switch upload.halt {
    case .by(let error): throw error
    case .refused(let reason): return Attempt(.dead, reply: "\(to): \(reason).")
    case nil: break
    }
    var attempt = SMTPVerdict.attempt(
      SMTPVerdict.Exchange(
        ending: result.ending,
        words: "\(server.host) port \(server.port): "
          + (result.ending == .noConnection ? "nobody listens there" : result.words), step: dialogue.step,
        isMarked: upload.isMarked, reply: dialogue.reply, isInternational: needsUTF8))
    attempt.reply = attempt.reply.hiding(password)
    return attempt
  }

  private func connection() throws -> CurlHandle {
    let handle = try CurlHandle()
    handle.check(curl_allow_mail_only(handle.pointer))
    handle.set(CURLOPT_URL, server.address(introducedAs: name))
    handle.set(CURLOPT_UPLOAD, 1)
    handle.set(CURLOPT_USE_SSL, Int((server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
    if let file = server.authorities { handle.set(CURLOPT_CAINFO, file) }
    if let user = server.user, let password {
      handle.set(CURLOPT_USERNAME, user)
      handle.set(CURLOPT_PASSWORD, password.value)
    }
    handle.set(CURLOPT_CONNECTTIMEOUT, limits.connect)
    handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, limits.reply)
    // A message whose bytes nobody takes any more.
    handle.set(CURLOPT_LOW_SPEED_LIMIT, 1)
    handle.set(CURLOPT_LOW_SPEED_TIME, limits.reply)
    dialogue = SMTPDialogue()
    let context = Unmanaged.passUnretained(dialogue).toOpaque()
    handle.check(curl_set_listener(handle.pointer, SMTPDialogue.listener, context))
    handle.check(curl_set_observer(handle.pointer, SMTPDialogue.observer, context))
    return handle
  }

  // MARK: What this host calls itself

  /// Only what may stand in a URL and in EHLO.
  private static func introduction(_ name: String) -> String {
    let plain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || [0x2d, 0x2e, 0x3a, 0x5b, 0x5d].contains(byte)
    }
    return plain && !name.isEmpty ? name : "localhost"
  }

  private static let hostName: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, 255) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()
}
