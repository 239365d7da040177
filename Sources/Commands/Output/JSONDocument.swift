import Clause6

/// A document of JSON as it is printed, the members of each object sorted by name. What is long has a member or an
/// element a line, so that two answers can be compared by lines.
indirect enum JSONDocument {
  case value(JSONValue)
  /// What is written already.
  case written(String)
  /// A member a line.
  case object([String: JSONDocument])
  /// An element a line, each made when it is written.
  case list(AnySequence<JSONDocument>)

  static func lines(_ values: some Sequence<JSONValue>) -> JSONDocument {
    .list(AnySequence(values.lazy.map { .value($0) }))
  }

  /// The document, without a line break at its end.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .value(let value): text += JSONText.printable(value.sorted.json)
    case .written(let json): text += json
    case .object(let members):
      JSONDocument.write(members.sorted { $0.key < $1.key }, "{", "}", to: &text) { member, text in
        text += JSONText.quoted(member.key) + ":"
        member.value.write(to: &text)
      }
    case .list(let elements):
      JSONDocument.write(elements, "[", "]", to: &text) { element, text in element.write(to: &text) }
    }
  }

  private static func write<Item>(
    _ items: some Sequence<Item>, _ start: String, _ end: String, to text: inout String,
    _ each: (Item, inout String) -> Void
  ) {
    text += start
    var isFirst = true
    for item in items {
      text += isFirst ? "\n" : ",\n"
      isFirst = false
      each(item, &text)
    }
    text += isFirst ? end : "\n" + end
  }
}

extension JSONValue {
  /// An object; members that are `nil` are left out.
  static func record(_ members: [String: JSONValue?]) -> JSONValue {
    .members(members.compactMap { name, value in value.map { (name, $0) } })
  }

  static func given(_ text: String?) -> JSONValue? { text.map { .text($0) } }
  static func given(_ number: Int?) -> JSONValue? { number.map { .number(String($0)) } }
  static func count(_ number: Int) -> JSONValue { .number(String(number)) }
}
