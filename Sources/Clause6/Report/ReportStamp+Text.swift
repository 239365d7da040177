import Postgres

extension ReportStamp {
  /// A thing that the answer says of itself.
  package struct Entry: Sendable, Equatable {
    package let title: String
    package let text: String
    /// What only who compares answers reads.
    package let isFine: Bool
  }

  /// What the answer says of itself, for people: the question, then all the rest.
  public var lines: [String] {
    let written = entries.map { (isFine: $0.isFine, text: $0.title + (inJapanese ? "：" : ": ") + $0.text) }
    return [
      report.question.text(in: question.language),
      written.filter { !$0.isFine }.map(\.text).joined(separator: " · "),
    ] + written.filter(\.isFine).map(\.text)
  }

  /// Its days and filters, its rows, and what it rests on.
  package var entries: [Entry] {
    func entry(_ english: String, _ japanese: String, _ text: String?, fine: Bool = false) -> Entry? {
      text.map { Entry(title: inJapanese ? japanese : english, text: $0, isFine: fine) }
    }
    return [
      entry("As of", "基準日", question.asOf.description), entry("Period", "対象期間", period),
      entry("Known", "記録時点", known),
      entry("Only", "絞り込み", filters), entry("Rows", "行数", counted), entry("Sums", "合計", sums),
      entry("Catalogue of regimes", "規範集の版", basis.catalogue), entry("Zone", "時間帯", basis.zone),
      entry("SHA-256 of the rows", "行の SHA-256", given.hash, fine: true),
      entry("SHA-256 of what was sampled", "母集団の SHA-256", question.sample == nil ? nil : population.hash, fine: true),
    ].compactMap { $0 }
  }

  private var inJapanese: Bool { question.language == "ja" }

  private var period: String? {
    guard report.takesPeriod, question.firstOn != nil || question.lastOn != nil else { return nil }
    let last = "\(question.lastOn ?? question.asOf)"
    guard let first = question.firstOn else { return inJapanese ? "\(last) まで" : "until \(last)" }
    return inJapanese ? "\(first) から \(last) まで" : "\(first) to \(last)"
  }

  private var known: String {
    guard let knownAt else { return inJapanese ? "実行時" : "when asked" }
    return knownAt + (inJapanese ? "（履歴 \(basis.leaves) 件）" : " (\(basis.leaves) leaves)")
  }

  private var filters: String? {
    let words = ReportWords(question.language, of: report.name)
    let given = report.filters.compactMap { filter in
      question.filters[filter.name].map {
        inJapanese ? "\(words.title(ofColumn: filter.name)) = \($0)" : "\(filter.name) = \($0)"
      }
    }
    return given.isEmpty ? nil : given.joined(separator: inJapanese ? "、" : ", ")
  }

  /// `25 of 97, drawn with the seed "2026"`.
  private var counted: String {
    guard let sample = question.sample else { return "\(given.rows)" }
    return inJapanese
      ? "\(population.rows) 行のうち \(given.rows) 行（抽出の種「\(sample.seed)」）"
      : "\(given.rows) of \(population.rows), drawn with the seed \"\(sample.seed)\""
  }

  private var sums: String? {
    let words = ReportWords(question.language, of: report.name)
    let sums = given.totals.map { "\(inJapanese ? words.title(ofColumn: $0.column) : $0.column) \($0.sum)" }
    return sums.isEmpty ? nil : sums.joined(separator: inJapanese ? "、" : ", ")
  }

  /// The command that asks the same again.
  package var command: String {
    var words = ["clause6", "report", "run", report.name, "--as-of", question.asOf.description]
    if let leaves = knownLeaves { words += ["--known-at", "@\(leaves)"] }
    if let first = question.firstOn { words += ["--from", first.description] }
    if let last = question.lastOn { words += ["--to", last.description] }
    for filter in report.filters {
      if let value = question.filters[filter.name] { words += ["--filter", "\(filter.name)=\(value)"] }
    }
    if let sample = question.sample { words += ["--sample", "\(sample.size)", "--seed", sample.seed] }
    if inJapanese { words += ["--lang", "ja"] }
    return ShellText.command(words)
  }

  /// An answer of what was known is asked again by its leaves, which say it exactly.
  private var knownLeaves: Int? { knownAt == nil ? nil : basis.leaves }
}
