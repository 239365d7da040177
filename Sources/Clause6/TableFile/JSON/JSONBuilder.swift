/// Builds values from what the parser reports, on flat stacks so that each list is allocated once, at its size.
struct JSONBuilder {
  private struct Frame {
    let isObject: Bool
    /// Where its values and names begin on the stacks.
    let values: Int
    let names: Int
    let line: UInt32
    var hasHalf = false
  }

  private var frames: [Frame] = []
  private var values: [JSONValue] = []
  private var names: [String] = []

  /// Whether any object so far cannot be taken as it stands.
  private(set) var hasFaults = false

  /// How many lists and objects are open.
  var depth: Int { frames.count }

  mutating func begin(isObject: Bool, line: UInt32) {
    frames.append(Frame(isObject: isObject, values: values.count, names: names.count, line: line))
  }

  mutating func markHalf() { frames[frames.count - 1].hasHalf = true }
  mutating func name(_ name: String) { names.append(name) }
  mutating func add(_ value: JSONValue) { values.append(value) }

  /// - Returns: the value when nothing is open any more.
  mutating func end() -> JSONValue? {
    let frame = frames.removeLast()
    let value: JSONValue
    if frame.isObject {
      var object = JSONObject(members: members(from: frame.values, names: frame.names), line: frame.line)
      if frame.hasHalf { object.fault = .halfCharacter }
      if object.nameTwice != nil { object.fault = .nameTwice }
      if object.fault != nil { hasFaults = true }
      value = .object(object)
      names.removeLast(names.count - frame.names)
    } else {
      value = .list(Array(values[frame.values...]))
      if frame.hasHalf, !frames.isEmpty { markHalf() }
    }
    values.removeLast(values.count - frame.values)
    if frames.isEmpty { return value }
    values.append(value)
    return nil
  }

  private func members(from first: Int, names firstName: Int) -> [JSONMember] {
    var members: [JSONMember] = []
    members.reserveCapacity(values.count - first)
    for index in values.indices.dropFirst(first) {
      members.append(JSONMember(name: names[firstName + index - first], value: values[index]))
    }
    return members
  }

  /// How many members of the outermost object are complete.
  var completeMembers: Int { frames.count > 1 ? frames[1].values : values.count }

  /// The outermost object's member that is still open.
  var openName: String { names[completeMembers] }

  /// The outermost object's complete members from a place on, and the open one when it is a list.
  func outerMembers(from first: Int) -> [JSONMember] {
    let complete = completeMembers
    var members = (first..<max(first, complete)).map { JSONMember(name: names[$0], value: values[$0]) }
    if frames.count == 2, !frames[1].isObject {
      // One element is enough to tell what list it is.
      members.append(JSONMember(name: openName, value: .list(Array(values[complete...].prefix(1)))))
    }
    return members
  }

  /// Gives up the outermost object, keeping the complete elements of one of its lists.
  mutating func takeElements(of name: String) -> [JSONValue] {
    var elements: [JSONValue] = []
    let complete = completeMembers
    if frames.count == 2, openName.isSame(as: name) {
      elements = Array(values[complete...])
    } else if let index = names[..<complete].firstIndex(where: { $0.isSame(as: name) }),
      case .list(let list) = values[index]
    {
      elements = list
    }
    let hadFaults = hasFaults
    self = JSONBuilder()
    hasFaults = hadFaults
    return elements
  }
}
