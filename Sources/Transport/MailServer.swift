/// Where mails are handed over: a server that speaks SMTP.
///
/// It is written as a URL: `smtp://[USER@]HOST[:PORT][?OPTIONS]`, where TLS begins by STARTTLS, or `smtps://…`, where it
/// begins at once. Options are `tls=required` or `tls=none` and `ca=PATH`, with `&` between them.
/// - TLS is required, except on this host itself (`localhost`, `127.0.0.1`, `::1`), where it is only by `tls=required`.
/// - The port is 587 for `smtp`, 25 where there is no TLS, and 465 for `smtps`.
/// - A user needs TLS, except on this host itself: a password is never sent in the open.
public struct MailServer: Sendable, Equatable {
  public enum Security: Sendable, Equatable {
    /// Nothing is encrypted.
    case none
    /// By STARTTLS (RFC 3207), before anything is said; without it nothing is sent.
    case startTLS
    /// From the first byte on (RFC 8314).
    case implicit
  }

  public let security: Security
  /// A name or an address; IPv6 without brackets.
  public let host: String
  public let port: Int
  /// The name that it is logged in by; none when nobody logs in.
  public let user: String?
  /// A file of certificates, in PEM, that are trusted instead of the system's.
  public let authorities: String?

  /// Reads a server's URL.
  /// - Throws: ``TransportError`` with what is wrong with it.
  public init(_ url: String) throws(TransportError) {
    guard !url.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f }) else {
      throw TransportError("A mail server's URL has a space or a control character: write %20 for a space.")
    }
    let parts = try URLParts(url, scheme: ["smtp", "smtps"], example: "smtp://user@mail.example:587")
    if let user = parts.user, user.contains(":") {
      // The URL itself is not repeated: it holds the password.
      throw TransportError(
        "The URL of the mail server \(parts.host) has a password in it: take it out, write it to a file that only you can "
          + "read, and name that as the password, file:PATH, or name a variable of the environment, env:NAME.")
    }
    guard parts.path.isEmpty || parts.path == "/" else {
      throw TransportError("The mail server \(parts.host) has \"\(parts.path)\" behind it: take it away.")
    }
    let isLocal = ["localhost", "127.0.0.1", "::1"].contains(parts.host.lowercased())
    var wantsTLS = !isLocal
    var authorities: String?
    for option in parts.query.split(separator: "&") {
      switch option {
      case "tls=required": wantsTLS = true
      case "tls=none": wantsTLS = false
      case _ where option.hasPrefix("ca=") && option.count > 3:
        authorities = try URLParts.decoded(option.dropFirst(3), parts.host)
      default:
        let name = option.prefix { $0 != "=" }
        throw TransportError(
          "The mail server \(parts.host) has an option \"\(name)\" that is not known: there are tls=required, tls=none and "
            + "ca=PATH.")
      }
    }
    if parts.scheme == "smtps" {
      guard !parts.query.split(separator: "&").contains("tls=none") else {
        throw TransportError(
          "The mail server \(parts.host) is smtps and has tls=none: write smtp, or leave the option out.")
      }
      security = .implicit
    } else {
      security = wantsTLS ? .startTLS : .none
    }
    let user = try parts.user.map { user throws(TransportError) in try URLParts.decoded(user[...], parts.host) }
    guard user == nil || security != .none || isLocal else {
      throw TransportError(
        "The mail server \(parts.host) is logged in to without TLS, which shows the password to everybody on the way: take "
          + "tls=none away.")
    }
    self.user = user
    self.authorities = authorities
    host = parts.host
    port = parts.port ?? (security == .implicit ? 465 : security == .startTLS ? 587 : 25)
  }

  /// What libcurl is told: `smtp://HOST:PORT/NAME`.
  func address(introducedAs name: String) -> String {
    let host = host.contains(":") ? "[\(host)]" : host
    return "\(security == .implicit ? "smtps" : "smtp")://\(host):\(port)/\(name)"
  }
}

/// Where mails are handed over: a server, or a program of this host that queues them.
public enum MailRoute: Sendable, Equatable {
  case server(MailServer)
  /// The path of a program that is called like sendmail(8).
  case program(String)

  /// Reads `smtp://…`, `smtps://…` (see ``MailServer``) or `sendmail:PATH`.
  /// - Throws: ``TransportError`` with what is wrong with it.
  public init(_ text: String) throws(TransportError) {
    guard text.hasPrefix("sendmail:") else {
      self = .server(try MailServer(text))
      return
    }
    let path = String(text.dropFirst("sendmail:".count))
    guard path.hasPrefix("/"), !path.contains("\0") else {
      throw TransportError("sendmail: is followed by the program's whole path, as in sendmail:/usr/sbin/sendmail.")
    }
    self = .program(path)
  }

  /// What hands mails over to it; for use by one thread.
  /// - Parameter password: of the server's user; none where nobody logs in.
  /// - Throws: ``TransportError`` when there is a user without a password, or a password without a user.
  public func sender(password: Secret?) throws(TransportError) -> any MailSender {
    switch self {
    case .server(let server): try SMTPSender(server, password: password)
    case .program(let path): SendmailSender(path)
    }
  }
}
