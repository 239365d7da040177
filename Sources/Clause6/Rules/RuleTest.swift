public import Postgres

/// The cases beside a rule, and what all of them register first.
public struct RuleTests: Sendable {
  public let cases: [RuleTest]

  /// Reads a file of cases: what follows `-- given:` is registered in each; a case begins with `-- test:`.
  /// - Throws: ``Clause6Error`` that names file and line.
  public init(text: String, path: String) throws(Clause6Error) {
    var cases: [RuleTest] = []
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)[...]
    let first = lines.firstIndex { $0.hasPrefix("-- test:") } ?? lines.endIndex
    let given = lines[..<first].firstIndex { $0.hasPrefix("-- given:") }.map { lines[($0 + 1)..<first] } ?? []
    while let start = lines.firstIndex(where: { $0.hasPrefix("-- test:") }) {
      let end = lines[lines.index(after: start)...].firstIndex { $0.hasPrefix("-- test:") } ?? lines.endIndex
      cases.append(try RuleTest(lines: lines[start..<end], given: given.joined(separator: "\n"), path: path))
      lines = lines[end...]
    }
    guard !cases.isEmpty else { throw Clause6Error("\(path) has no case: one begins with a line \"-- test: title\".") }
    self.cases = cases
  }
}

/// One case: what is registered, the day, and which breaches the rule must then return.
public struct RuleTest: Sendable {
  public let title: String
  public let day: CalendarDate
  /// SQL that registers what the case needs; foreign keys are not checked.
  let given: String
  /// The columns compared; none when no breach is expected.
  let columns: [String]
  /// A `VALUES` list of the expected breaches.
  let expected: String?

  /// Whether the rule must find no breach.
  public var expectsNothing: Bool { expected == nil }

  init(lines: ArraySlice<Substring>, given common: String, path: String) throws(Clause6Error) {
    func after(_ prefix: String) -> (index: Int, text: String)? {
      lines.firstIndex { $0.hasPrefix(prefix) }.map { ($0, String(lines[$0].dropFirst(prefix.count)).trimmedCell) }
    }
    let place = "\(path) line \(lines.startIndex + 1)"
    title = after("-- test:")?.text ?? ""
    guard let asOf = after("-- as-of:"), let day = CalendarDate(asOf.text) else {
      throw Clause6Error("\(place): the case has no line \"-- as-of: 2026-01-31\".")
    }
    guard let expect = after("-- expect:"), expect.index > asOf.index else {
      throw Clause6Error(
        "\(place): after its day the case has no line \"-- expect: none\" or \"-- expect: subject_id, severity\".")
    }
    self.day = day
    given = common + "\n" + lines[(asOf.index + 1)..<expect.index].joined(separator: "\n")
    // A comment after the list belongs to the next case.
    let list = lines[(expect.index + 1)...].reversed().drop { $0.hasPrefix("--") || $0.allSatisfy(\.isWhitespace) }
    let rest = list.reversed().joined(separator: "\n").trimmedCell
    guard (expect.text == "none") == rest.isEmpty else {
      throw Clause6Error(
        "\(place): \"-- expect: none\" stands alone, and expected columns are followed by \"VALUES (…), (…);\".")
    }
    columns = expect.text == "none" ? [] : expect.text.split(separator: ",").map { String($0).trimmedCell }
    expected = expect.text == "none" ? nil : String(rest.hasSuffix(";") ? rest.dropLast() : rest[...])
  }
}
