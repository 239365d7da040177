#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns the pieces of a file into UTF-8, strictly: what is not valid in its encoding is refused, never replaced.
package final class TextDecoder {
  private let encoding: TextEncoding
  private let path: String
  private var converter: iconv_t?
  /// The beginning of a character whose rest is in the next piece.
  private var rest: [UInt8] = []
  /// Line ends before the next piece.
  private var lineEnds = LineCounter()

  /// - Throws: ``Clause6Error`` when this machine's C library does not know the encoding.
  package init(_ encoding: TextEncoding, path: String) throws(Clause6Error) {
    self.encoding = encoding
    self.path = path
    guard encoding != .utf8 else { return }
    converter = iconv_open("UTF-8", encoding.iconvName)
    guard converter != iconv_t(bitPattern: -1) else {
      converter = nil
      throw Clause6Error(
        "\(path) is in \(encoding.name), which this machine's C library cannot read: save the file as UTF-8.")
    }
  }

  deinit { if let converter { iconv_close(converter) } }

  /// - Parameter isLast: whether the file ends with this piece, so that nothing may be cut off.
  /// - Throws: ``Clause6Error`` that names the line on which the bytes are not valid.
  package func decode(_ piece: [UInt8], isLast: Bool) throws(Clause6Error) -> [UInt8] {
    let input = rest.isEmpty ? piece : rest + piece
    rest = []
    let output = encoding == .utf8 ? try checked(input, isLast) : try converted(input, isLast)
    if let zero = output.firstIndex(of: 0) {
      throw Clause6Error(
        "\(path) line \(line(of: output, zero)) holds a zero byte, so nothing was imported: "
          + "this is no text file in \(encoding.name).")
    }
    lineEnds.count(in: output[...])
    return output
  }

  private func checked(_ input: [UInt8], _ isLast: Bool) throws(Clause6Error) -> [UInt8] {
    let end = isLast ? input.count : input.endOfWholeScalars
    guard String(validating: input[..<end], as: UTF8.self) != nil else {
      throw refusal(input, at: input.firstInvalid)
    }
    rest = Array(input[end...])
    return rest.isEmpty ? input : Array(input[..<end])
  }

  private func converted(_ input: [UInt8], _ isLast: Bool) throws(Clause6Error) -> [UInt8] {
    // No encoding that iconv knows needs more than three bytes of UTF-8 for one of its own.
    var output = [UInt8](repeating: 0, count: input.count * 3 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    let failure: Int32 = input.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        return iconv(converter, &from, &inputLeft, &to, &outputLeft) == -1 ? errno : 0
      }
    }
    let place = input.count - inputLeft
    output.removeLast(outputLeft)
    guard failure == 0 || (failure == EINVAL && !isLast) else {
      throw refusal(output, at: output.count)
    }
    rest = Array(input[place...])
    return output
  }

  private func refusal(_ text: [UInt8], at place: Int) -> Clause6Error {
    let line = line(of: text, place)
    guard encoding != .utf8 else {
      return Clause6Error(
        "\(path) line \(line) is not UTF-8, so nothing was imported: say in the mapping what it is "
          + "(\"encoding: cp932\"), or save the file as \"CSV UTF-8\".")
    }
    return Clause6Error(
      "\(path) line \(line) is not \(encoding.name), so nothing was imported: say in the mapping what it is "
        + "(\"encoding: …\"), or save the file as UTF-8.")
  }

  private func line(of text: [UInt8], _ place: Int) -> Int {
    var counter = lineEnds
    counter.count(in: text[..<place])
    return counter.lines + 1
  }
}

/// Counts the ends of lines: LF, CRLF, or a lone CR, also where a piece ends between the two.
struct LineCounter {
  private(set) var lines = 0
  private var endsWithReturn = false

  mutating func count(in bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes {
        if byte == 13 || (byte == 10 && !endsWithReturn) { lines += 1 }
        endsWithReturn = byte == 13
      }
    }
  }
}

extension [UInt8] {
  /// The first byte at which it stops being UTF-8.
  fileprivate var firstInvalid: Int {
    var iterator = makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var place = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): place += scalar.count
      case .error, .emptyInput: return place
      }
    }
  }
}
