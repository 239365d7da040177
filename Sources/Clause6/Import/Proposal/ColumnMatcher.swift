/// A field and the column that seems to say it.
struct FieldMatch {
  let field: String
  let column: Int
  let score: Double
  /// Why it should be looked at.
  var doubt: String?
}

/// Finds for each field the column that says it: by its heading, and by whether its cells can be read so.
struct ColumnMatcher {
  let noun: ImportNoun
  let index: HeadingIndex
  let sample: TableSample
  let contents: [ColumnContents]
  private let fit: FieldFit

  init(_ noun: ImportNoun, _ index: HeadingIndex, _ sample: TableSample, _ contents: [ColumnContents], _ fit: FieldFit)
  {
    (self.noun, self.index, self.sample, self.contents, self.fit) = (noun, index, sample, contents, fit)
  }

  /// Each column once and each field once, the surest first.
  func matches() -> [FieldMatch] {
    var matches = sample.hasHeader ? chosen(sample.header.indices.flatMap(byHeading)) : []
    if let place = matches.firstIndex(where: { $0.field == HeadingIndex.period }) {
      let fields = matches.map(\.field)
      let period = matches.remove(at: place)
      for field in ["starts_on", "ends_on"] where !fields.contains(field) {
        matches.append(FieldMatch(field: field, column: period.column, score: period.score))
      }
    }
    startAtExecution(&matches)
    let guesser = ContentGuesser(noun: noun, sample: sample, contents: contents)
    return guesser.completed(matches)
  }

  /// Execution is the signing, and often all that is known of the start.
  private func startAtExecution(_ matches: inout [FieldMatch]) {
    guard noun.field("starts_on") != nil, !matches.contains(where: { $0.field == "starts_on" }),
      let place = matches.firstIndex(where: { match in
        match.field == "signed_on" && sample.header[match.column].lowercased().contains("execut")
      })
    else { return }
    matches[place] = FieldMatch(
      field: "starts_on", column: matches[place].column, score: matches[place].score,
      doubt: "no other column says when contracts start; it may be the day on which they were signed")
  }

  private func chosen(_ candidates: [FieldMatch]) -> [FieldMatch] {
    var fields: Set<String> = []
    var columns: Set<Int> = []
    var result: [FieldMatch] = []
    let ordered = candidates.sorted { ($1.score, $0.column, $0.field) < ($0.score, $1.column, $1.field) }
    for candidate in ordered where !fields.contains(candidate.field) && !columns.contains(candidate.column) {
      fields.insert(candidate.field)
      columns.insert(candidate.column)
      result.append(candidate)
    }
    return result
  }

  private func byHeading(_ column: Int) -> [FieldMatch] {
    let heading = sample.header[column]
    guard heading.count <= 200, column < contents.count else { return [] }
    let parts = column < sample.parts.count ? sample.parts[column] : []
    return index.candidates(parts.isEmpty ? heading : parts.joined(separator: " "), parts: parts).compactMap {
      found in
      let fit = fit.of(found.field, contents[column])
      guard fit >= 0.5 else { return nil }
      let filled = Double(contents[column].filled) / Double(max(sample.rows.count, 1))
      // Of a list of objects a row has one value only by chance.
      let isListed = sample.form.rows != nil || sample.path.hasSuffix("json") || sample.path.hasSuffix("jsonl")
      let isOneOfMany = isListed && !JSONShape.isSingle(heading) && !["vendors", "vendor_codes"].contains(found.field)
      let score = found.score * (0.55 + 0.4 * fit + 0.05 * filled) * (isOneOfMany ? 0.5 : 1)
      guard score >= 0.35 else { return nil }
      let doubt = found.isNear ? "the heading is only like one that is known" : nil
      return FieldMatch(field: found.field, column: column, score: score, doubt: doubt)
    }
  }
}

/// How well the cells of a column can be read as a field, from 0 to 1.
struct FieldFit {
  let noun: ImportNoun
  let usualOrder: DateOrder?
  /// What a column is worth whose cells say nothing.
  private static let unknown = 0.6

  func of(_ name: String, _ contents: ColumnContents) -> Double {
    guard name != HeadingIndex.period else {
      let share = PeriodCells.share(contents)
      return share >= 0.5 ? share : 0
    }
    if name == noun.key { return key(contents) }
    guard let field = noun.field(name) ?? (name.hasPrefix("term.") ? .term(String(name.dropFirst(5))) : nil) else {
      return 0
    }
    guard !contents.telling.isEmpty || isClosed(field) && !contents.words.isEmpty else { return FieldFit.unknown }
    switch field.kind {
    case .day: return day(name, contents)
    case .amount: return amount(contents)
    case .number(let unit): return number(name, unit, contents)
    case .numbers(let unit): return contents.share { (try? unit.numbers($0)) != nil } ?? 0
    case .flag, .oneOf: return closed(field, contents)
    case .currency:
      return contents.share {
        (try? CurrencyMark.currency($0)) != nil || WordMeanings.meaning($0, of: field) != nil
      } ?? 0
    default: return text(name, contents)
    }
  }

  /// Filled everywhere, and each time with something else.
  private func key(_ contents: ColumnContents) -> Double {
    guard !contents.telling.isEmpty else { return contents.cells.isEmpty ? FieldFit.unknown : 0 }
    let said = contents.telling.reduce(0) { $0 + $1.count }
    let filled = Double(said) / Double(max(contents.cells.count, 1))
    let different = Double(contents.telling.count) / Double(said)
    return filled < 0.5 ? 0 : max(0.5, filled * different * different * different)
  }

  private func day(_ name: String, _ contents: ColumnContents) -> Double {
    let words = contents.telling.filter { !OpenEndWords.contains($0.text) }
    guard !words.isEmpty else { return name == "ends_on" ? FieldFit.unknown : 0 }
    return DayEvidence(words, usual: usualOrder).share
  }

  /// The register takes none below zero, and a column of nothing but zeros says little.
  private func amount(_ contents: ColumnContents) -> Double {
    let share = AmountEvidence(contents.telling).share
    let isBelowZero = contents.share { $0.hasPrefix("-") || $0.hasPrefix("△") } ?? 0
    let isZero = contents.share { $0.allSatisfy { "0.,-".contains($0) } } ?? 0
    return share * (1 - 0.4 * isBelowZero) * (1 - 0.4 * isZero)
  }

  private func number(_ name: String, _ unit: CountedUnit, _ contents: ColumnContents) -> Double {
    let share = contents.share { (try? unit.number($0)) != nil } ?? 0
    guard let other = CountedUnit.other(unit), name.hasPrefix("notice_") else { return share }
    // Some give it in months and some in days: two fields can be read from one column.
    let either = contents.share { (try? unit.number($0)) != nil || (try? other.number($0)) != nil } ?? 0
    return share >= 0.25 && either > share ? max(share, 0.5) : share
  }

  private func isClosed(_ field: ImportField) -> Bool {
    switch field.kind {
    case .flag, .oneOf: true
    default: false
    }
  }

  private func closed(_ field: ImportField, _ contents: ColumnContents) -> Double {
    let words = contents.words.filter {
      !ColumnContents.isBlank($0.text) || WordMeanings.meaning($0.text, of: field) != nil
    }
    guard !words.isEmpty else { return FieldFit.unknown }
    guard words.count <= 30, words.allSatisfy({ $0.text.count <= 80 }) else { return 0 }
    let all = words.reduce(0) { $0 + $1.count }
    let known = words.reduce(0) { $0 + (WordMeanings.meaning($1.text, of: field) == nil ? 0 : $1.count) }
    let saying = words.filter { !ColumnContents.isBlank($0.text) }
    let explained = saying.count { WordMeanings.meaning($0.text, of: field) != nil }
    // Terms have headings that other things have too: "Termination".
    if field.termKey != nil, explained == 0 || explained * 2 < saying.count { return 0 }
    if explained == 0, words.contains(where: { HeadingFinder.isData($0.text) }) { return 0 }
    return 0.5 + 0.5 * Double(known) / Double(all)
  }

  private func text(_ name: String, _ contents: ColumnContents) -> Double {
    switch name {
    case "vendors", "title", "owner", "engagement", "name":
      // Names are neither days nor numbers.
      return 1 - 0.8 * (contents.share(HeadingFinder.isData) ?? 0) + (name == "owner" ? 0.4 : 0)
    default: return 1
    }
  }
}

extension CountedUnit {
  static func other(_ unit: CountedUnit) -> CountedUnit? {
    switch unit {
    case .months: .days
    case .days: .months
    default: nil
    }
  }
}
