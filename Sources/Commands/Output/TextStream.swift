import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where text goes: a file descriptor, or memory when a test wants to read it back.
final class TextStream: Sendable {
  /// Why nothing more can be written.
  enum Failure: Equatable, Sendable {
    /// The reader is gone, as after `| head`.
    case readerLeft
    /// An `errno`, such as a full disk.
    case system(Int32)
  }

  private let descriptor: Int32?
  private let capacity: Int
  private let onFailure: @Sendable (Failure) -> Void
  private let pending = Mutex<[UInt8]>([])

  /// - Parameters:
  ///   - descriptor: `nil` keeps everything in memory.
  ///   - capacity: bytes held back before they are written; 0 writes each text at once.
  ///   - onFailure: told when the text cannot be written; that text is dropped.
  init(descriptor: Int32?, capacity: Int, onFailure: @escaping @Sendable (Failure) -> Void = TextStream.endProcess) {
    self.descriptor = descriptor
    self.capacity = capacity
    self.onFailure = onFailure
  }

  func write(_ text: String) {
    let failure = pending.withLock { pending in
      pending.append(contentsOf: text.utf8)
      return pending.count > capacity ? drain(&pending) : nil
    }
    if let failure { onFailure(failure) }
  }

  func flush() {
    let failure = pending.withLock { drain(&$0) }
    if let failure { onFailure(failure) }
  }

  /// What was written to memory and not taken yet.
  func takeText() -> String {
    pending.withLock { pending in
      defer { pending.removeAll() }
      return String(decoding: pending, as: UTF8.self)
    }
  }

  private func drain(_ pending: inout [UInt8]) -> Failure? {
    guard let descriptor else { return nil }
    defer { pending.removeAll(keepingCapacity: true) }
    return pending.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = writeBytes(descriptor, rest.base, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          // Somebody who shares the terminal made it non-blocking.
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno == EPIPE ? .readerLeft : .system(errno)
        }
      }
      return nil
    }
  }

  /// A reader that left ends the process as SIGPIPE would have; a result that cannot be written is a failed command.
  ///
  /// `_exit`, because this may happen while the process is already exiting.
  @Sendable static func endProcess(_ failure: Failure) {
    switch failure {
    case .readerLeft:
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
      _exit(128 + SIGPIPE)
    case .system(let code):
      let message = "clause6: cannot write: \(String(cString: strerror(code)))\n"
      _ = message.withCString { writeBytes(2, $0, strlen($0)) }
      _exit(1)
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var base: UnsafeRawPointer? { UnsafeRawBufferPointer(rebasing: self).baseAddress }
}

/// The C function, which the method of the same name would hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
