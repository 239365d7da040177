// JSON that the program writes itself stands in its source as it is written.

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral number: Int) { self = .number(String(number)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral flag: Bool) { self = .boolean(flag) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral values: JSONValue...) { self = .list(values) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, JSONValue)...) { self = .members(members) }
}

extension JSONValue {
  package static func texts(_ texts: [String]) -> JSONValue { .list(texts.map { .text($0) }) }

  package static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members: members.map { JSONMember(name: $0.0, value: $0.1) }))
  }

  /// With further members behind those of an object.
  func with(_ members: [(String, JSONValue)]) -> JSONValue {
    guard case .object(let object) = self else { return self }
    return .members(object.members.map { ($0.name, $0.value) } + members)
  }

  /// The value with the members of every object in it sorted by name.
  package var sorted: JSONValue {
    switch self {
    case .list(let values): .list(values.map(\.sorted))
    case .object(let object):
      .members(
        object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map {
          ($0.name, $0.value.sorted)
        })
    default: self
    }
  }

  /// The value on several lines, as people read it: what fits on one line stands on one.
  var indented: String { indented("") }

  private func indented(_ margin: String) -> String {
    let line = json
    guard margin.utf8.count + line.utf8.count > 100, !isPlain else { return line }
    let inner = margin + "  "
    switch self {
    case .list(let values) where values.allSatisfy(\.isPlain):
      return "[\n" + inner + JSONValue.filled(values.map(\.json), inner) + "\n\(margin)]"
    case .list(let values):
      return "[\n" + values.map { inner + $0.indented(inner) }.joined(separator: ",\n") + "\n\(margin)]"
    case .object(let object):
      let members = object.members.map { inner + JSONValue.text($0.name).json + ": " + $0.value.indented(inner) }
      return "{\n" + members.joined(separator: ",\n") + "\n\(margin)}"
    default: return line
    }
  }

  /// Many to a line.
  private static func filled(_ texts: [String], _ margin: String) -> String {
    var lines: [String] = []
    for text in texts {
      if let last = lines.last, margin.utf8.count + last.utf8.count + text.utf8.count < 100 {
        lines[lines.count - 1] = "\(last), \(text)"
      } else {
        lines.append(text)
      }
    }
    return lines.joined(separator: ",\n\(margin)")
  }
}
