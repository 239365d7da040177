import ArgumentParser
import Clause6
import Postgres

/// Which reports there are: those of the database, and those of the organisation's own folders.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("reports"),
    help: ArgumentHelp(
      "A folder with reports of your own, beside those that come with clause6; may be given several times.",
      discussion: "Else the folders in CLAUSE6_REPORTS, separated by colons.", valueName: "folder"))
  var folders: [String] = []

  func set(_ connection: Connection) throws -> ReportSet {
    try connection.reports(folders: Invocation.current.folders(folders, orOf: "CLAUSE6_REPORTS"))
  }
}

/// What a report is asked beside its day.
struct ReportQuestionOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("First day of the period, for reports about one.", valueName: "day"), transform: Day.parse)
  var first: CalendarDate?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Last day of the period; default the day asked about.", valueName: "day"),
    transform: Day.parse)
  var last: CalendarDate?

  @Option(
    name: .customLong("filter"),
    help: ArgumentHelp(
      "Narrow the answer, as tier=critical; \"clause6 report show\" lists a report's filters. May be given several times.",
      valueName: "name=value"))
  var filters: [String] = []

  @Option(
    help: ArgumentHelp("Only so many rows, chosen by the seed: the same ones each time.", valueName: "rows"))
  var sample: Int?

  @Option(help: ArgumentHelp("Any text, by which the rows of a sample are chosen.", valueName: "text"))
  var seed: String?

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1.") }
    if sample != nil, seed == nil {
      throw ValidationError("--sample needs a --seed, so that the same rows can be drawn again.")
    }
    if sample == nil, seed != nil {
      throw ValidationError("--seed says how to draw a --sample, and none is asked for.")
    }
    _ = try named()
  }

  func question(asOf: CalendarDate) throws -> ReportQuestion {
    var question = ReportQuestion(asOf: asOf)
    question.firstOn = first
    question.lastOn = last
    question.filters = try named()
    question.language = language.language.rawValue
    if let sample, let seed { question.sample = ReportQuestion.Sample(size: sample, seed: seed) }
    return question
  }

  private func named() throws -> [String: String] {
    var named: [String: String] = [:]
    for filter in filters {
      guard let equals = filter.firstIndex(of: "="), equals > filter.startIndex else {
        throw ValidationError("\"\(filter)\" is no filter: write it as tier=critical.")
      }
      let name = filter[..<equals].replacing("-", with: "_")
      guard named.updateValue(String(filter[filter.index(after: equals)...]), forKey: String(name)) == nil else {
        throw ValidationError("The filter \"\(name)\" is given twice.")
      }
    }
    return named
  }
}
