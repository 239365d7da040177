import CLibyajl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Sends the pieces of a text through libyajl and what it finds to a ``JSONRowFinder``.
///
/// libyajl is lenient in three places: it takes half a surrogate pair for a question mark, vertical tabs for spaces, and
/// texts that only look like UTF-8. ``JSONTextCheck`` and ``text(_:_:)`` see to these.
final class JSONParser {
  private let path: String
  private let finder: JSONRowFinder
  private let limits: JSONLimits
  private let callbacks = UnsafeMutablePointer<yajl_callbacks>.allocate(capacity: 1)
  private var handle: yajl_handle?
  private var check = JSONTextCheck()
  private var failure: Clause6Error?
  private var markLength = 0
  private var isBlank = true

  /// The piece that is being read.
  private var piece = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// How many bytes came before the piece.
  private var base = 0
  /// Up to where in the piece lines are counted.
  private var counted = 0
  private var lastWasReturn = false
  private var lines: UInt32 = 1
  /// Where the last event ended.
  private var lastEvent = 0
  /// The line on which begins what libyajl is reading since, if it does.
  private var openLine: UInt32?
  /// The comma or colon that may come before it; zero for none.
  private var mark: UInt8 = 0

  init(path: String, finder: JSONRowFinder, limits: JSONLimits = JSONLimits()) {
    self.path = path
    self.finder = finder
    self.limits = limits
    callbacks.initialize(to: eventCallbacks())
    handle = yajl_alloc(callbacks, nil, Unmanaged.passUnretained(self).toOpaque())
    yajl_set(handle, yajl_allow_multiple_values)
    // Texts are checked when they become strings, which finds more.
    yajl_set(handle, yajl_dont_validate_strings)
  }

  deinit {
    if let handle { yajl_free(handle) }
    callbacks.deallocate()
  }

  /// How many bytes of the whole text are behind the event that is being reported.
  var offset: Int { base + (handle.map { yajl_get_bytes_consumed($0) } ?? 0) }

  /// The line of the event that is being reported, from 1.
  var line: UInt32 {
    countLines(upTo: offset - base - 1)
    return lines
  }

  /// Whether half a surrogate pair stood between the event before and the one that is being reported.
  func takesHalfCharacter() -> Bool { check.takesHalf(before: offset) }

  func parse(_ bytes: ArraySlice<UInt8>) throws(Clause6Error) {
    var rest = bytes
    while !rest.isEmpty {
      let step = rest.prefix(limits.step)
      rest = rest.dropFirst(limits.step)
      step.withUnsafeBufferPointer { parse(piece: $0) }
      if let failure { throw failure }
      try finder.checkSize(base, line: lines)
    }
  }

  func finish() throws(Clause6Error) {
    piece = UnsafeBufferPointer(start: nil, count: 0)
    counted = 0
    if !isBlank, yajl_complete_parse(handle) != yajl_status_ok { throw failure ?? syntaxError(line: lines) }
    if let failure { throw failure }
    try finder.finish()
  }

  private func parse(piece bytes: UnsafeBufferPointer<UInt8>) {
    let bytes = withoutMark(bytes)
    if isBlank { isBlank = bytes.allSatisfy(jsonBlanks.contains) }
    let valid = check.scan(bytes, base: base)
    piece = UnsafeBufferPointer(rebasing: bytes[..<valid])
    counted = 0
    if valid > 0, yajl_parse(handle, piece.baseAddress, piece.count) != yajl_status_ok {
      findOpenLine()
      failure = failure ?? syntaxError(line: openLine ?? lines)
      return
    }
    findOpenLine()
    countLines(upTo: piece.count)
    base += piece.count
    if check.takesHalf(before: base) { finder.noteHalfCharacter() }
    if valid < bytes.count {
      failure = error("holds a control character between its values")
    } else if base - lastEvent > limits.text + limits.step {
      failure = error("holds a text, or a gap, larger than \(limits.text.asSize)")
    }
    piece = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Skips a byte order mark, though a piece may end within it.
  private func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var start = 0
    while base == markLength, markLength < mark.count, start < bytes.count, bytes[start] == mark[markLength] {
      start += 1
      markLength += 1
      base += 1
    }
    if markLength > 0, markLength < mark.count, start < bytes.count { failure = failure ?? error("is not UTF-8") }
    return UnsafeBufferPointer(rebasing: bytes[start...])
  }
}

extension JSONParser {
  fileprivate func receive(
    before mark: UInt8 = UInt8(ascii: ","), _ event: (JSONRowFinder, JSONParser) throws(Clause6Error) -> Void
  ) -> Int32 {
    lastEvent = offset
    openLine = nil
    do {
      try event(finder, self)
      self.mark = finder.depth == 0 ? 0 : mark
      return 1
    } catch {
      failure = error
      return 0
    }
  }

  fileprivate func text(_ start: UnsafePointer<UInt8>?, _ count: Int) throws(Clause6Error) -> String {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    // String(validating:) would cost a sixth of the whole reading more.
    let text = String(decoding: bytes, as: UTF8.self)
    if text.isExactly(bytes) { return text }
    // Of a second half without a first libyajl makes what only looks like UTF-8; the row is refused for it.
    guard check.firstHalf < offset, let text = String(validating: bytes.withoutHalves, as: UTF8.self) else {
      throw error("is not UTF-8")
    }
    finder.noteHalfCharacter()
    return text
  }

  func error(_ problem: String) -> Clause6Error { Clause6Error("\(path) line \(line) \(problem).") }

  private func countLines(upTo end: Int) {
    let end = min(end, piece.count)
    guard end > counted else { return }
    let bytes = UnsafeBufferPointer(rebasing: piece[counted..<end])
    counted = end
    // CRLF is one line end, a lone CR is one too.
    if lastWasReturn || check.hasReturns {
      for byte in bytes {
        if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !lastWasReturn) { lines &+= 1 }
        lastWasReturn = byte == UInt8(ascii: "\r")
      }
    } else {
      var count: UInt32 = 0
      for byte in bytes { count &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
      lines &+= count
    }
  }

  /// libyajl tells where it stopped, but not reliably when something spans two pieces.
  private func findOpenLine() {
    var index = max(0, lastEvent - base)
    while openLine == nil, index < piece.count {
      let byte = piece[index]
      if byte == mark, mark > 0 {
        mark = 0
      } else if !jsonBlanks.contains(byte) {
        countLines(upTo: index)
        openLine = lines
      }
      index += 1
    }
  }

  /// libyajl's words, which name its own states, as a sentence.
  private func syntaxError(line: UInt32) -> Clause6Error {
    var problem = "something stands where it may not"
    if let text = yajl_get_error(handle, 0, nil, 0) {
      let words = String(cString: text)
      problem = syntaxProblems.first { words.contains($0.key) }?.value ?? problem
      yajl_free_error(handle, text)
    }
    return Clause6Error("\(path) line \(line) is not valid JSON: \(problem).")
  }
}

private let jsonBlanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

private let syntaxProblems: KeyValuePairs = [
  "premature EOF": "the file ends before its last value does",
  "invalid character inside string": "a text holds a line break or another control character",
  "inside a string, '\\'": "a backslash in a text is followed by a letter that means nothing",
  "invalid (non-hex)": "\\u is not followed by four hexadecimal digits",
  "a digit is required": "a number breaks off",
  "invalid char in json text": "a character stands outside the texts that may not",
  "probable comment": "it has a comment, and JSON knows none",
  "invalid string in json text": "a word stands without quotation marks",
  "invalid object key": "the name of a member is not in quotation marks",
  "separated by a colon": "a colon is missing behind the name of a member",
  "expect ',' or '}'": "a comma or } is missing",
  "expect ',' or ']'": "a comma or ] is missing",
]

extension String {
  /// Whether nothing had to be repaired when it was made of these bytes.
  fileprivate func isExactly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard utf8.count == bytes.count, let start = bytes.baseAddress else { return bytes.isEmpty }
    return utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, start, $0.count) == 0 } ?? false
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// With a question mark, which libyajl has for the first half of a pair, for each second half too.
  fileprivate var withoutHalves: [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < count {
      let isHalf = self[index] == 0xED && index + 2 < count && self[index + 1] >= 0xA0
      bytes.append(isHalf ? UInt8(ascii: "?") : self[index])
      index += isHalf ? 3 : 1
    }
    return bytes
  }
}

/// What libyajl calls; a zero stops it.
private func eventCallbacks() -> yajl_callbacks {
  yajl_callbacks(
    yajl_null: { parser($0).receive { finder, parser throws(Clause6Error) in try finder.add(.null, parser) } },
    yajl_boolean: { context, flag in
      parser(context).receive { finder, parser throws(Clause6Error) in try finder.add(.boolean(flag != 0), parser) }
    },
    yajl_integer: nil, yajl_double: nil,
    yajl_number: { context, start, count in
      parser(context).receive { finder, parser throws(Clause6Error) in
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        try finder.add(.number(String(decoding: bytes, as: UTF8.self)), parser)
      }
    },
    yajl_string: { context, start, count in
      parser(context).receive { finder, parser throws(Clause6Error) in
        try finder.add(.text(parser.text(start, count)), parser)
      }
    },
    yajl_start_map: {
      parser($0).receive(before: 0) { finder, parser throws(Clause6Error) in try finder.begin(.object, parser) }
    },
    yajl_map_key: { context, start, count in
      parser(context).receive(before: UInt8(ascii: ":")) { finder, parser throws(Clause6Error) in
        try finder.name(parser.text(start, count))
      }
    },
    yajl_end_map: { parser($0).receive { finder, parser throws(Clause6Error) in try finder.end(parser) } },
    yajl_start_array: {
      parser($0).receive(before: 0) { finder, parser throws(Clause6Error) in try finder.begin(.list, parser) }
    },
    yajl_end_array: { parser($0).receive { finder, parser throws(Clause6Error) in try finder.end(parser) } })
}

private func parser(_ context: UnsafeMutableRawPointer?) -> JSONParser {
  Unmanaged<JSONParser>.fromOpaque(context!).takeUnretainedValue()
}
