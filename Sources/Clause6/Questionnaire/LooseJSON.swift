/// JSON as people write it for programs of their own: with remarks, and texts added up with `+`.
///
/// Google's VSAQ is such a dialect. Commas at the end, single quotes and keys without quotes need no help: what comes
/// out of here is read as YAML, which has them.
enum LooseJSON {
  /// The text without remarks, and added texts made one. No line changes its number.
  static func plain(_ text: String) -> String {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.run()
    return String(decoding: scanner.output, as: UTF8.self)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var output: [UInt8] = []
    var position = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
      output.reserveCapacity(bytes.count)
    }

    mutating func run() {
      while position < bytes.count {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") {
          text()
        } else if byte == UInt8(ascii: "'") {
          quoted(byte)
        } else if let end = endOfRemark(at: position) {
          output += newlines(position..<end)
          position = end
        } else {
          output.append(byte)
          position += 1
        }
      }
    }

    /// A text in double quotes, with all that is added to it.
    private mutating func text() {
      var skipped: [UInt8] = []
      output.append(bytes[position])
      position += 1
      while true {
        copy(until: UInt8(ascii: "\""))
        guard let next = startOfAddition(after: position) else { break }
        skipped += newlines(position..<next)
        position = next
      }
      if position < bytes.count {
        output.append(bytes[position])
        position += 1
      }
      output += skipped
    }

    private mutating func quoted(_ quote: UInt8) {
      output.append(quote)
      position += 1
      copy(until: quote)
      guard position < bytes.count else { return }
      output.append(quote)
      position += 1
    }

    /// Copies what stands before the closing quote and stops at it.
    private mutating func copy(until quote: UInt8) {
      while position < bytes.count, bytes[position] != quote {
        if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
          output.append(bytes[position])
          position += 1
        }
        output.append(bytes[position])
        position += 1
      }
    }

    /// Where the next text's content begins when a `+` stands between it and the closing quote at a place.
    private func startOfAddition(after closing: Int) -> Int? {
      guard closing < bytes.count, let plus = nextThing(after: closing + 1), bytes[plus] == UInt8(ascii: "+"),
        let quote = nextThing(after: plus + 1), bytes[quote] == UInt8(ascii: "\"")
      else { return nil }
      return quote + 1
    }

    private func nextThing(after start: Int) -> Int? {
      var place = start
      while place < bytes.count {
        if let end = endOfRemark(at: place) {
          place = end
        } else if [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[place])
        {
          place += 1
        } else {
          return place
        }
      }
      return nil
    }

    /// `// to the line's end` or `/* … */`.
    private func endOfRemark(at start: Int) -> Int? {
      guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
      if bytes[start + 1] == UInt8(ascii: "/") {
        return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      }
      guard bytes[start + 1] == UInt8(ascii: "*") else { return nil }
      var place = start + 2
      while place + 1 < bytes.count {
        if bytes[place] == UInt8(ascii: "*"), bytes[place + 1] == UInt8(ascii: "/") { return place + 2 }
        place += 1
      }
      return bytes.count
    }

    private func newlines(_ range: Range<Int>) -> [UInt8] { bytes[range].filter { $0 == UInt8(ascii: "\n") } }
  }
}
