/// Finds the fields that a heading may stand for.
struct HeadingIndex {
  /// A field that a heading may stand for, and how sure it is, up to 1.
  struct Candidate {
    let field: String
    var score: Double
    /// The heading is known only but for a letter or two.
    var isNear = false
  }

  /// What a column is called that holds a whole period.
  static let period = "period"
  private static let periods = """
    契約期間, 期間, 有効期間, 履行期間, 委託期間, 契約の期間, 契約期間自至, contract period, contract term, term, period, duration, \
    contract duration, period of performance, validity, validity period
    """

  private var exact: [String: [Candidate]] = [:]
  private var sorted: [String: [Candidate]] = [:]
  private var known: [Known] = []

  private struct Known {
    let key: String
    let count: Int
    let field: String
  }

  init(_ noun: ImportNoun, terms: [(key: String, en: String, ja: String)]) {
    let headings = HeadingIndex.keys[noun.name] ?? [:]
    for field in noun.fields { add(field.name, [HeadingKey(field.name)] + (headings[field.name] ?? [])) }
    if noun.field("starts_on") != nil, noun.field("ends_on") != nil {
      add(HeadingIndex.period, HeadingIndex.periods.names.map { HeadingKey($0) })
    }
    guard noun.hasTerms else { return }
    for term in terms {
      let titles = [term.key, term.ja, term.en] + term.ja.split(separator: "・").map(String.init)
      add("term." + term.key, (HeadingIndex.keys["terms"]?[term.key] ?? []) + titles.map { HeadingKey($0) })
    }
  }

  /// Worked out once.
  private static let keys = KnownHeadings.all.merging(["terms": KnownHeadings.terms]) { $1 }
    .mapValues { $0.mapValues { $0.names.map { HeadingKey($0) } } }

  private mutating func add(_ field: String, _ keys: [HeadingKey]) {
    for (rank, key) in keys.enumerated() where !key.isEmpty {
      let candidate = Candidate(field: field, score: 1 - 0.001 * Double(rank))
      if exact[key.text]?.contains(where: { $0.field == field }) != true {
        exact[key.text, default: []].append(candidate)
      }
      sorted[key.sorted, default: []].append(candidate)
      known.append(Known(key: key.text, count: key.text.count, field: field))
    }
  }

  /// Those that a heading may stand for, each once, the surest first.
  /// - Parameter isNearEnough: whether a slip of the pen is forgiven.
  func candidates(_ heading: String, parts: [String] = [], isNearEnough: Bool = true) -> [Candidate] {
    let forms = HeadingForms(heading, parts: parts)
    var best: [String: Candidate] = [:]
    for form in forms.all {
      let found =
        (exact[form.key.text] ?? []).map { ($0, 1.0) } + (sorted[form.key.sorted] ?? []).map { ($0, 0.96) }
      for (candidate, weight) in found {
        let score = candidate.score * form.weight * weight
        if score > best[candidate.field]?.score ?? 0 {
          best[candidate.field] = Candidate(field: candidate.field, score: score)
        }
      }
    }
    if best.isEmpty, isNearEnough, let near = nearest(forms) { return [near] }
    return best.values.sorted { ($1.score, $0.field) < ($0.score, $1.field) }
  }

  /// The only field with a heading that differs by a slip of the pen.
  private func nearest(_ forms: HeadingForms) -> Candidate? {
    guard let key = forms.all.first?.key.text else { return nil }
    let count = key.count
    let isJapanese = key.contains(where: \.isJapanese)
    // In short Japanese words another sign is another meaning: 開始日 and 開示日.
    let least = isJapanese ? 5 : 6
    guard (least - 1..<60).contains(count) else { return nil }
    let allowed = !isJapanese && count >= 11 ? 2 : 1
    var fields: Set<String> = []
    for name in known where abs(name.count - count) <= allowed && name.count >= least {
      guard name.key.first == key.first || name.key.last == key.last, editDistance(key, name.key) <= allowed else {
        continue
      }
      fields.insert(name.field)
    }
    guard fields.count == 1, let field = fields.first else { return nil }
    return Candidate(field: field, score: 0.7, isNear: true)
  }
}

extension String {
  /// Names that a list separates by commas.
  fileprivate var names: [String] { split(separator: ",").map { String($0).trimmedCell }.filter { !$0.isEmpty } }
}
