/// Finds by their cells alone the columns without which little can be imported.
struct ContentGuesser {
  let noun: ImportNoun
  let sample: TableSample
  let contents: [ColumnContents]

  private static let forms = [
    "株式会社", "有限会社", "合同会社", "(株)", "㈱", "㈲", "協同組合", "一般社団法人", " ltd", " inc", " llc", " gmbh", " limited", " corp",
    " co.",
    " plc", " s.a", " ag", " pty", " b.v", " company", " kk", " k.k", " llp", " sas", " srl", " oy", " ab",
  ]

  /// - Returns: the matches with those that were found so; the key is among them in any case, if there is a column.
  func completed(_ matches: [FieldMatch]) -> [FieldMatch] {
    var matches = matches
    guess(noun.key, in: &matches) { keyness($0) }
    let vendors = noun.field("vendors") == nil ? "name" : "vendors"
    guess(vendors, in: &matches) { contents[$0].share(ContentGuesser.isCompany).map { $0 >= 0.5 ? $0 : 0 } ?? 0 }
    if !sample.hasHeader { guessWithoutNames(&matches) }
    return matches
  }

  private func guess(_ field: String, in matches: inout [FieldMatch], _ worth: (Int) -> Double) {
    guard noun.field(field) != nil, !matches.contains(where: { $0.field == field }) else { return }
    let used = Set(matches.map(\.column))
    let worths = contents.indices.map { used.contains($0) ? 0 : worth($0) }
    guard let best = worths.max(), best > 0 || field == noun.key, let column = worths.firstIndex(of: best) else {
      return
    }
    matches.append(
      FieldMatch(
        field: field, column: column, score: 0.3, doubt: "the heading says nothing that is known, only the cells do"))
  }

  /// Different in every row, short, with digits.
  private func keyness(_ column: Int) -> Double {
    let contents = contents[column]
    guard !contents.cells.isEmpty, contents.filled > 0 else { return 0 }
    let isShort = contents.words.allSatisfy { $0.text.count <= 40 }
    let hasDigits = contents.share { $0.contains(where: \.isNumber) } ?? 0
    let isValue = contents.share { $0.contains(where: { "/-.年,".contains($0) }) && HeadingFinder.isData($0) } ?? 0
    return contents.uniqueness * (isShort ? 1 : 0.3) * (0.5 + 0.5 * hasDigits) * (1 - 0.9 * isValue) + 0.001
  }

  private static func isCompany(_ text: String) -> Bool {
    let text = " " + text.halfWidth.lowercased()
    return forms.contains { text.contains($0) }
  }

  /// In a file without headings: the first two columns of days, the amounts, an address, the longest text.
  private func guessWithoutNames(_ matches: inout [FieldMatch]) {
    let dayShares = contents.map { DayEvidence($0.telling, usual: nil).share }
    func isDay(_ column: Int) -> Bool { dayShares[column] >= 0.6 && contents[column].words.count > 1 }
    let days = contents.indices.filter { column in isDay(column) && !matches.contains { $0.column == column } }
    for (field, column) in zip(["starts_on", "ends_on"], days) {
      guess(field, in: &matches) { $0 == column ? 1 : 0 }
    }
    guess("value_amount", in: &matches) { column in
      isDay(column)
        ? 0 : contents[column].share { (try? NumberReading().amount($0)) != nil && $0.count > 3 } ?? 0 >= 0.7 ? 1 : 0
    }
    guess("owner", in: &matches) { contents[$0].share { $0.contains("@") } ?? 0 >= 0.6 ? 1 : 0 }
    guess("title", in: &matches) { column in
      let words = contents[column].telling
      let isText = contents[column].share { !HeadingFinder.isData($0) } ?? 0 >= 0.8
      return isText ? Double(words.reduce(0) { $0 + $1.text.count }) / Double(max(words.count, 1)) : 0
    }
  }
}
