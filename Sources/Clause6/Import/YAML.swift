import CLibyaml

/// A YAML document as a tree, read by libyaml.
///
/// A package that does this brings Foundation with it, which would cost the start of every command, importing or not:
/// see `docs/performance.md`.
struct YAMLNode {
  enum Content {
    case text(String)
    case list([YAMLNode])
    case pairs([(key: YAMLNode, value: YAMLNode)])
  }

  let content: Content
  /// Where it begins, counted from 1.
  let line: Int

  var text: String? { if case .text(let text) = content { text } else { nil } }
  var list: [YAMLNode]? { if case .list(let nodes) = content { nodes } else { nil } }
  var pairs: [(key: YAMLNode, value: YAMLNode)]? { if case .pairs(let pairs) = content { pairs } else { nil } }

  /// Reads the text of a file, whose name stands in what is said against it.
  /// - Returns: `nil` when there is nothing in it but blanks and comments.
  /// - Throws: ``Clause6Error`` that names file and line.
  static func document(_ text: String, at path: String) throws(Clause6Error) -> YAMLNode? {
    do {
      return try document(text)
    } catch {
      throw Clause6Error("\(path) line \(error.line) is not YAML: \(error.problem).")
    }
  }

  /// Reads a text with one document.
  /// - Returns: `nil` when there is nothing in it but blanks and comments.
  static func document(_ text: String) throws(YAMLError) -> YAMLNode? {
    var text = text
    do {
      return try text.withUTF8 { bytes in try YAMLReader(bytes).document() }
    } catch let error as YAMLError {
      throw error
    } catch {
      throw YAMLError(line: 1, problem: "\(error)")
    }
  }
}

struct YAMLError: Error {
  let line: Int
  let problem: String
}

/// Builds the tree from libyaml's events.
private final class YAMLReader {
  private var parser = yaml_parser_t()
  private var event = yaml_event_t()
  private var anchors: [String: YAMLNode] = [:]
  /// How many nodes each anchor stands for, and how many the document has, those that aliases stand for counted each time.
  private var counts: [String: Int] = [:]
  private var count = 0
  private var level = 0

  /// - Parameter bytes: have to outlive the reader.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    yaml_parser_initialize(&parser)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(&event)
    yaml_parser_delete(&parser)
  }

  func document() throws(YAMLError) -> YAMLNode? {
    try advance(past: YAML_NO_EVENT)
    try advance(past: YAML_STREAM_START_EVENT)
    guard event.type == YAML_DOCUMENT_START_EVENT else { return nil }
    try advance(past: YAML_DOCUMENT_START_EVENT)
    let root = try node()
    try advance(past: YAML_DOCUMENT_END_EVENT)
    guard event.type == YAML_STREAM_END_EVENT else {
      throw YAMLError(line: line, problem: "a second document begins, and only one is read")
    }
    return root
  }

  /// The line of the event that is next.
  private var line: Int { event.start_mark.line + 1 }

  /// Takes the next event.
  private func advance(past type: yaml_event_type_t) throws(YAMLError) {
    precondition(event.type == type, "libyaml keeps the order of its events")
    yaml_event_delete(&event)
    guard yaml_parser_parse(&parser, &event) == 1 else {
      throw YAMLError(
        line: parser.problem_mark.line + 1, problem: parser.problem.map { String(cString: $0) } ?? "it cannot be read")
    }
  }

  /// Deeper than anybody writes, and far from where the stack ends.
  private static let mostLevels = 200
  /// More than any file of ours has: an alias stands for all that is below it, and aliases of aliases multiply.
  private static let mostNodes = 2_000_000

  private func node() throws(YAMLError) -> YAMLNode {
    level += 1
    defer { level -= 1 }
    guard level <= YAMLReader.mostLevels else {
      throw YAMLError(line: line, problem: "more than \(YAMLReader.mostLevels) levels stand in one another")
    }
    let line = line
    let before = count
    try add(1)
    let content: YAMLNode.Content
    let anchor: String?
    switch event.type {
    case YAML_ALIAS_EVENT:
      let name = String(bytes: event.data.alias.anchor)
      guard let node = anchors[name] else { throw YAMLError(line: line, problem: "nothing is called &\(name)") }
      try advance(past: YAML_ALIAS_EVENT)
      try add(counts[name] ?? 0)
      return node
    case YAML_SCALAR_EVENT:
      anchor = event.data.scalar.anchor.map { String(bytes: $0) }
      content = .text(String(bytes: event.data.scalar.value, count: event.data.scalar.length))
      try advance(past: YAML_SCALAR_EVENT)
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.data.sequence_start.anchor.map { String(bytes: $0) }
      try advance(past: YAML_SEQUENCE_START_EVENT)
      var nodes: [YAMLNode] = []
      while event.type != YAML_SEQUENCE_END_EVENT { nodes.append(try node()) }
      try advance(past: YAML_SEQUENCE_END_EVENT)
      content = .list(nodes)
    default:
      anchor = event.data.mapping_start.anchor.map { String(bytes: $0) }
      try advance(past: YAML_MAPPING_START_EVENT)
      var pairs: [(key: YAMLNode, value: YAMLNode)] = []
      var keys: Set<String> = []
      while event.type != YAML_MAPPING_END_EVENT {
        let key = try node()
        if let text = key.text, !keys.insert(text).inserted {
          throw YAMLError(line: key.line, problem: "\"\(text)\" stands twice")
        }
        pairs.append((key, try node()))
      }
      try advance(past: YAML_MAPPING_END_EVENT)
      content = .pairs(pairs)
    }
    let node = YAMLNode(content: content, line: line)
    if let anchor {
      anchors[anchor] = node
      counts[anchor] = count - before
    }
    return node
  }

  private func add(_ nodes: Int) throws(YAMLError) {
    count += nodes
    guard count <= YAMLReader.mostNodes else {
      throw YAMLError(line: line, problem: "its aliases (*name) stand for more values than any such file has")
    }
  }
}

extension String {
  /// libyaml has checked that its texts are UTF-8.
  fileprivate init(bytes: UnsafeMutablePointer<UInt8>, count: Int) {
    self.init(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  fileprivate init(bytes: UnsafeMutablePointer<UInt8>) { self.init(cString: bytes) }
}
