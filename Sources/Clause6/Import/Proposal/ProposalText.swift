/// Writes a proposed mapping.
struct ProposalText {
  let noun: ImportNoun
  private var sample: TableSample
  private let contents: [ColumnContents]
  private let fields: ProposedFields

  init(noun: ImportNoun, sample: TableSample, contents: [ColumnContents], fields: ProposedFields) {
    (self.noun, self.contents, self.fields) = (noun, contents, fields)
    self.sample = sample
    self.sample.nameColumns(used: fields.used)
  }

  var yaml: String {
    var lines = head + form + fieldLines + leftOut
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private var fileName: String { sample.path.split(separator: "/").last.map(String.init) ?? sample.path }

  private var head: [String] {
    let count = sample.rows.count
    let rows = sample.isWhole ? "its \(count) rows" : "its first \(count) rows"
    return [
      "# Says which column of \(YAMLText.comment(fileName)) is which fact of a \(noun.name).",
      "# Proposed by clause6 from the headings and \(rows).",
      "# Look at every line with CHECK before it is used: clause6 import \(noun.name) FILE --mapping THIS --dry-run",
      "#",
      "# How to read this file: on the left is the name clause6 knows, on the right the heading of your",
      "# column, exactly as it stands in the file. A field of which you know better gets another column;",
      "# a line that is wrong is taken out. Columns that no line names stand at the end.",
    ]
  }

  // MARK: Form

  private var form: [String] {
    var lines = ["clause6: mapping/1", "noun: \(noun.name)"]
    lines.append(
      "source: \(YAMLText.scalar(source))  # names the register this file is an edition of; keep it for later ones")
    let form = sample.form
    if let encoding = form.encoding {
      lines.append("encoding: \(encoding.name)" + (sample.isGuessedEncoding ? "  # CHECK: a guess from the bytes" : ""))
    }
    if let delimiter = form.delimiter {
      let text = String(Character(Unicode.Scalar(delimiter)))
      lines.append("delimiter: \(YAMLText.scalar(text))  # between the cells; a guess from the first rows")
    }
    if let sheet = form.sheet {
      let others = sample.otherSheets.prefix(10).map { YAMLText.comment($0) }.joined(separator: ", ")
      lines.append("# CHECK: the headings of this sheet fit best; the others are: \(others)")
      lines.append("sheet: \(YAMLText.scalar(sheet))")
    }
    if let rows = form.rows { lines.append("rows: \(YAMLText.scalar(rows))") }
    lines += header
    if form.padsShortRows { lines.append("short_rows: pad  # many rows have too few cells") }
    if !ignored.isEmpty { lines.append("ignore: \(YAMLText.list(ignored))  # rows that are none, such as totals") }
    lines.append("dates: \(fields.order.rawValue)  # \(fields.order.words)")
    return lines + [""]
  }

  private var header: [String] {
    var lines: [String] = []
    switch sample.form.header {
    case .first: break
    case .lines(let range):
      let text = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
      lines.append("header: \(text)  # the line that names the columns; above it stands no row")
    case .none:
      lines.append(
        "# CHECK: the first row seems to be data, so the columns have names given here, and only their cells")
      lines.append("# tell what they are. Give them better names, here and below.")
      lines.append("header: none")
    }
    guard let columns = sample.form.columns else { return lines }
    if sample.hasHeader {
      lines.append("# Some columns have no name or that of another, so all are named anew, in their order.")
    }
    return lines + ["columns: \(YAMLText.list(columns))"]
  }

  /// Cells in place of a key that say that the row is none.
  private var ignored: [String] {
    guard let key = fields.drafts.first(where: { $0.field.name == noun.key }), key.columns.count == 1,
      let column = sample.header.firstIndex(of: key.columns[0])
    else { return [] }
    let heading = sample.parts.indices.contains(column) ? sample.parts[column].last : nil
    return contents[column].words.map(\.text).filter { TotalWords.contains($0) || $0.columnName == heading }
  }

  /// The file's name without what changes from edition to edition.
  private var source: String {
    var name = fileName.lowercased()
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
    let words = name.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    let telling = words.filter {
      !$0.halfWidth.allSatisfy(\.isNumber) && !$0.contains(/^(v|第|r|令和)?\d+(版|年|月|日|年度|末)*$/)
    }
    let text = (telling.isEmpty ? words : telling).joined(separator: "-").prefix(80)
    return text.isEmpty ? "register" : String(text)
  }

  // MARK: Fields

  private static let sections: [(title: String, fields: [String])] = [
    ("What the contract is. The reference must be different in every row.", ["reference", "title", "kind", "parent"]),
    (
      "With whom. The codes stand in the same order as the vendors.",
      ["vendors", "vendor_codes", "our_party", "governing_law"]
    ),
    ("What is entrusted to them, and how much depends on it.", ["engagement", "tier"]),
    (
      "From when until when. The end is the last day on which the contract is in force.",
      ["signed_on", "starts_on", "ends_on", "open_ended"]
    ),
    (
      "Renewal, and how long before the end notice must be given.",
      [
        "auto_renews", "renewal_months", "notice_months", "notice_days", "decision_days", "delivery_days",
        "remind_days",
      ]
    ),
    (
      "What has happened to it since.",
      ["notice_given_on", "terminated_on", "work_ended_on", "supersedes", "new_ends_on"]
    ),
    ("What it is worth.", ["value_amount", "value_currency"]),
    ("Who looks after it on our side, and remarks.", ["owner", "note"]),
  ]

  private var fieldLines: [String] {
    var lines = ["fields:"]
    var rest = fields.drafts
    guard noun.name == "contract" else { return lines + rest.flatMap(\.lines) }
    for section in ProposalText.sections {
      let own = section.fields.compactMap { name in rest.first { $0.field.name == name } }
      guard !own.isEmpty else { continue }
      lines += ["  # \(section.title)"] + own.flatMap(\.lines) + [""]
      rest.removeAll { section.fields.contains($0.field.name) }
    }
    let terms = rest.filter { $0.field.termKey != nil }
    let others = rest.filter { $0.field.termKey == nil }
    if !others.isEmpty { lines += others.flatMap(\.lines) + [""] }
    guard !terms.isEmpty else { return lines }
    return lines + ["  # What it settles. An empty cell means that nobody has looked yet."] + terms.flatMap(\.lines) + [
      ""
    ]
  }

  // MARK: What is left out

  private var leftOut: [String] {
    let columns = sample.header.indices.filter { column in
      !fields.used.contains(column) && !(sample.renamed.contains(column) && contents[column].filled == 0)
    }
    guard !columns.isEmpty else { return [] }
    return ["# Not imported: columns that no field is known for, with some of what stands in them."]
      + columns.map { column in
        let texts = contents[column].words.prefix(3).map { YAMLText.comment($0.text, limit: 40) }
        let samples = texts.isEmpty ? "(empty)" : texts.joined(separator: " | ")
        return "#   \(YAMLText.comment(sample.header[column])): \(samples)"
      }
  }

  /// What should be known beside the mapping.
  var notes: [String] {
    var notes: [String] = []
    if let encoding = sample.form.encoding, sample.isGuessedEncoding {
      notes.append("The file is read as \(encoding.name), which is a guess.")
    }
    if let problem = sample.problem { notes.append("Not all rows could be looked at: \(problem)") }
    if !sample.isWhole, sample.problem == nil {
      notes.append("Only the first \(sample.rows.count) rows were looked at; later ones may hold other words.")
    }
    let checks = fields.drafts.reduce(0) { $0 + $1.checks.count }
    if checks > 0 { notes.append("What is a guess has a line with CHECK before it: there are \(checks) of these.") }
    return notes
  }
}
