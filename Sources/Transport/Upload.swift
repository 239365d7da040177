import CLibcurl

/// The bytes that libcurl asks for, and the moment before it has them all.
final class Upload {
  /// What the reader may do at its end.
  enum Halt: Error {
    /// The transfer must not end well, for the caller's error or for this reason.
    case by(any Error)
    case refused(String)
  }

  private let bytes: [UInt8]
  private var sent = 0
  /// How many bytes are held back until `beforeEnd` has returned: 1 where the last byte ends the message, 0 where what
  /// libcurl adds to it does.
  private let heldBack: Int
  private let beforeEnd: () throws -> Void
  /// Whether the other side may have all of it.
  private(set) var isMarked = false
  private(set) var halt: Halt?

  init(_ bytes: [UInt8], heldBack: Int, beforeEnd: @escaping () throws -> Void) {
    self.bytes = bytes
    self.heldBack = min(heldBack, bytes.count)
    self.beforeEnd = beforeEnd
  }

  /// Gives libcurl what it asks for.
  static let reader: curl_read_callback = { buffer, size, count, context in
    guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
    let upload = Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue()
    return upload.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var open = bytes.count - sent - (isMarked ? 0 : heldBack)
    if open == 0, !isMarked {
      do {
        try beforeEnd()
      } catch {
        halt = error as? Halt ?? .by(error)
        return Int(CURL_READFUNC_ABORT)
      }
      isMarked = true
      open = heldBack
    }
    let count = min(open, buffer.count)
    buffer.copyBytes(from: bytes[sent..<sent + count])
    sent += count
    return count
  }
}
