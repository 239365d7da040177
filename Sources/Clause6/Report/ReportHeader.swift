/// What a report says of itself: in the comment on its function, or in the comment lines at the top of its file.
///
/// ```
/// Which contracts have ended while nothing says that the work ended?
/// question-ja: 業務の終了が記録されていないまま終了した契約はどれか？
/// filter tier (critical, high, medium, low): only of that tier
/// chart: count tier
/// ```
struct ReportHeader {
  /// Of the function or file, for messages.
  let place: String
  private(set) var texts: [String: String] = [:]
  private(set) var filters: [Report.Filter] = []
  private(set) var charts: [ReportChart] = []

  static let words = ["report", "title", "title-ja", "question", "question-ja", "filter", "chart"]
  /// Types whose values a person can write on a command line.
  static let types = ["text", "integer", "boolean", "date", "numeric"]
  /// What the day, the period and the language are called; no filter is.
  static let reserved = ["as_of", "first_on", "last_on", "lang"]

  init(place: String) { self.place = place }

  /// - Parameter types: of the function's parameters; a file names the type of each filter itself.
  mutating func add(_ line: Substring, types: [String: String]?) throws(Clause6Error) {
    guard let colon = line.firstIndex(of: ":") else { throw wrong(line) }
    let words = line[..<colon].split(separator: " ", maxSplits: 1)
    let text = String(line[line.index(after: colon)...]).trimmedCell
    guard let word = words.first.map(String.init), ReportHeader.words.contains(word),
      words.count == 1 || word == "filter"
    else { throw wrong(line) }
    switch word {
    case "filter": filters.append(try filter(words.count > 1 ? words[1] : "", text, types))
    case "chart": charts.append(try ReportChart(text, place: place))
    default:
      guard texts.updateValue(text, forKey: word) == nil else {
        throw Clause6Error("\(place): \"\(word)\" stands twice.")
      }
    }
  }

  private func filter(
    _ words: Substring, _ help: String, _ types: [String: String]?
  ) throws(Clause6Error) -> Report.Filter {
    let halves = words.split(separator: "(", maxSplits: 1)
    let names = (halves.first ?? "").split(separator: " ").map(String.init)
    let choices = halves.count > 1 ? halves[1].split { ",)".contains($0) }.map { String($0).trimmedCell } : []
    let name = names.first ?? ""
    guard let type = types == nil ? (names.count == 2 ? names[1] : "text") : types?[name],
      names.count == 1 || (types == nil && names.count == 2), ReportHeader.types.contains(type)
    else {
      throw Clause6Error(
        types == nil
          ? "\(place): a filter is \"filter name type (word, word): help\", its type one of \(ReportHeader.types.joined(separator: ", "))."
          : "\(place): the filter \"\(name)\" is no parameter of the function, or not of a type that can be written.")
    }
    guard isName(name), !ReportHeader.reserved.contains(name), !filters.contains(where: { $0.name == name }) else {
      throw Clause6Error("\(place): no other filter may be called \"\(name)\".")
    }
    return Report.Filter(name: name, type: type, choices: choices, help: help)
  }

  private func isName(_ name: String) -> Bool {
    name.first?.isLetter == true
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }

  private func wrong(_ line: Substring) -> Clause6Error {
    Clause6Error(
      "\(place): \"\(line)\" is no line of a report's header; these are: \(ReportHeader.words.joined(separator: ", "))."
    )
  }

  func words(_ key: String, or missing: String? = nil) throws(Clause6Error) -> Report.Words {
    guard let english = texts[key] ?? missing, !english.isEmpty else {
      throw Clause6Error("\(place) does not say its \(key).")
    }
    return Report.Words(english: english, japanese: texts[key + "-ja"])
  }
}

extension Report {
  /// A function of the database.
  /// - Parameters:
  ///   - comment: its first line is the question.
  ///   - parameters: their names and types, in order.
  init(function: String, comment: String, parameters: [(String, String)]) throws(Clause6Error) {
    let lines = comment.split(separator: "\n")
    var header = ReportHeader(place: "The report \(function)")
    let types = Dictionary(parameters, uniquingKeysWith: { first, _ in first })
    for line in lines.dropFirst() { try header.add(line, types: types) }
    name = function.replacing("_", with: "-")
    title = try header.words("title", or: Report.title(ofName: name))
    question = Words(english: lines.first.map(String.init) ?? "", japanese: header.texts["question-ja"])
    filters = header.filters
    takesPeriod = types["first_on"] != nil
    takesLanguage = types["lang"] != nil
    charts = header.charts
    source = .function(function)
  }

  /// A file: comment lines as `-- question: …`, then a SELECT.
  ///
  /// In the SELECT, `:as_of`, `:first_on`, `:last_on`, `:lang` and `:` with the name of a filter stand for values.
  /// - Throws: ``Clause6Error`` that names the file.
  init(source text: String, path: String) throws(Clause6Error) {
    var header = ReportHeader(place: path)
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let comments = lines.prefix { $0.hasPrefix("-- ") && $0.contains(":") }
    for line in comments { try header.add(line.dropFirst("-- ".count), types: nil) }
    let body = lines.dropFirst(comments.count).joined(separator: "\n")
    guard !body.allSatisfy(\.isWhitespace) else { throw Clause6Error("\(path) has a header and no SELECT after it.") }
    if let word = SQLWords.clock(in: body) {
      throw Clause6Error(
        "\(path) looks at a clock (\(word)): use :as_of, so that the report can be asked about any day.")
    }
    name = try header.words("report").english
    guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) else {
      throw Clause6Error("\(path): a report is named by small letters, digits and -; \"\(name)\" is not.")
    }
    title = try header.words("title", or: Report.title(ofName: name))
    question = try header.words("question")
    filters = header.filters
    takesPeriod = body.names("first_on") || body.names("last_on")
    takesLanguage = body.names("lang")
    charts = header.charts
    source = .file(path: path, body: body)
  }

  private static func title(ofName name: String) -> String {
    let words = name.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
