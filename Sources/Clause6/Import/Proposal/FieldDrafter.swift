import Postgres

/// Works out, for a field and its column, what the mapping has to state so that the cells can be read.
struct FieldDrafter {
  let noun: ImportNoun
  let sample: TableSample
  let contents: [ColumnContents]
  /// The order that stands at the top of the mapping.
  let order: DateOrder
  let usualOrder: DateOrder?

  func draft(_ match: FieldMatch) -> FieldDraft? {
    let name = match.field
    guard let field = noun.field(name) ?? (name.hasPrefix("term.") ? .term(String(name.dropFirst(5))) : nil) else {
      return nil
    }
    var draft = FieldDraft(field: field, columns: [sample.header[match.column]])
    if let doubt = match.doubt { draft.checks.append("\(doubt).") }
    let cells = contents[match.column]
    switch field.kind {
    case .day: days(&draft, cells)
    case .amount: amounts(&draft, cells)
    case .number(let unit): numbers(&draft, unit, cells)
    case .flag, .oneOf, .currency: closedWords(&draft, cells)
    case .list: lists(&draft, cells)
    default: if name != noun.key { draft.add("blank", cells.blanks) }
    }
    return draft
  }

  // MARK: Days

  private func days(_ draft: inout FieldDraft, _ cells: ColumnContents) {
    var words = cells.telling
    if PeriodCells.share(cells) >= 0.5 {
      let cut = draft.field.name == "starts_on" ? PeriodCells.behindFirst : PeriodCells.beforeLast
      words = PeriodCells.parts(words, cut).filter { !$0.text.isEmpty }
      draft.add("remove", [cut])
    }
    let open = words.map(\.text).filter(OpenEndWords.contains)
    words = words.filter { !OpenEndWords.contains($0.text) }
    let evidence = DayEvidence(words, usual: usualOrder)
    if !words.isEmpty, evidence.order != order, !isAlike(words, evidence.order) {
      draft.add("dates", [evidence.order.rawValue])
    }
    if let text = evidence.doubtful {
      draft.checks.append(
        "\"\(YAMLText.comment(text))\" can be read in several orders, and no cell shows which is meant: "
          + "\(evidence.order.rawValue) (\(evidence.order.words)) is a guess.")
    }
    state(DayNeeds(words, order: words.isEmpty ? order : evidence.order), &draft)
    draft.add("blank", cells.blanks + (["starts_on", "ends_on"].contains(draft.field.name) ? open : []))
  }

  /// Days that are written so that every order reads them.
  private func isAlike(_ words: [(text: String, count: Int)], _ other: DateOrder) -> Bool {
    words.allSatisfy { word in
      let usual = try? DayReading(order: order, shortYears: 1970, incomplete: .firstDay, sentinels: []).day(word.text)
      let own = try? DayReading(order: other, shortYears: 1970, incomplete: .firstDay, sentinels: []).day(word.text)
      return usual == own
    }
  }

  private func state(_ needs: DayNeeds, _ draft: inout FieldDraft) {
    if let text = needs.shortYears {
      draft.add("short_years", [String(DayEvidence.shortYears)])
      draft.checks.append(
        "\"\(YAMLText.comment(text))\" has a year of two digits; short_years says that they lie between "
          + "\(DayEvidence.shortYears) and \(DayEvidence.shortYears + 99).")
    }
    if let text = needs.incomplete {
      let isLast = ["ends_on", "terminated_on", "work_ended_on"].contains(draft.field.name)
      draft.add("incomplete", [isLast ? "last_day" : "first_day"])
      draft.checks.append(
        "\"\(YAMLText.comment(text))\" names no day; it is taken for its \(isLast ? "last" : "first") day.")
    }
    guard !needs.sentinels.isEmpty else { return }
    let days = needs.sentinels.sorted().map(\.description)
    draft.add("sentinels", days)
    draft.checks.append("\(days.joined(separator: ", ")) is taken to mean that no day is recorded.")
  }

  // MARK: Amounts and numbers

  private func amounts(_ draft: inout FieldDraft, _ cells: ColumnContents) {
    let evidence = AmountEvidence(cells.telling)
    if let remove = evidence.remove { draft.add("remove", [remove]) }
    if evidence.decimal == "," { draft.add("decimal", [","]) }
    if let text = evidence.doubtful {
      draft.checks.append("\"\(YAMLText.comment(text))\" is taken for thousands, which is a guess.")
    }
    let heading = draft.columns[0]
    let title = sample.above.joined(separator: " ")
    if !evidence.hasUnits, let times = AmountEvidence.times(heading) ?? AmountEvidence.times(title) {
      draft.add("times", [String(times)])
      draft.checks.append("the heading seems to say that amounts count \(times).")
    }
    draft.add("blank", cells.blanks)
  }

  private static let wordsOfDays = "(?i).*(日|週|day|week).*"
  private static let wordsOfMonths = "(?i).*(月|年|month|year|yr).*"

  private func numbers(_ draft: inout FieldDraft, _ unit: CountedUnit, _ cells: ColumnContents) {
    if let other = CountedUnit.other(unit), draft.field.name.hasPrefix("notice_") {
      let isMixed = cells.telling.contains { word in
        (try? unit.number(word.text)) == nil && (try? other.number(word.text)) != nil
      }
      if isMixed { draft.add("remove", [unit == .months ? FieldDrafter.wordsOfDays : FieldDrafter.wordsOfMonths]) }
      let heading = draft.columns[0].lowercased()
      let unitWords = unit == .months ? ["月", "month", "年"] : ["日", "day", "週"]
      let isNamed = unitWords.contains { word in
        heading.contains(word) || cells.telling.contains { $0.text.contains(word) }
      }
      if !isNamed, !cells.telling.isEmpty {
        draft.checks.append("nothing says whether these are months or days; \(draft.field.name) is a guess.")
      }
    }
    draft.add("blank", cells.blanks)
  }

  // MARK: Words

  private func closedWords(_ draft: inout FieldDraft, _ cells: ColumnContents) {
    let field = draft.field
    // Whether a contract has an end is the opposite of whether it is open-ended.
    let asksOpposite =
      field.name == "open_ended" && ["定め", "ixed"].contains { draft.columns[0].contains($0) }
    var blanks: [String] = []
    var needsValues = asksOpposite
    var folded: Set<String> = []
    for (word, _) in cells.words where folded.insert(word.foldedWord).inserted || ColumnContents.isBlank(word) {
      guard let meaning = WordMeanings.meaning(word, of: field) else {
        if ColumnContents.isBlank(word) {
          blanks.append(word)
        } else if !isReadable(word, field) {
          if draft.unknown.count < 40, word.count <= 100 { draft.unknown.append(word) }
        }
        continue
      }
      draft.values.append((word, asksOpposite ? (meaning == "yes" ? "no" : "yes") : meaning))
      needsValues = needsValues || !isReadable(word, field)
      if WordMeanings.isChoice(word, of: field) {
        draft.checks.append("\"\(YAMLText.comment(word))\" is taken for \(meaning); it could be another kind.")
      }
    }
    finish(&draft, blanks, needsValues)
  }

  private func finish(_ draft: inout FieldDraft, _ blanks: [String], _ needsValues: Bool) {
    if !needsValues, draft.unknown.isEmpty { draft.values = [] }
    draft.values = draft.values.filter { !blanks.contains($0.word) }
    draft.add("blank", blanks)
    guard !draft.unknown.isEmpty else { return }
    if draft.values.isEmpty {
      draft.isCommentedOut = true
      draft.checks.append("say what these words mean, and take away the marks before the lines.")
    } else {
      draft.checks.append("say what the words behind # mean; until then they are listed as unreadable.")
    }
  }

  /// Whether a word needs no explanation.
  private func isReadable(_ word: String, _ field: ImportField) -> Bool {
    (try? CellReading().read(word, as: field.kind)) != nil
  }

  // MARK: Vendors

  private static let separators = ["\n", "、", ";", "；", " / ", "／", "/", " | ", "，"]
  /// Those that names have within them, too.
  private static let doubtfulSeparators: Set<String> = ["/", "／", "，"]
  private static let trailingCode = "\\s*[(（][A-Z]*[0-9][A-Za-z0-9._-]*[)）]\\s*$"

  private func lists(_ draft: inout FieldDraft, _ cells: ColumnContents) {
    let whole = Set(cells.words.map { $0.text.foldedWord })
    let separators = FieldDrafter.separators.filter { separator in
      cells.telling.contains { word in
        guard !word.text.contains("://") else { return false }
        let pieces = word.text.replacing("\r\n", with: "\n").split(separator: separator).map { String($0).foldedWord }
        guard pieces.count > 1, pieces.allSatisfy({ !$0.isEmpty }) else { return false }
        return !FieldDrafter.doubtfulSeparators.contains(separator) || pieces.contains { whole.contains($0) }
      }
    }
    draft.add("split", separators)
    if separators.contains(where: { $0 != "\n" }) {
      draft.checks.append("cells are cut where a name may be whole; look at the texts in \"split\".")
    }
    if draft.field.name != "vendor_codes", hasCodes(cells, separators) {
      draft.add("remove", [FieldDrafter.trailingCode])
      draft.checks.append("what stands in brackets behind names is taken for a code and cut away.")
    }
    draft.add("blank", cells.blanks)
  }

  private func hasCodes(_ cells: ColumnContents, _ separators: [String]) -> Bool {
    guard let pattern = try? Pattern(FieldDrafter.trailingCode) else { return false }
    var names = cells.telling.map { $0.text.replacing("\r\n", with: "\n") }
    for separator in separators { names = names.flatMap { $0.split(separator: separator).map(String.init) } }
    return names.contains { (try? pattern.occurs(in: $0)) == true }
  }
}
