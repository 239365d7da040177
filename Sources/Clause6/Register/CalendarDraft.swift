import Postgres

/// A calendar as a file says it: which days are closed, from a first known day to a last.
public struct CalendarDraft: Sendable {
  /// A day that is closed besides the weekends.
  struct Closure: Sendable {
    let day: CalendarDate
    let name: String
    let nameJa: String?
  }

  private(set) var name = ""
  private(set) var title: String?
  private(set) var titleJa: String?
  private(set) var source: String?
  private(set) var publishedOn: CalendarDate?
  /// From Monday, 1, to Sunday, 7; `nil` where the file does not say.
  private(set) var weekend: [Int]?
  private(set) var coversFrom: CalendarDate
  private(set) var coversUntil: CalendarDate
  private(set) var closures: [Closure] = []

  /// Reads a calendar from YAML. See `docs/calendars.md`.
  /// - Parameters:
  ///   - path: the file, for errors.
  ///   - text: what is in it.
  /// - Throws: ``Clause6Error`` that names file and line.
  public init(path: String, text: String) throws {
    let reader = CalendarReader(path: path)
    let keys = try reader.keys(of: text)
    (coversFrom, coversUntil) = try reader.range(try reader.needed("covers", keys))
    name = try reader.text(try reader.needed("name", keys), "a name")
    title = try keys["title"].map { try reader.text($0, "a title") }
    titleJa = try keys["title_ja"].map { try reader.text($0, "a title") }
    source = try keys["source"].map { try reader.text($0, "a source") }
    publishedOn = try keys["published_on"].map(reader.day)
    weekend = try keys["weekend"].map(reader.weekend)
    closures = try keys["closed"].map { try reader.closures($0, from: coversFrom, until: coversUntil) } ?? []
  }
}

/// Takes the words of a calendar's file apart, with the line of what is wrong.
private struct CalendarReader {
  let path: String

  private static let words = ["name", "title", "title_ja", "source", "published_on", "weekend", "covers", "closed"]
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  func keys(of text: String) throws -> [String: YAMLNode] {
    let root = try YAMLNode.document(text.withoutByteOrderMark, at: path)
    guard let pairs = root?.pairs else {
      throw Clause6Error("\(path) is no calendar: it says name, covers and closed, each with what it is.")
    }
    return try words(pairs, CalendarReader.words)
  }

  func needed(_ word: String, _ keys: [String: YAMLNode]) throws(Clause6Error) -> YAMLNode {
    if let node = keys[word] { return node }
    let example = word == "covers" ? "2027-01-01/2027-12-31" : "PLANT-2"
    throw Clause6Error("\(path) does not say \(word): write \(word): \(example).")
  }

  func text(_ node: YAMLNode, _ what: String) throws(Clause6Error) -> String {
    guard let text = node.text?.said else { throw refusal(node, "\(what) is a text") }
    return text
  }

  func day(_ node: YAMLNode) throws(Clause6Error) -> CalendarDate {
    guard let text = node.text, let day = CalendarDate(text) else {
      throw refusal(node, "\"\(node.text ?? "a list")\" is no day such as 2027-01-04")
    }
    return day
  }

  func range(_ node: YAMLNode) throws(Clause6Error) -> (CalendarDate, CalendarDate) {
    let sides = (node.text ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, let first = CalendarDate(sides[0]), let last = CalendarDate(sides[1]) else {
      throw refusal(node, "covers is a first and a last day: 2027-01-01/2027-12-31")
    }
    guard first <= last else { throw refusal(node, "the last day, \(last), comes before the first") }
    return (first, last)
  }

  func weekend(_ node: YAMLNode) throws -> [Int] {
    guard let list = node.list else { throw refusal(node, "weekend is a list: [sat, sun], or [] where there is none") }
    let numbers = try list.map { item throws(Clause6Error) in
      guard let place = CalendarReader.days.firstIndex(of: String((item.text ?? "").lowercased().prefix(3))) else {
        throw refusal(
          item, "\"\(item.text ?? "a list")\" is no day of the week; these are: mon, tue, wed, thu, fri, sat, sun")
      }
      return place + 1
    }
    return numbers.sorted()
  }

  func closures(_ node: YAMLNode, from first: CalendarDate, until last: CalendarDate) throws -> [CalendarDraft.Closure]
  {
    guard let pairs = node.pairs else {
      throw refusal(node, "closed has a line for each day: 2027-01-04: Company holiday")
    }
    return try pairs.map { key, value in
      let day = try day(key)
      guard (first...last).contains(day) else {
        throw refusal(key, "\(day) is not among the days that the file covers, \(first) to \(last)")
      }
      guard let names = value.pairs else {
        return CalendarDraft.Closure(day: day, name: try text(value, "what \(day) is called"), nameJa: nil)
      }
      let known = try words(names, ["name", "name_ja"])
      guard let name = known["name"] else { throw refusal(value, "\(day) has no name") }
      return CalendarDraft.Closure(
        day: day, name: try text(name, "a name"), nameJa: try known["name_ja"].map { try text($0, "a name") })
    }
  }

  private func words(_ pairs: [(key: YAMLNode, value: YAMLNode)], _ allowed: [String]) throws -> [String: YAMLNode] {
    var words: [String: YAMLNode] = [:]
    for (key, value) in pairs {
      guard let word = key.text, allowed.contains(word) else {
        let word = key.text ?? ""
        throw refusal(
          key,
          "\"\(word)\" says nothing of a calendar\(suggestion(word, allowed)); these do: \(allowed.joined(separator: ", "))"
        )
      }
      words[word] = value
    }
    return words
  }

  private func refusal(_ node: YAMLNode, _ problem: String) -> Clause6Error {
    Clause6Error("\(path) line \(node.line): \(problem).")
  }
}
