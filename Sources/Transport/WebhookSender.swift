import CLibcurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Posts messages to a URL by HTTP, each on a connection of its own.
///
/// A URL may itself be the secret, as those of chats are: what is reported holds only its scheme and host.
public struct WebhookSender: Sendable {
  private let allowsPrivate: Bool
  private let authorities: String?
  private let seconds: Int

  /// - Parameters:
  ///   - allowsPrivate: whether addresses of this host and of private networks are posted to. They are looked at after the
  ///     name was resolved, on the address that is connected to.
  ///   - authorities: a file of certificates, in PEM, that are trusted instead of the system's.
  ///   - seconds: how long one message may take, from the name to the answer.
  public init(allowsPrivate: Bool = false, authorities: String? = nil, seconds: Int = 20) {
    self.allowsPrivate = allowsPrivate
    self.authorities = authorities
    self.seconds = seconds
  }

  /// Posts one message and waits for the answer. Redirections are not followed.
  /// - Parameters:
  ///   - body: JSON, unless the headers say otherwise.
  ///   - url: `http://…` or `https://…`.
  ///   - headers: names and values; one with a line break is refused.
  ///   - beforeEnd: called once all of the body is sent but its last byte; what it throws stops the transfer.
  /// - Returns: what became of it; a URL or address that is not posted to is judged here, too.
  /// - Throws: what `beforeEnd` throws, and nothing else.
  public func post(
    _ body: [UInt8], to url: String, headers: [(String, String)] = [], beforeEnd: () throws -> Void
  ) throws -> Attempt {
    let place: String
    do {
      place = try WebhookSender.place(of: url)
    } catch {
      return Attempt(.misconfigured, reply: error.message)
    }
    guard headers.allSatisfy(WebhookSender.isHeader) else {
      return Attempt(.misconfigured, reply: "A header for \(place) has a line break or an odd name: correct it.")
    }
    guard !body.isEmpty else { return Attempt(.dead, reply: "There is nothing to post to \(place).") }
    return try withoutActuallyEscaping(beforeEnd) { beforeEnd in
      try transfer(Upload(body, heldBack: 1, beforeEnd: beforeEnd), body.count, url, headers, place)
    }
  }

  private func transfer(
    _ upload: Upload, _ count: Int, _ url: String, _ headers: [(String, String)], _ place: String
  ) throws -> Attempt {
    let handle = try CurlHandle()
    handle.check(curl_allow_web_only(handle.pointer))
    handle.set(CURLOPT_URL, url)
    handle.set(CURLOPT_POST, 1)
    handle.check(curl_set_size(handle.pointer, CURLOPT_POSTFIELDSIZE_LARGE, Int64(count)))
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    // Otherwise a request that got no answer could be repeated without our knowing.
    handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    handle.set(CURLOPT_FORBID_REUSE, 1)
    handle.set(CURLOPT_TIMEOUT, seconds)
    handle.set(CURLOPT_USERAGENT, "clause6")
    if let authorities { handle.set(CURLOPT_CAINFO, authorities) }
    let list = CurlList(WebhookSender.lines(headers))
    handle.check(curl_set_list(handle.pointer, CURLOPT_HTTPHEADER, list.first))
    let answer = HTTPAnswer()
    let door = Door(allowsPrivate: allowsPrivate)
    let result = withExtendedLifetime((upload, answer, door, list)) {
      handle.check(curl_set_reader(handle.pointer, Upload.reader, Unmanaged.passUnretained(upload).toOpaque()))
      let context = Unmanaged.passUnretained(answer).toOpaque()
      handle.check(curl_set_listener(handle.pointer, HTTPAnswer.listener, context))
      handle.check(curl_set_writer(handle.pointer, HTTPAnswer.writer, context))
      handle.check(curl_set_opener(handle.pointer, Door.opener, Unmanaged.passUnretained(door).toOpaque()))
      return handle.perform()
    }
    if case .by(let error) = upload.halt { throw error }
    return WebhookVerdict.attempt(
      WebhookVerdict.Exchange(
        ending: result.ending, place: place, isMarked: upload.isMarked, status: answer.status,
        retryAfter: answer.retryAfter, refusedAddress: door.hasRefused))
  }

  /// Whether a URL is one that is posted to.
  /// - Throws: ``TransportError`` with what is wrong with it, which does not repeat it.
  package static func check(_ url: Secret) throws(TransportError) { _ = try place(of: url.value) }

  /// Scheme, host and port of a URL, which is all that may be told of it.
  static func place(of url: String) throws(TransportError) -> String {
    guard !url.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f }) else {
      throw TransportError("A webhook's URL has a space or a control character: take it out.")
    }
    let parts = try URLParts(url, scheme: ["http", "https"], example: "https://chat.example/…")
    let host = parts.host.contains(":") ? "[\(parts.host)]" : parts.host
    return "\(parts.scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
  }

  private static func isHeader(_ name: String, _ value: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
  }

  private static func lines(_ headers: [(String, String)]) -> [String] {
    // libcurl would otherwise wait for leave to send a longer body.
    var lines = ["Expect:"] + headers.map { "\($0.0): \($0.1)" }
    if !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
      lines.append("Content-Type: application/json")
    }
    return lines
  }
}

/// Lets libcurl connect to an address or not, after names were resolved: what they stand for may change in between.
private final class Door {
  private let allowsPrivate: Bool
  private(set) var hasRefused = false

  init(allowsPrivate: Bool) { self.allowsPrivate = allowsPrivate }

  static let opener: curl_opensocket_callback = { context, _, address in
    guard let context, let address else { return CURL_SOCKET_BAD }
    return Unmanaged<Door>.fromOpaque(context).takeUnretainedValue().open(address)
  }

  private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    // The address itself goes on behind the structure's last field when it is of version 6.
    let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr)!
    let bytes = UnsafeRawBufferPointer(
      start: UnsafeRawPointer(address) + start, count: Int(address.pointee.addrlen))
    let host: [UInt8]
    switch address.pointee.family {
    case AF_INET where bytes.count >= 8: host = Array(bytes[4..<8])
    case AF_INET6 where bytes.count >= 24: host = Array(bytes[8..<24])
    default: host = []
    }
    guard allowsPrivate || InternetAddress(bytes: host).isPublic else {
      hasRefused = true
      return CURL_SOCKET_BAD
    }
    let descriptor = socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
  }
}
