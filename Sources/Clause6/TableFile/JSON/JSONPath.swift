/// A path into JSON values, as a mapping writes it for rows and for columns.
///
/// ```
/// rows   = "." | step { "." member }         step   = member | brackets
/// column = "." | { "../" } [ member { "." member } ]
/// member = name [ brackets ]                 brackets = "[" [ filter ] "]"
/// filter = names ( "=" | "~" ) ( text | "$" names )
/// names  = name { "." name }
/// name   = characters without . [ ] " (in a filter also without = ~), or any characters in double quotes
/// ```
///
/// - `releases[].contracts[]`: each contract of each release. An object where brackets stand counts as a list of one;
///   a member of a list is that member of each element.
/// - `../ocid` in a column: of the object around the row, each `../` one object further out.
/// - `[roles~supplier]` keeps elements whose list `roles` holds that text, `[status=active]` those whose `status` is
///   that text, `[id=$awardID]` those whose `id` is what the row has as `awardID`.
/// - `.` is the row itself, in `rows` the whole value: of a list each element. Names with marks: `"a.b"`, `""` for `"`.
struct JSONPath: Sendable, Equatable {
  let text: String
  /// How many objects further out it begins.
  var climb = 0
  var steps: [JSONStep] = []

  /// The values found from an element on; `null` where an element of a list lacks the member.
  /// - Parameter lookup: spares paths that climb from going through the same lists for each row.
  func values(from value: JSONValue, row: JSONValue, lookup: JSONLookup? = nil) -> [JSONValue] {
    var found: [JSONValue] = []
    collect(value, steps[...], (row, climb > 0 ? lookup : nil), &found)
    return found
  }

  /// Whether an element has the member that the path leads to, be it `null`.
  func isThere(from value: JSONValue, row: JSONValue, lookup: JSONLookup? = nil) -> Bool {
    guard case .member(let name)? = steps.last(where: \.isMember) else { return true }
    var owners = self
    owners.steps = Array(steps.prefix(upTo: steps.lastIndex(where: \.isMember) ?? 0))
    return owners.values(from: value, row: row, lookup: lookup).contains { owner in
      if case .list(let elements) = owner { return elements.contains { $0[name] != nil } }
      return owner[name] != nil
    }
  }

  private func collect(
    _ value: JSONValue, _ steps: ArraySlice<JSONStep>, _ scope: (row: JSONValue, lookup: JSONLookup?),
    _ found: inout [JSONValue]
  ) {
    guard let step = steps.first else { return found.append(value) }
    switch (step, value) {
    case (.member, .list(let elements)):
      scope.lookup?.visited += elements.count
      for element in elements { collect(element, steps, scope, &found) }
    case (.member(let name), _):
      if let member = value[name] {
        collect(member, steps.dropFirst(), scope, &found)
      } else if !steps.dropFirst().contains(where: \.isEach) {
        found.append(.null)
      }
    case (.each(let filter?), .list(let elements)) where filter.isJoin && scope.lookup != nil:
      for index in scope.lookup?.places(in: elements, filter, filter.operand.text(scope.row)) ?? [] {
        collect(elements[index], steps.dropFirst(), scope, &found)
      }
    case (.each(let filter), .list(let elements)):
      scope.lookup?.visited += elements.count
      for element in elements where filter?.keeps(element, row: scope.row) ?? true {
        collect(element, steps.dropFirst(), scope, &found)
      }
    case (.each, .null): break
    case (.each(let filter), _):
      if filter?.keeps(value, row: scope.row) ?? true { collect(value, steps.dropFirst(), scope, &found) }
    case (.release, _): collect(value.release ?? value, steps.dropFirst(), scope, &found)
    }
  }
}

enum JSONStep: Sendable, Equatable {
  case member(String)
  case each(JSONFilter?)
  /// What an OCDS record says in the end.
  case release

  var isEach: Bool { if case .each = self { true } else { false } }
  var isMember: Bool { if case .member = self { true } else { false } }
}

/// Picks elements of a list by what one of their members says.
struct JSONFilter: Sendable, Hashable {
  enum Operand: Sendable, Hashable {
    case text(String)
    /// A member of the row.
    case row([String])
  }

  let names: [String]
  /// Whether the member is a list that has to hold the text.
  let isInList: Bool
  let operand: Operand

  /// Whether it depends on the row.
  var isJoin: Bool { if case .row = operand { true } else { false } }

  func keeps(_ element: JSONValue, row: JSONValue) -> Bool {
    guard let wanted = operand.text(row), let value = element.member(names) else { return false }
    if isInList, case .list(let values) = value { return values.contains { $0.plainText == wanted } }
    return value.plainText == wanted
  }

  /// The texts that it would keep an element for.
  func texts(_ element: JSONValue) -> [String] {
    guard let value = element.member(names) else { return [] }
    if isInList, case .list(let values) = value { return values.compactMap(\.plainText) }
    return value.plainText.map { [$0] } ?? []
  }
}

extension JSONFilter.Operand {
  /// Nothing is equal to what is not there.
  func text(_ row: JSONValue) -> String? {
    switch self {
    case .text(let text): text
    case .row(let names): row.member(names)?.plainText
    }
  }
}

/// Remembers, for the rows of one element, where in the lists around them each text stands.
final class JSONLookup {
  private struct Key: Hashable {
    let list: UnsafeRawPointer?
    let filter: JSONFilter
  }
  private var indexes: [Key: [String: [Int]]] = [:]
  /// How many elements were gone through without such help.
  var visited = 0

  /// - Parameter elements: have to stay in memory as long as the lookup is in use.
  func places(in elements: [JSONValue], _ filter: JSONFilter, _ wanted: String?) -> [Int] {
    guard let wanted else { return [] }
    let key = Key(list: elements.withUnsafeBytes { $0.baseAddress }, filter: filter)
    if let index = indexes[key] { return index[wanted] ?? [] }
    var index: [String: [Int]] = [:]
    for (place, element) in elements.enumerated() {
      for text in filter.texts(element) where index[text]?.last != place { index[text, default: []].append(place) }
    }
    indexes[key] = index
    return index[wanted] ?? []
  }
}

extension JSONValue {
  fileprivate func member(_ names: [String]) -> JSONValue? {
    var value: JSONValue? = self
    for name in names { value = value?[name] }
    return value
  }

  /// Of an OCDS record: the compiled release, else the last release.
  var release: JSONValue? {
    if let compiled = self["compiledRelease"], case .object = compiled { return compiled }
    if case .list(let releases) = self["releases"], case .object = releases.last { return releases.last }
    return nil
  }

  /// The values at a path without `../`; none when the path is no such path.
  func values(at path: String) -> [JSONValue] {
    guard let path = try? JSONPath(column: path), path.climb == 0 else { return [] }
    return path.values(from: self, row: self)
  }
}

/// Where the rows of a file stand, cut in two: what is found while the file streams by, and what is found in memory.
struct JSONRowPlan {
  let text: String
  /// Members from the file's value down to the elements that are taken one at a time.
  var spine: [JSONStep] = []
  /// Which of those elements count.
  var filter: JSONFilter?
  /// From such an element to the rows in it.
  var rest: [JSONStep] = []

  init(rows: String, climb: Int, columns: [JSONPath]) throws(Clause6Error) {
    let path = try JSONPath(rows: rows)
    text = rows
    let enclosing = path.steps.count { $0.isMember }
    if let column = columns.first(where: { $0.climb > enclosing }) {
      throw Clause6Error(
        "The column \"\(column.text)\" climbs further than rows \"\(rows)\" goes down: "
          + "\(enclosing) times at most. Correct the mapping.")
    }
    let first = path.steps.firstIndex(where: \.isEach) ?? path.steps.endIndex - 1
    let rest = path.steps[(first + 1)...]
    // What a column climbs to has to be in memory.
    if climb <= rest.count(where: \.isMember) {
      spine = Array(path.steps[...first])
      self.rest = Array(rest)
      if case .each(let filter?) = spine[first] { self.filter = filter }
    } else {
      self.rest = path.steps
    }
  }
}
