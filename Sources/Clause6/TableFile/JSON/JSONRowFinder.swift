/// What keeps any file, however it is made, from taking memory or time without end.
package struct JSONLimits: Sendable {
  /// The most bytes that a row, or whatever else has to be in memory at once, may take up in the file.
  var row = 64 << 20
  /// The most values in it.
  var values = 2_000_000
  var text = 8 << 20
  /// How much of a file's first object is read before its form has to be clear.
  var undecided = 4 << 20
  var depth = 200
  /// How many elements of lists may be gone through for the columns that climb out of one element's rows.
  var visits = 20_000_000
  /// How much is parsed at a time: the queue of rows grows with it.
  package var step = 64 << 10

  package static let usual = JSONLimits()
}

extension Int {
  /// A number of bytes in words.
  var asSize: String { self >> 20 > 0 ? "\(self >> 20) MB" : "\(self) bytes" }
}

/// A value that is a row or holds rows.
struct JSONHeld {
  var value: JSONValue
  /// The line on which it begins.
  var line: UInt32
}

/// Picks from the parser's events the values that hold rows, and skips what stands outside of them.
final class JSONRowFinder {
  enum Form {
    /// One value, whatever it is.
    case value
    /// Rows at a known place.
    case rows(JSONRowPlan)
    /// The file itself shows where its rows are.
    case automatic
  }

  enum Shape { case object, list, plain }

  /// What the first value of a file has shown, when nothing is stated.
  private enum Finding {
    case stated
    /// Its first object is still open.
    case open
    /// Its only object so far is complete.
    case object(JSONHeld)
    case lines
    case list
    /// The rows are in this member of the file's object.
    case member(String)
  }

  private let path: String
  private let limits: JSONLimits
  private let isValue: Bool
  private var finding: Finding
  private var spine: [JSONStep] = []
  /// From a taken element to its rows.
  private(set) var rest: [JSONStep] = []

  private(set) var hasHalves = false
  private var builder = JSONBuilder()
  private var heldStart = 0
  /// How many values are in what is held.
  private var held = 0
  private var heldLine: UInt32 = 1
  /// How many of the outermost members are known to hold no rows.
  private var examined = 0

  private(set) var depth = 0
  private var values = 0
  /// How many lists and objects of the spine are open.
  private var open = 0
  private var skipped = 0
  /// For each open part of the spine, whether its wanted member was seen.
  private var seen: [Bool] = []
  private var isWanted = false
  private var wasFound = false
  /// Names passed on the way, for the sentence that says that rows were not found.
  private var passed: [String] = []
  /// The member that is being skipped, while it may turn out to be a list of objects.
  private var suspect: String?

  private var queue: [JSONHeld] = []
  private var taken = 0

  init(path: String, form: Form, limits: JSONLimits = JSONLimits()) {
    self.path = path
    self.limits = limits
    if case .value = form { isValue = true } else { isValue = false }
    if case .automatic = form { finding = .open } else { finding = .stated }
    if case .rows(let plan) = form {
      spine = plan.spine
      rest = plan.rest
    }
  }

  var isEmpty: Bool { values == 0 }
  /// Whether an object was built that cannot be taken as it stands.
  var hasFaults: Bool { builder.hasFaults }
  var isHolding: Bool { builder.depth > 0 }

  /// The next value that holds rows, if one is complete.
  func take() -> JSONHeld? {
    guard taken < queue.count else {
      queue.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    let held = queue[taken]
    queue[taken].value = .null
    taken += 1
    return held
  }
}

// MARK: Events

extension JSONRowFinder {
  func begin(_ shape: Shape, _ parser: JSONParser) throws(Clause6Error) {
    depth += 1
    if parser.takesHalfCharacter() { noteHalfCharacter() }
    guard depth <= limits.depth else { throw parser.error("nests deeper than \(limits.depth) lists and objects") }
    if isHolding {
      held += 1
      return builder.begin(isObject: shape == .object, line: parser.line)
    }
    if skipped > 0 {
      if shape == .object, skipped == 1 { try refuseSuspect() }
      suspect = nil
      skipped += 1
      return
    }
    switch try place(shape, parser) {
    case .hold:
      heldStart = parser.offset
      held = 1
      heldLine = parser.line
      builder.begin(isObject: shape == .object, line: heldLine)
    case .enter:
      open += 1
      seen.append(false)
    case .skip:
      skipped = 1
      if shape != .list { suspect = nil }
    }
  }

  /// What is open holds half a surrogate pair.
  func noteHalfCharacter() {
    hasHalves = true
    if isHolding { builder.markHalf() }
  }

  func name(_ name: String) throws(Clause6Error) {
    if isHolding { return builder.name(name) }
    guard skipped == 0, case .member(let wanted)? = open > 0 ? spine[open - 1] : nil else { return }
    isWanted = name.isSame(as: wanted)
    suspect = open == 1 ? name : nil
    if !isWanted {
      if !wasFound, passed.count < 20, !passed.contains(name) { passed.append(name) }
    } else if seen[open - 1] {
      throw Clause6Error("\(path) names \"\(name.excerpt)\", where its rows stand, twice in one object.")
    } else {
      seen[open - 1] = true
    }
  }

  func add(_ value: JSONValue, _ parser: JSONParser) throws(Clause6Error) {
    if isHolding {
      held += 1
      return builder.add(value)
    }
    if skipped > 0 { return suspect = nil }
    if case .hold = try place(.plain, parser, isNull: value == .null) {
      queue.append(JSONHeld(value: value, line: parser.line))
    }
  }

  func end(_ parser: JSONParser) throws(Clause6Error) {
    depth -= 1
    if parser.takesHalfCharacter() { noteHalfCharacter() }
    if isHolding {
      if let value = builder.end() {
        try refuseLarge(parser.offset, line: parser.line)
        let held = JSONHeld(value: value, line: heldLine)
        if case .open = finding { finding = .object(held) } else { queue.append(held) }
      } else if case .open = finding, builder.depth <= 2, parser.offset - heldStart > limits.undecided {
        try decideEarly()
      }
    } else if skipped > 0 {
      skipped -= 1
    } else {
      open -= 1
      seen.removeLast()
    }
  }

  /// Nothing that is kept may grow with the file.
  func checkSize(_ offset: Int, line: UInt32) throws(Clause6Error) {
    if isHolding { try refuseLarge(offset, line: line) }
  }

  private func refuseLarge(_ offset: Int, line: UInt32) throws(Clause6Error) {
    let isLong = offset - heldStart > limits.row
    guard isLong || held > limits.values else { return }
    throw Clause6Error(
      "\(path) line \(line): what has to be read at once, a row or all that its columns climb to with ../, "
        + (isLong ? "is larger than \(limits.row.asSize)." : "holds more than \(limits.values) values."))
  }

  private enum Place { case hold, enter, skip }

  /// What to do with the value that begins.
  private func place(_ shape: Shape, _ parser: JSONParser, isNull: Bool = false) throws(Clause6Error) -> Place {
    if open == 0 { try beginFileValue(shape, parser) }
    if open > 0, spine[open - 1].isMember, !isWanted { return .skip }
    guard open < spine.count else { return .hold }
    if isNull { return .skip }
    switch (spine[open], shape) {
    case (.each, .list), (.member, .object):
      if open == spine.count - 1 { wasFound = true }
      return .enter
    case (.each, .object):
      wasFound = true
      return .hold
    case (.member(let name), .list):
      throw parser.error("has a list where the mapping goes on to \"\(name.excerpt)\": write [] into rows")
    default:
      throw parser.error("has a plain value where the mapping has rows or goes on to them")
    }
  }
}

// MARK: Where the rows are

extension JSONRowFinder {
  /// A value that is not inside of any other begins.
  private func beginFileValue(_ shape: Shape, _ parser: JSONParser) throws(Clause6Error) {
    values += 1
    if isValue {
      guard values == 1 else { throw parser.error("goes on behind its value") }
      return
    }
    guard shape != .plain else { throw parser.error("has a plain value where an object or a list has to stand") }
    switch (finding, shape) {
    case (.stated, _), (.open, .object), (.lines, .object): break
    case (.open, _):
      finding = .list
      spine = [.each(nil)]
    case (.object(let first), .object):
      finding = .lines
      queue.append(first)
    case (.object, _), (.lines, _): throw parser.error("has a list behind objects, of which each is a row")
    case (.list, _): throw parser.error("goes on behind the list of its rows")
    case (.member(let name), _):
      throw parser.error(
        "begins another object, though the first seemed to hold all rows in \"\(name.excerpt)\": "
          + "say in the mapping \"rows: .\" when each object is a row, else \"rows: \(name.pathName.excerpt)\"")
    }
  }

  func finish() throws(Clause6Error) {
    guard values > 0 else { throw Clause6Error("\(path) is empty: it holds no JSON value.") }
    switch finding {
    case .object(let held):
      guard case .object(let object) = held.value, let name = try rowMember(object.members) else {
        return queue.append(held)
      }
      guard case .list(let elements)? = object[name] else { return }
      takeRows(elements, of: name)
    case .stated where !wasFound && !spine.isEmpty && !isValue: throw notFound()
    default: break
    }
  }

  func notFound() -> Clause6Error {
    let names = passed.isEmpty ? "" : " What is there instead: \(passed.map(\.excerpt).joined(separator: ", "))."
    return Clause6Error("\(path) has nothing where the mapping says that its rows are.\(names) Correct \"rows\".")
  }

  /// The first object is too large to wait for its end.
  private func decideEarly() throws(Clause6Error) {
    guard let name = try rowMember(builder.outerMembers(from: examined)) else {
      examined = builder.completeMembers
      return
    }
    let isInside = builder.depth == 2
    let isOpen = isInside && builder.openName.isSame(as: name)
    takeRows(builder.takeElements(of: name), of: name)
    finding = .member(name)
    spine = [.member(name), .each(nil)]
    seen = isOpen ? [true, false] : [true]
    open = seen.count
    isWanted = isOpen
    skipped = isInside && !isOpen ? 1 : 0
  }

  private func takeRows(_ elements: [JSONValue], of name: String) {
    wasFound = true
    if name == "records" { rest = [.release] }
    queue += elements.map { element in
      if case .object(let object) = element { return JSONHeld(value: element, line: object.line) }
      return JSONHeld(value: element, line: heldLine)
    }
  }

  /// Which member of the file's object holds the rows: what OCDS calls them, else the only list of objects.
  private func rowMember(_ members: [JSONMember]) throws(Clause6Error) -> String? {
    let known = members.filter { ocdsNames.contains($0.name) && $0.value.isList }
    let lists = known.isEmpty ? members.filter(\.value.isListOfObjects) : known
    guard lists.count <= 1 else { throw several(lists.map(\.name)) }
    return lists.first?.name
  }

  /// A list of objects begins though the rows seemed to be elsewhere.
  private func refuseSuspect() throws(Clause6Error) {
    guard case .member(let name) = finding, let suspect, open == 1 else { return }
    // Beside what OCDS names, other lists may stand.
    if ocdsNames.contains(name), !ocdsNames.contains(suspect) { return }
    throw several([name, suspect])
  }

  private func several(_ names: [String]) -> Clause6Error {
    Clause6Error(
      "\(path) has several lists of objects: \(names.prefix(10).map(\.excerpt).joined(separator: ", ")). "
        + "Say in the mapping which holds the rows, such as \"rows: \(names[0].pathName.excerpt)\", "
        + "or \"rows: .\" when the object is itself the row.")
  }
}

private let ocdsNames = ["releases", "records"]
