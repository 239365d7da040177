/// A JSON value. Objects keep the order of their members; numbers keep their text, so no digit is lost.
package enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// The member of an object.
  subscript(_ name: String) -> JSONValue? {
    if case .object(let object) = self { object[name] } else { nil }
  }

  /// The text of a plain value as a cell has it; `nil` for `null`, lists, objects and numbers too long to write out.
  var plainText: String? {
    switch self {
    case .text(let text): text
    case .number(let text): text.plainDecimal
    case .boolean(let flag): flag ? "true" : "false"
    case .null, .list, .object: nil
    }
  }

  var isPlain: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }
  var isObject: Bool { if case .object = self { true } else { false } }

  var isListOfObjects: Bool {
    if case .list(let values) = self, case .object = values.first { true } else { false }
  }
}

struct JSONMember: Equatable, Sendable {
  var name: String
  var value: JSONValue
}

package struct JSONObject: Sendable {
  /// What keeps an object from being taken as it stands.
  enum Fault: Sendable { case nameTwice, halfCharacter }

  static let halfCharacter = "holds half a character: an escape \\uD800 to \\uDFFF without its other half"

  var members: [JSONMember]
  /// The line of the file on which it begins, from 1.
  var line: UInt32 = 1
  /// Of this object itself, not of those in it.
  var fault: Fault?

  subscript(_ name: String) -> JSONValue? { members.first { $0.name.isSame(as: name) }?.value }

  /// The first name that stands more than once.
  var nameTwice: String? {
    if members.count <= 16 {
      return members.indices.first { index in
        members[..<index].contains { $0.name.isSame(as: members[index].name) }
      }.map { members[$0].name }
    }
    var names: Set<String> = []
    return members.first { !names.insert($0.name).inserted }?.name
  }
}

extension JSONObject: Equatable {
  /// Where they stand makes no difference.
  package static func == (one: JSONObject, other: JSONObject) -> Bool { one.members == other.members }
}

extension String {
  /// Comparing lengths first spares names outside ASCII the way through Unicode's normal forms.
  func isSame(as other: String) -> Bool { utf8.count == other.utf8.count && self == other }

  /// A few characters of it, fit for a sentence.
  var excerpt: String {
    let start = prefix(40)
    let shown = String(start.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    return start.endIndex == endIndex ? shown : shown + "…"
  }
}

extension JSONValue {
  /// Reads one value that is at hand; a member that stands twice is refused.
  package init(parsing text: String) throws(Clause6Error) {
    let finder = JSONRowFinder(path: "the text", form: .value)
    let parser = JSONParser(path: "the text", finder: finder)
    try parser.parse(Array(text.utf8)[...])
    try parser.finish()
    guard let value = finder.take()?.value else { throw Clause6Error("The text holds no JSON value.") }
    if let problem = value.problem { throw Clause6Error("The text \(problem).") }
    // A text by itself, or in a list, has no object to tell it.
    if finder.hasHalves { throw Clause6Error("The text \(JSONObject.halfCharacter).") }
    self = value
  }

  /// Why it cannot be taken, as the end of a sentence: the first fault in it, however deep.
  var problem: String? {
    switch self {
    case .null, .boolean, .number, .text: return nil
    case .list(let values):
      for value in values { if let problem = value.problem { return problem } }
      return nil
    case .object(let object):
      switch object.fault {
      case .nameTwice: return "names \"\(object.nameTwice?.excerpt ?? "")\" twice"
      case .halfCharacter: return JSONObject.halfCharacter
      case nil: break
      }
      for member in object.members { if let problem = member.value.problem { return problem } }
      return nil
    }
  }
}
