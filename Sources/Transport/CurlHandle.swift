import CLibcurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One of libcurl's handles, with the connection that it may keep; for use by one thread.
final class CurlHandle {
  let pointer: UnsafeMutableRawPointer
  private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  private static let isReady: Bool =
    curl_library() != nil && loaded_curl_global_init()!(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// - Throws: ``TransportError`` where libcurl is not installed.
  init() throws(TransportError) {
    guard CurlHandle.isReady, let pointer = loaded_curl_easy_init()!() else {
      throw TransportError(
        "Nothing can be sent without \(CURL_NAME), which is not installed: install it (Debian's package is libcurl4).")
    }
    self.pointer = pointer
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    set(CURLOPT_ERRORBUFFER, pointer: message)
    // Without it libcurl ends waits for names by a signal, which threads cannot have.
    set(CURLOPT_NOSIGNAL, 1)
    // Only what the settings say counts: variables of the environment would send everything elsewhere.
    set(CURLOPT_PROXY, "")
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
  }

  deinit {
    // A connection that stopped in the middle is not said goodbye to: libcurl would wait for the answer.
    if isBroken {
      let descriptor = curl_get_socket(pointer)
      if descriptor != CURL_SOCKET_BAD { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
    BrokenPipe.ignored { loaded_curl_easy_cleanup()!(pointer) }
    message.deallocate()
  }

  /// Whether the last transfer failed. The handle must not be used for another: an answer that is late would be taken for
  /// the answer to the next message.
  private(set) var isBroken = false

  func set(_ option: CURLoption, _ value: Int) { check(curl_set_long(pointer, option, value)) }
  func set(_ option: CURLoption, _ value: String) { check(curl_set_text(pointer, option, value)) }
  func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer) {
    check(curl_set_pointer(pointer, option, value))
  }

  /// An option that libcurl refuses must not be gone without: it may be the one that asks for TLS.
  func check(_ result: CURLcode) {
    guard result != CURLE_OK, refusedOption == nil else { return }
    refusedOption = CurlHandle.words(result)
  }
  private var refusedOption: String?

  /// Does what the options say.
  /// - Returns: how it ended, and libcurl's words for it.
  func perform() -> (ending: Ending, words: String) {
    if let refusedOption {
      isBroken = true
      return (.impossible, "libcurl cannot do what is asked: \(refusedOption)")
    }
    message[0] = 0
    let result = BrokenPipe.ignored { loaded_curl_easy_perform()!(pointer) }
    isBroken = result != CURLE_OK
    let words = message[0] == 0 ? CurlHandle.words(result) : String(cString: message)
    return (Ending(result, words), words.asReply)
  }

  private static func words(_ result: CURLcode) -> String {
    loaded_curl_easy_strerror()!(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
  }
}

/// Lines that libcurl reads one by one, as long as this is kept.
final class CurlList {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  init(_ lines: [String]) {
    for line in lines { first = loaded_curl_slist_append()!(first, line) }
  }

  deinit { loaded_curl_slist_free_all()!(first) }
}

/// How a transfer ended, as far as it makes a difference.
enum Ending: Equatable, CaseIterable {
  case done
  case noName
  case noConnection
  /// The connection ended or stood still too long.
  case broken
  case tooSlow
  case loginDenied
  case certificate
  /// TLS is asked for, and the other side has none, or none in common.
  case noTLS
  /// The file of certificates cannot be read.
  case authorities
  /// The other side said no, or something that makes no sense.
  case refused
  /// We stopped it.
  case halted
  /// libcurl cannot do what is asked of it.
  case impossible

  init(_ result: CURLcode, _ words: String) {
    self =
      switch result {
      case CURLE_OK: .done
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .noName
      case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: .noConnection
      case CURLE_OPERATION_TIMEDOUT: .tooSlow
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_AGAIN,
        CURLE_SSL_SHUTDOWN_FAILED:
        .broken
      case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .loginDenied
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
        CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        .certificate
      case CURLE_USE_SSL_FAILED, CURLE_SSL_CIPHER: .noTLS
      // The same code for a handshake that the other side cannot do and for one that the network ended.
      case CURLE_SSL_CONNECT_ERROR: words.contains("SYSCALL") || words.contains("reset") ? .broken : .noTLS
      case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_CERTPROBLEM: .authorities
      case CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR, CURLE_READ_ERROR: .halted
      case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY,
        CURLE_SSL_ENGINE_NOTFOUND, CURLE_UNKNOWN_OPTION:
        .impossible
      default: .refused
      }
  }
}

/// Writing to a connection that the other side closed must fail, and not end the program.
enum BrokenPipe {
  /// For this thread only: how the program as a whole takes the signal is not ours to say.
  static func ignored<T>(_ body: () -> T) -> T {
    var pipe = sigset_t()
    var before = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    let result = body()
    if sigismember(&before, SIGPIPE) == 0 {
      var pending = sigset_t()
      sigpending(&pending)
      var signal: Int32 = 0
      if sigismember(&pending, SIGPIPE) == 1 { sigwait(&pipe, &signal) }
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return result
  }
}
