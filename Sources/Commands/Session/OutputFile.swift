import Clause6
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is there whole or not at all: written beside its place, and put there when it is finished.
final class OutputFile {
  let stream: TextStream
  /// Where it is until it is finished, for what writes files by name.
  let writtenAt: String
  private let path: String
  private let descriptor: Int32
  private let failure: FailureBox
  private var isOpen = true

  /// - Throws: ``Clause6Error`` when it cannot be written.
  init(_ path: String) throws(Clause6Error) {
    self.path = path
    // A name that nobody can have laid a link at.
    writtenAt = "\(path).\(UInt32.random(in: 0 ... .max)).part"
    descriptor = open(writtenAt, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputFile.error(path, errno) }
    let failure = FailureBox()
    self.failure = failure
    stream = TextStream(descriptor: descriptor, capacity: 64 * 1024) { failed in
      failure.first.withLock { $0 = $0 ?? failed }
    }
  }

  deinit { abandon() }

  /// - Throws: ``Clause6Error`` when something of it could not be written; then there is no file.
  func finish() throws(Clause6Error) {
    stream.flush()
    if let failed = failure.first.withLock({ $0 }) {
      abandon()
      switch failed {
      case .readerLeft: throw OutputFile.error(path, EPIPE)
      case .system(let code): throw OutputFile.error(path, code)
      }
    }
    isOpen = false
    close(descriptor)
    guard rename(writtenAt, path) == 0 else {
      let code = errno
      unlink(writtenAt)
      throw OutputFile.error(path, code)
    }
  }

  private func abandon() {
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
    unlink(writtenAt)
  }

  private static func error(_ path: String, _ code: Int32) -> Clause6Error {
    Clause6Error("\(path) cannot be written: \(String(cString: strerror(code))).")
  }
}

private final class FailureBox: Sendable {
  let first = Mutex<TextStream.Failure?>(nil)
}
