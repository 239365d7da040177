extension JSONPath {
  /// Reads the path of a column.
  init(column text: String) throws(Clause6Error) {
    self.init(text: text)
    var parser = JSONPathParser(text)
    while parser.skip("../") { climb += 1 }
    if climb == 0, text == "." { return }
    if climb > 0, parser.isAtEnd { return }
    steps = try parser.members()
  }

  /// Reads where rows stand; the path always ends with the elements of a list.
  init(rows text: String) throws(Clause6Error) {
    self.init(text: text)
    var parser = JSONPathParser(text)
    if text != "." {
      if text.first == "[" {
        steps = [try parser.brackets()]
        if parser.skip(".") { steps += try parser.members() }
        guard parser.isAtEnd else { throw parser.error("\"]\" has to be followed by \".\"") }
      } else {
        steps = try parser.members()
      }
    }
    for case .each(let filter?) in steps {
      if case .row = filter.operand { throw parser.error("$ stands for a member of the row, which it cannot pick") }
    }
    if steps.last?.isEach != true { steps.append(.each(nil)) }
  }
}

/// Reads a path from left to right.
private struct JSONPathParser {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  func error(_ problem: String) -> Clause6Error {
    Clause6Error("The path \"\(text.excerpt)\" cannot be read: \(problem). Correct the mapping.")
  }

  mutating func skip(_ mark: String) -> Bool {
    guard rest.hasPrefix(mark) else { return false }
    rest = rest.dropFirst(mark.count)
    return true
  }

  mutating func members() throws(Clause6Error) -> [JSONStep] {
    var steps: [JSONStep] = []
    repeat {
      guard !rest.hasPrefix("../") else { throw error("../ may only stand at its beginning") }
      steps.append(.member(try name(upTo: ".[]\"")))
      if rest.first == "[" { steps.append(try brackets()) }
    } while skip(".")
    guard isAtEnd else { throw error("\"\(rest.prefix(1))\" stands where \".\" or the end should") }
    guard steps.count <= 100 else { throw error("it has more than a hundred steps") }
    return steps
  }

  mutating func brackets() throws(Clause6Error) -> JSONStep {
    _ = skip("[")
    if skip("]") { return .each(nil) }
    let names = try self.names()
    let isInList = skip("~")
    guard isInList || skip("=") else { throw error("between brackets stands = or ~ behind a member's name") }
    let operand: JSONFilter.Operand
    if skip("$") {
      operand = .row(try self.names())
    } else if rest.first == "\"" {
      operand = .text(try quoted())
    } else {
      let text = rest.prefix { $0 != "]" }
      rest = rest[text.endIndex...]
      operand = .text(String(text))
    }
    guard skip("]") else { throw error("\"]\" is missing") }
    return .each(JSONFilter(names: names, isInList: isInList, operand: operand))
  }

  private mutating func names() throws(Clause6Error) -> [String] {
    var names: [String] = []
    repeat { names.append(try name(upTo: ".[]\"=~")) } while skip(".")
    return names
  }

  private mutating func name(upTo marks: String) throws(Clause6Error) -> String {
    if rest.first == "\"" { return try quoted() }
    let name = rest.prefix { !marks.contains($0) }
    guard !name.isEmpty else { throw error("a name is missing") }
    rest = rest[name.endIndex...]
    return String(name)
  }

  private mutating func quoted() throws(Clause6Error) -> String {
    var name = ""
    _ = skip("\"")
    while let character = rest.popFirst() {
      if character == "\"", !skip("\"") { return name }
      name.append(character)
    }
    throw error("a quotation mark is missing")
  }
}

extension String {
  /// The name as a path has it.
  var pathName: String {
    let isPlain = !isEmpty && !contains { ".[]\"".contains($0) } && !hasPrefix("../")
    return isPlain
      ? self : "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
