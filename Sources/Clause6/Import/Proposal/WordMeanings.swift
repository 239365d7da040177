/// What the words of closed lists mean, as far as they are known.
enum WordMeanings {
  /// The meaning that a mapping gives a word; `nil` where only people can say it.
  static func meaning(_ word: String, of field: ImportField) -> String? {
    let folded = word.foldedWord
    let key = HeadingKey(word).text
    switch field.kind {
    case .flag:
      if field.name == "open_ended", let isOpen = openEnd(key) { return isOpen ? "yes" : "no" }
      return flag(folded, key).map { $0 ? "yes" : "no" }
    case .oneOf(let words):
      if words.contains(folded) { return folded }
      let meaning: String? =
        switch field.name {
        case "kind": kind(word, key)
        case "tier": tiers[folded] ?? tiers[key]
        default: field.termKey == nil ? nil : status(folded, key)
        }
      return meaning.flatMap { words.contains($0) ? $0 : nil }
    case .currency: return currencies[key]
    default: return nil
    }
  }

  /// Whether a meaning is a choice among several that one could make.
  static func isChoice(_ word: String, of field: ImportField) -> Bool {
    field.name == "kind" && word.contains("業務委託契約")
  }

  private static func openEnd(_ key: String) -> Bool? {
    if OpenEndWords.contains(key) { return true }
    return ["fixed", "fixedterm", "定めあり", "有期", "期限あり", "期間の定めあり"].contains(key) ? false : nil
  }

  private static func flag(_ folded: String, _ key: String) -> Bool? {
    if let flag = try? folded.flag() { return flag }
    if yes.contains(key) || yes.contains(folded) { return true }
    return no.contains(key) || no.contains(folded) ? false : nil
  }

  private static let yes: Set<String> = [
    "する", "可", "可能", "要", "済", "実施", "該当", "対象", "適用", "自動", "自動更新", "自動更新あり", "自動更新有", "自動更新有り", "更新あり", "更新する", "有効",
    "auto", "automatic", "automatically", "autorenew", "autorenews", "autorenewal", "evergreen", "enabled", "x", "✓",
    "✔",
    "☑", "●", "◎", "レ", "on", "ja", "oui", "si", "sí",
  ]
  private static let no: Set<String> = [
    "しない", "不可", "不要", "未", "未実施", "非該当", "対象外", "自動更新なし", "自動更新無", "自動更新無し", "更新なし", "更新しない", "手動", "手動更新", "都度更新",
    "無効",
    "manual", "manually", "none", "notautomatic", "disabled", "off", "nein", "non", "☐", "optional",
  ]

  private static let tiers: [String: String] = [
    "最重要": "critical", "極めて重要": "critical", "特に重要": "critical", "特高": "critical", "極高": "critical", "最高": "critical",
    "重大": "critical", "高": "high", "高い": "high", "大": "high", "重要": "high", "中": "medium", "普通": "medium",
    "中程度": "medium",
    "標準": "medium", "低": "low", "低い": "low", "小": "low", "軽微": "low", "veryhigh": "critical",
    "missioncritical": "critical",
    "businesscritical": "critical", "severe": "critical", "h": "high", "major": "high", "important": "high",
    "m": "medium",
    "med": "medium", "mid": "medium", "moderate": "medium", "l": "low", "minor": "low",
  ]

  private static func status(_ folded: String, _ key: String) -> String? {
    switch key {
    case "不十分", "一部", "一部あり", "部分的", "不足", "弱い", "partial", "partly", "insufficient", "incomplete": return "weak"
    case "対象外", "該当なし", "該当無し", "不要", "notapplicable", "na", "notneeded", "notrequired": return "not_applicable"
    case "締結済", "締結済み", "締結", "記載あり", "規定あり", "included", "signed", "inplace", "covered": return "present"
    case "未締結", "記載なし", "規定なし", "notincluded", "notsigned", "absent": return "missing"
    default: break
    }
    if folded == "△" { return "weak" }
    return flag(folded, key).map { $0 ? "present" : "missing" }
  }

  private static let currencies = [
    "日本円": "JPY", "円貨": "JPY", "yen": "JPY", "euro": "EUR", "euros": "EUR", "ユーロ": "EUR", "米ドル": "USD",
    "usdollar": "USD",
    "usdollars": "USD", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "英ポンド": "GBP",
  ]

  /// The first that a kind's name holds decides: 変更覚書 is an amendment.
  private static let kinds: [(fragments: [String], words: Set<String>, meaning: String)] = [
    (
      ["変更契約", "変更覚書", "変更合意", "修正契約", "amendment", "addendum", "variation", "changeorder", "追加契約"], [],
      "amendment"
    ),
    (["businessassociate"], ["baa"], "baa"),
    (
      ["個人情報取扱", "個人情報の取扱", "個人情報保護", "個人データ", "データ処理", "dataprocessing", "dataprotection"], ["dpa", "avv"], "dpa"
    ),
    (
      ["秘密保持", "機密保持", "守秘", "nondisclosure", "confidentiality", "secrecy"], ["nda", "cda", "mnda"], "nda"
    ),
    (["基本契約", "包括契約", "masterservice", "masteragreement", "framework", "standingoffer"], ["msa", "master"], "master"),
    (
      [
        "個別契約", "注文書", "発注書", "作業指示", "statementofwork", "workorder", "purchaseorder", "orderform", "callup",
        "taskorder",
      ],
      ["sow", "po"], "statement_of_work"
    ),
    (
      ["覚書", "念書", "確認書", "合意書", "協定書", "memorandum", "letterofintent", "letterofagreement"], ["mou", "loi"],
      "memorandum"
    ),
    (["業務委託契約", "業務委託"], [], "master"),
    (
      [
        "その他", "保守契約", "賃貸借", "リース", "ライセンス", "利用規約", "売買", "派遣", "請負", "顧問", "使用許諾", "licence", "license", "契約",
        "contract", "agreement",
      ],
      ["other", "others", "panel", "lease", "misc", "maintenance"], "other"
    ),
  ]

  private static func kind(_ word: String, _ key: String) -> String? {
    let words = Set(word.headingWords)
    return kinds.first { kind in
      kind.fragments.contains { key.contains($0) } || kind.words.contains(key)
        || (kind.meaning != "other" && !words.isDisjoint(with: kind.words))
    }?.meaning
  }
}
