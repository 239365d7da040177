public import Postgres

/// What deadlines are called when people read of them: the one table of these words, in English and Japanese.
///
/// The Japanese ones are those that the rules use.
public struct DeadlineWords: Sendable, Equatable {
  public enum Language: String, Sendable, CaseIterable { case english = "en", japanese = "ja" }

  public let language: Language

  /// - Parameter language: a tag as `en` or `ja-JP`; what is not Japanese becomes English.
  public init(_ language: String) {
    self.language = language.prefix { $0 != "-" && $0 != "_" }.lowercased() == "ja" ? .japanese : .english
  }

  /// Kinds of deadlines, as `facts.deadline` has them.
  private static let kinds: [String: (english: String, japanese: String)] = [
    "contract_end": ("Contract ends", "契約の終了"),
    "notice": ("Last day for notice", "解約・更新拒絶の通知期限"),
    "evidence_end": ("Evidence expires", "証跡の有効期限"),
    "incident_duty": ("Report after an incident", "事故後の報告・通知の期限"),
    "data_return": ("Return or destruction of data", "情報の返却・廃棄の期限"),
    "access_removal": ("Removal of access", "アクセス権の削除の期限"),
    "review": ("Periodic review", "定期見直しの期限"),
    "review_request": ("Review asked for", "臨時見直しの期限"),
    "assessment_end": ("Assessment ends", "評価・承認の有効期限"),
    "condition": ("Condition of an approval", "承認の条件の期限"),
    "waiver_end": ("Waiver ends", "例外承認の期限"),
    "override_end": ("Tier set by hand ends", "手動で設定した重要度の期限"),
    "finding": ("Finding to be resolved", "検出事項の対応期限"),
  ]
  private static let tiers = ["critical": "最重要", "high": "高", "medium": "中", "low": "低"]
  private static let weekdays = (
    english: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"], japanese: ["日", "月", "火", "水", "木", "金", "土"]
  )

  /// All kinds that have words of their own.
  public static var knownKinds: [String] { kinds.keys.sorted() }

  /// `Last day for notice`; of a kind that has no words yet, its name with spaces.
  public func kind(_ kind: String) -> String {
    guard let words = DeadlineWords.kinds[kind] else { return kind.split(separator: "_").joined(separator: " ") }
    return pick(words.english, words.japanese)
  }

  /// `tier high`.
  public func tier(_ tier: String) -> String { pick("tier \(tier)", "重要度 \(DeadlineWords.tiers[tier] ?? tier)") }

  /// `Fri 2027-01-29`.
  public func day(_ day: CalendarDate) -> String {
    pick(
      "\(DeadlineWords.weekdays.english[day.weekday]) \(day)", "\(day)(\(DeadlineWords.weekdays.japanese[day.weekday]))"
    )
  }

  /// `today`, `in 5 days`, `3 days overdue`.
  /// - Parameter days: from the day of reading on; negative when overdue.
  public func left(_ days: Int) -> String {
    switch days {
    case 0: pick("today", "本日")
    case 1: pick("tomorrow", "明日")
    case 2...: pick("in \(days) days", "あと\(days)日")
    case -1: pick("1 day overdue", "1日超過")
    default: pick("\(days.magnitude) days overdue", "\(days.magnitude)日超過")
    }
  }

  /// `2 overdue, 5 due: next 2027-01-29`.
  /// - Parameters:
  ///   - overdue: how many are overdue.
  ///   - oldest: the first day that is overdue.
  ///   - due: how many are not.
  ///   - next: the first day that is not.
  public func summary(overdue: Int, oldest: CalendarDate?, due: Int, next: CalendarDate?) -> String {
    let late = pick("\(overdue) overdue", "期限超過\(overdue)件")
    let coming = pick("\(due) due", "期限前\(due)件")
    switch (oldest, next) {
    case (nil, nil): return pick("nothing is due", "対応が必要な期限はありません")
    case (let oldest?, nil): return late + pick(": since \(oldest)", "：最も古い期限 \(oldest)")
    case (nil, let next?): return coming + pick(": next \(next)", "：次の期限 \(next)")
    case (_, let next?): return late + pick(", ", "、") + coming + pick(": next \(next)", "：次の期限 \(next)")
    }
  }

  /// Above what comes to somebody other than the owner.
  /// - Returns: `nil` for what is the reader's own.
  public func heading(_ audience: Digest.Item.Audience, owner: String?) -> String? {
    let cause = pick(
      owner.map { "\($0) did not act" } ?? "no owner acted", "\(owner.map(other) ?? "担当者")の対応がないため")
    switch audience {
    case .owner: return nil
    case .manager: return pick("To you as manager, because \(cause)", "\(cause)、上長としてお知らせします")
    case .riskLead: return pick("To you as risk lead, because \(cause)", "\(cause)、リスク管理責任者としてお知らせします")
    }
  }

  /// Above the reader's own, where others' stand beside them.
  public var own: String { pick("Yours", "ご自身の担当分") }

  /// Why the reader hears of it instead of the owner.
  public func instead(_ reason: String, owner: String?) -> String {
    guard let owner else { return pick("To you because: \(reason)", "お知らせする理由：\(reason)") }
    return pick("In place of \(owner): \(reason)", "\(other(owner))の代わりに：\(reason)")
  }

  /// Whom a digest is for, and its day.
  public func addressee(_ name: String, _ day: CalendarDate) -> String {
    let name = name.isEmpty ? name : pick("\(name), ", "\(name) 様　")
    return name + self.day(day)
  }

  /// Somebody other than the reader.
  private func other(_ name: String) -> String { pick(name, "\(name)さん") }

  /// What is left out, and the command that lists it.
  public func more(_ count: Int) -> String { pick("and \(count) more:", "ほか\(count)件：") }

  public var answer: String { pick("How to answer", "回答のしかた") }
  public var answerIntroduction: String {
    pick(
      "What is recorded as done in the register is not reminded of again. Otherwise, with the first of them as the example:",
      "対応を登録すると、以後のお知らせはありません。そのほかは次のとおりです（例は先頭の1件）。")
  }
  public var acknowledge: String { pick("It is being worked on:", "対応中の場合：") }
  public var snooze: String { pick("Not now:", "後日あらためて知らせる場合：") }
  public var handOver: String { pick("Somebody else sees to it:", "ほかの人に引き継ぐ場合：") }
  public var nothing: String {
    pick(
      "No deadline needs you. This comes every week, so that silence is no sign of health: if it stays away, reminders do not run.",
      "対応が必要な期限はありません。このお知らせは毎週届きます。届かないときは、リマインダーが動いていないおそれがあります。")
  }
  public var everything: String { pick("All that is due:", "すべての期限の一覧：") }
  public var separator: String { pick(", ", "、") }
  /// What a calendar of deadlines is called.
  public var calendar: String { pick("Vendor deadlines", "委託先の期限") }

  private func pick(_ english: String, _ japanese: String) -> String { language == .english ? english : japanese }
}
