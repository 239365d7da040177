/// The fields of a proposed mapping, with those that follow from others.
struct ProposedFields {
  private(set) var drafts: [FieldDraft] = []
  /// Columns that some field uses.
  private(set) var used: Set<Int>
  /// The order of dates that most columns have.
  let order: DateOrder
  private let noun: ImportNoun
  private let sample: TableSample
  private let contents: [ColumnContents]
  private let matches: [FieldMatch]

  init(
    _ noun: ImportNoun, _ sample: TableSample, _ contents: [ColumnContents], _ matches: [FieldMatch],
    usualOrder: DateOrder?
  ) {
    (self.noun, self.sample, self.contents, self.matches) = (noun, sample, contents, matches)
    used = Set(matches.map(\.column))
    order = ProposedFields.order(noun, contents, matches, usualOrder)
    let drafter = FieldDrafter(noun: noun, sample: sample, contents: contents, order: order, usualOrder: usualOrder)
    var matches = matches
    addOtherUnit(&matches)
    matches.sort { ($0.column, $0.field) < ($1.column, $1.field) }
    drafts = matches.compactMap(drafter.draft)
    composeKey()
    addOpenEnd()
    addCurrency()
    let places = noun.fields.map(\.name)
    drafts = drafts.enumerated().sorted { left, right in
      let place = { (draft: FieldDraft) in places.firstIndex(of: draft.field.name) ?? places.count }
      return (place(left.element), left.offset) < (place(right.element), right.offset)
    }.map(\.element)
  }

  private func column(_ field: String) -> Int? { matches.first { $0.field == field }?.column }
  private func place(_ field: String) -> Int? { drafts.firstIndex { $0.field.name == field } }

  private static func order(
    _ noun: ImportNoun, _ contents: [ColumnContents], _ matches: [FieldMatch], _ usual: DateOrder?
  ) -> DateOrder {
    var votes: [DateOrder: Int] = [:]
    for match in matches where noun.field(match.field)?.kind == .day && !contents[match.column].telling.isEmpty {
      let evidence = DayEvidence(contents[match.column].telling, usual: usual)
      if evidence.share > 0.3 { votes[evidence.order, default: 0] += 1 }
    }
    let most = votes.values.max() ?? 0
    return DateOrder.allCases.first { votes[$0] == most && most > 0 } ?? usual ?? .ymd
  }

  /// Notice in months and in days, from one column.
  private func addOtherUnit(_ matches: inout [FieldMatch]) {
    for (own, other) in [("notice_months", "notice_days"), ("notice_days", "notice_months")] {
      guard let match = self.matches.first(where: { $0.field == own }), column(other) == nil,
        case .number(let unit)? = noun.field(other)?.kind, let ownUnit = CountedUnit.other(unit)
      else { continue }
      let isMixed = contents[match.column].telling.contains {
        (try? ownUnit.number($0.text)) == nil && (try? unit.number($0.text)) != nil
      }
      if isMixed { matches.append(FieldMatch(field: other, column: match.column, score: match.score)) }
    }
  }

  // MARK: Key

  /// Where the key stands several times, one or two other columns may tell such rows apart.
  private mutating func composeKey() {
    guard let column = column(noun.key), let place = place(noun.key) else { return }
    let cells = contents[column].cells
    let rows = rowsThatDiffer.filter { !TotalWords.contains(cells[$0]) && !cells[$0].isEmpty }
    let same = rows.count - Set(rows.map { cells[$0] }).count
    guard same > 0 else { return noteRowNumbers(place, column) }
    // A name does not become another one by what stands beside it.
    let partners = noun.key == "name" ? [] : partners(of: column, rows)
    // One number that stands twice is a mistake; many are a way of numbering.
    guard !partners.isEmpty, same * 20 >= rows.count, same > 1 || partnerRank(partners[0]) < 500 else {
      drafts[place].checks.append(
        "it is not different in every row: of those that share it only the first is imported.")
      return
    }
    drafts[place].columns += partners.map { sample.header[$0] }
    drafts[place].words.append(("join", YAMLText.scalar("-")))
    drafts[place].checks.append(
      "\"\(YAMLText.comment(sample.header[column]))\" stands in several rows, which are different together with the "
        + "other columns. If such rows are one contract, correct the file instead.")
    used.formUnion(partners)
  }

  /// The best column with which each row is different, else the best two.
  private func partners(of key: Int, _ rows: [Int]) -> [Int] {
    let columns = contents.indices.filter { isUsable($0, key, rows) }.sorted {
      (partnerRank($0), $0) < (partnerRank($1), $1)
    }
    func areDifferent(_ others: [Int]) -> Bool {
      Set(rows.map { row in ([key] + others).map { contents[$0].cells[row] } }).count == rows.count
    }
    if let one = columns.first(where: { areDifferent([$0]) }) { return [one] }
    let best = columns.prefix(12)
    for first in best {
      for second in best where second > first { if areDifferent([first, second]) { return [first, second] } }
    }
    return []
  }

  private func isUsable(_ column: Int, _ key: Int, _ rows: [Int]) -> Bool {
    column != key
      && rows.allSatisfy { row in
        let cell = contents[column].cells[row]
        return !cell.isEmpty && cell.count <= 200
      }
  }

  /// A row that stands twice as it is will be refused in any case.
  private var rowsThatDiffer: [Int] {
    var seen: Set<[String]> = []
    return sample.rows.indices.filter { sample.rows[$0].problem == nil && seen.insert(sample.rows[$0].fields).inserted }
  }

  /// Numbers of parts and versions first, then columns that nothing else needs, then short ones.
  private func partnerRank(_ column: Int) -> Int {
    let name = HeadingKey(sample.header[column]).text
    let parts = [
      "枝番", "明細", "版", "回", "amendment", "modification", "mod", "line", "version", "revision", "rev", "suffix", "seq",
    ]
    let width = contents[column].words.map(\.text.count).max() ?? 0
    let isAmount = contents[column].share { $0.contains(".") && HeadingFinder.isData($0) } ?? 0 > 0.5
    return (parts.contains { name.contains($0) } ? 0 : 1000) + (used.contains(column) ? 500 : 0) + width
      + (isAmount ? 2000 : 0)
  }

  private mutating func noteRowNumbers(_ place: Int, _ column: Int) {
    let cells = contents[column].cells.filter { !$0.isEmpty && !TotalWords.contains($0) }
    let isCounting = cells.count > 2 && cells.enumerated().allSatisfy { Int($1.halfWidth) == $0 + 1 }
    if isCounting {
      drafts[place].checks.append("these seem to count the rows: they must not change when rows are added or moved.")
    }
  }

  // MARK: What follows from others

  private mutating func addOpenEnd() {
    guard let column = column("ends_on"), place("open_ended") == nil, let field = noun.field("open_ended") else {
      return
    }
    let words = contents[column].words.map(\.text).filter(OpenEndWords.contains)
    guard !words.isEmpty else { return }
    var draft = FieldDraft(field: field, columns: [sample.header[column]])
    draft.add("otherwise", ["no"])
    var folded: Set<String> = []
    draft.values = words.filter { folded.insert($0.foldedWord).inserted }.map { ($0, "yes") }
    drafts.append(draft)
  }

  /// The register takes no amount without its currency.
  private mutating func addCurrency() {
    guard let column = column("value_amount"), let amount = place("value_amount"), place("value_currency") == nil,
      let field = noun.field("value_currency")
    else { return }
    let evidence = AmountEvidence(contents[column].telling)
    var draft = FieldDraft(field: field, constant: evidence.currencies.first)
    let heading = AmountEvidence.currency(sample.header[column])
    if evidence.currencies.count > 1 || (heading != nil && !evidence.currencies.allSatisfy { $0 == heading }) {
      (draft.columns, draft.constant) = ([sample.header[column]], nil)
      draft.add("blank", contents[column].blanks)
      if evidence.hasUnmarked {
        draft.checks.append("cells that name no currency are listed as unreadable, and so are their rows' amounts.")
      }
    } else if evidence.currencies.isEmpty {
      guess(&draft, heading ?? AmountEvidence.currency(sample.above.joined(separator: " ")), evidence, amount)
    } else if evidence.hasUnmarked {
      draft.checks.append("only some cells name it.")
    }
    drafts.append(draft)
  }

  private mutating func guess(
    _ draft: inout FieldDraft, _ stated: String?, _ evidence: AmountEvidence, _ amount: Int
  ) {
    if let stated {
      draft.constant = stated
    } else if evidence.remove == AmountEvidence.dollar {
      draft.constant = "USD"
      draft.checks.append("$ is taken for US dollars; it could be those of another country.")
    } else if sample.header.contains(where: { $0.contains(where: \.isJapanese) }) {
      draft.constant = "JPY"
      draft.checks.append("no cell and no heading names a currency; yen is a guess.")
    } else {
      draft.constant = ""
      draft.isCommentedOut = true
      drafts[amount].checks.append(
        "nothing in the file names a currency, without which no amount is taken: put its code (ISO 4217) between the "
          + "quotes, and take away the marks before both lines.")
      drafts[amount].isCommentedOut = true
    }
  }
}
