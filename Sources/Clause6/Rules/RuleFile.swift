import Schema

extension Rule {
  /// Reads a rule's file.
  /// - Parameters:
  ///   - source: its whole text.
  ///   - path: what messages call it.
  /// - Throws: ``Clause6Error`` that names file and line.
  public init(source: String, path: String) throws(Clause6Error) {
    var header = RuleHeader(path: path)
    // Windows ends lines with two characters that Swift counts as one.
    let lines = source.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let entry = RuleHeader.entry(line) else { break }
      try header.add(entry.name, entry.text, line: index + 1)
    }
    name = try header.name()
    version = try header.number("version")
    texts = Texts(
      title: try header.required("title"), why: try header.required("why"), fix: try header.required("fix"),
      titleJa: header.texts["title-ja"], whyJa: header.texts["why-ja"], fixJa: header.texts["fix-ja"])
    severity = try header.severity()
    status = try header.word("status", or: .active)
    subject = try header.required("subject")
    scope = try header.word("scope", or: .vendor)
    controls = header.list("controls")
    replaces = header.list("replaces")
    population = header.texts["population"]
    limit = try header.number("limit", or: 60)
    parameters = header.parameters
    overrides = header.overrides
    self.source = source
    self.path = path
    headerLines = header.lines
    body = lines.dropFirst(header.lines).joined(separator: "\n")
    guard !body.allSatisfy(\.isWhitespace) else { throw Clause6Error("\(path) has a header and no SELECT after it.") }
    try refuseClocks()
  }

  private func refuseClocks() throws(Clause6Error) {
    if let word = SQLWords.clock(in: body + "\n" + (population ?? "")) {
      throw Clause6Error("\(path) looks at a clock (\(word)): use :as_of, so that the rule can be asked about any day.")
    }
  }
}
