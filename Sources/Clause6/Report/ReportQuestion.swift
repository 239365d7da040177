public import Postgres

/// What a report is asked: the day or the days, and what the answer is narrowed to.
public struct ReportQuestion: Sendable, Equatable {
  /// So many rows, the same ones whenever the same rows are sampled with the same seed.
  public struct Sample: Sendable, Equatable {
    public let size: Int
    /// Any text; an auditor chooses it.
    public let seed: String

    public init(size: Int, seed: String) {
      self.size = size
      self.seed = seed
    }
  }

  public let asOf: CalendarDate
  /// The first day of a period; without one, the period has no beginning.
  public var firstOn: CalendarDate?
  /// The last day of a period, that day included; without one, it ends with the day asked about.
  public var lastOn: CalendarDate?
  /// What each filter is to be, by its name.
  public var filters: [String: String] = [:]
  /// `en` or `ja`.
  public var language = "en"
  public var sample: Sample?

  public init(asOf: CalendarDate) { self.asOf = asOf }
}

extension Report {
  /// The statement that answers a question; all values are bound.
  /// - Throws: ``Clause6Error`` for what this report cannot be asked.
  package func statement(_ question: ReportQuestion) throws(Clause6Error) -> SQL {
    try refuse(question)
    var values: [(name: String, type: String, value: (any PostgresEncodable)?)] = [("as_of", "date", question.asOf)]
    if takesPeriod {
      values.append(("first_on", "date", question.firstOn))
      values.append(("last_on", "date", question.lastOn))
    }
    for filter in filters { values.append((filter.name, filter.type, question.filters[filter.name])) }
    if takesLanguage { values.append(("lang", "text", question.language)) }
    let places = values.enumerated().map { "$\($0 + 1)::text::\($1.type)" }
    let bindings = values.map(\.value)
    switch source {
    case .function(let function):
      // Only what was asked: the function knows what it does without.
      let given = values.indices.filter { values[$0].value != nil }
      let named = given.enumerated().map { "\(values[$1].name) => $\($0 + 1)::text::\(values[$1].type)" }
      return SQL(
        verbatim: "SELECT * FROM reports.\(function)(\(named.joined(separator: ", ")))", given.map { bindings[$0] })
    case .file(_, let body):
      // Each has a type here, also where the file does not ask for it.
      let asked = "SELECT \(places.joined(separator: ", "))"
      let text = body.replacingParameters { name in values.firstIndex { $0.name == name }.map { places[$0] } }
      return SQL(verbatim: "WITH asked AS (\(asked)), report AS (\n\(text)\n) SELECT * FROM report", bindings)
    }
  }

  private func refuse(_ question: ReportQuestion) throws(Clause6Error) {
    guard takesPeriod || (question.firstOn == nil && question.lastOn == nil) else {
      throw Clause6Error("The report \(name) is about a day: ask with --as-of, without --from and --to.")
    }
    if let first = question.firstOn, let last = question.lastOn ?? Optional(question.asOf), last < first {
      throw Clause6Error("The last day of the period, \(last), is before its first, \(first).")
    }
    for (name, value) in question.filters.sorted(by: { $0.key < $1.key }) {
      guard let filter = filters.first(where: { $0.name == name }) else {
        let known = filters.map(\.name)
        throw Clause6Error(
          known.isEmpty
            ? "The report \(self.name) has no filters."
            : "The report \(self.name) has no filter \"\(name)\"\(suggestion(name, known)); it has: \(known.joined(separator: ", "))."
        )
      }
      try filter.refuse(value)
    }
  }
}

extension Report.Filter {
  fileprivate func refuse(_ value: String) throws(Clause6Error) {
    if !choices.isEmpty, !choices.contains(value) {
      throw Clause6Error("\"\(value)\" is no \(name); these are: \(choices.joined(separator: ", ")).")
    }
    switch type {
    case "integer" where Int32(value) == nil:
      throw Clause6Error("\(name) is a whole number, which \"\(value)\" is not.")
    case "numeric" where value.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil:
      throw Clause6Error("\(name) is a number such as 12.5, which \"\(value)\" is not.")
    case "boolean" where !["true", "false", "yes", "no"].contains(value):
      throw Clause6Error("\(name) is yes or no, which \"\(value)\" is not.")
    case "date" where CalendarDate(value) == nil:
      throw Clause6Error("\(name) is a day such as 2026-11-22, which \"\(value)\" is not.")
    default: break
    }
  }
}
