import CLibcurl

/// What of an answer counts. Its body does not: it may hold anything, the URL too.
final class HTTPAnswer {
  /// Its number; none when no answer came.
  private(set) var status: Int?
  /// In seconds from now, when the other side asks for it.
  private(set) var retryAfter: Int?

  static let listener: curl_write_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    Unmanaged<HTTPAnswer>.fromOpaque(context).takeUnretainedValue().hear(String(decoding: line, as: UTF8.self))
    return size * count
  }

  static let writer: curl_write_callback = { _, size, count, _ in size * count }

  func hear(_ line: String) {
    let line = line.asReply
    if line.hasPrefix("HTTP/") {
      let words = line.split(separator: " ")
      // 100 to 199 say that the answer is still to come.
      status = words.count > 1 ? Int(words[1]).flatMap { $0 >= 200 ? $0 : nil } : nil
      retryAfter = nil
    } else if let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "retry-after" {
      retryAfter = RetryAfter.seconds(line[line.index(after: colon)...].trimmed)
    }
  }
}

/// What became of a webhook, by what was heard. `docs/channels.md` has the table.
enum WebhookVerdict {
  /// All that the verdict depends on.
  struct Exchange: Equatable {
    var ending: Ending
    /// Scheme and host.
    var place = "https://chat.example"
    /// Whether the other side may have the whole body.
    var isMarked = false
    var status: Int?
    var retryAfter: Int?
    /// Whether an address was not connected to because it is private.
    var refusedAddress = false
  }

  static func attempt(_ exchange: Exchange) -> Attempt {
    if let status = exchange.status { return attempt(status, exchange) }
    let place = exchange.place
    if exchange.isMarked {
      return Attempt(.uncertain, reply: "\(place) has the whole message and did not answer.")
    }
    if exchange.refusedAddress, ![.noName, .tooSlow].contains(exchange.ending) {
      return Attempt(
        .misconfigured,
        reply:
          "\(place) is an address of this host or of a private network: write \"allow-private: true\" if it shall be.")
    }
    return Attempt(verdict(exchange.ending), reply: "\(place): \(words(exchange.ending)).")
  }

  private static func verdict(_ ending: Ending) -> Attempt.Verdict {
    switch ending {
    case .certificate, .noTLS, .authorities, .impossible, .loginDenied: .misconfigured
    default: .unreachable
    }
  }

  private static func words(_ ending: Ending) -> String {
    switch ending {
    case .noName: "there is no such host"
    case .noConnection: "nobody answers there"
    case .tooSlow: "it took too long"
    case .certificate: "its certificate is not trusted"
    case .noTLS: "it has no TLS in common with us"
    case .authorities: "the file of certificates cannot be read"
    case .impossible: "libcurl cannot do what is asked"
    default: "the connection broke"
    }
  }

  private static func attempt(_ status: Int, _ exchange: Exchange) -> Attempt {
    let place = exchange.place
    switch status {
    case 200..<300: return Attempt(.accepted, code: status, reply: "\(place) answered \(status)")
    case 410:
      return Attempt(.dead, code: status, reply: "\(place) answered 410, gone: the receiver wants no more.")
    case 300..<400:
      return Attempt(
        .retry, code: status,
        reply: "\(place) answered \(status): it sends elsewhere, which is not followed; correct the URL.",
        retryAfter: exchange.retryAfter)
    default:
      return Attempt(.retry, code: status, reply: "\(place) answered \(status)", retryAfter: exchange.retryAfter)
    }
  }
}
