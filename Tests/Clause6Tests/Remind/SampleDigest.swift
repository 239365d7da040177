import Postgres

@testable import Clause6

/// Digests for tests: of every kind, and hostile ones.
enum SampleDigest {
  static let day = CalendarDate("2027-01-04")!

  static func item(
    _ kind: String, _ reference: String, vendor: String? = "株式会社雲居原システムズ", due: String, left: Int,
    why: String = "90 days before the end on 2027-04-29", audience: Digest.Item.Audience = .owner, owner: String? = nil,
    instead: String? = nil
  ) -> Digest.Item {
    Digest.Item(
      kind: kind, reference: reference, vendor: vendor, tier: "high", dueOn: CalendarDate(due)!, daysLeft: left,
      why: why,
      audience: audience, owner: owner, instead: instead, uid: "\(kind).\(reference.filter(\.isNumber)).1@tsubame",
      sequence: 2, changedAt: 1_798_970_400)
  }

  static func digest(_ language: String = "en", items: [Digest.Item], name: String = "Sato Hanako") -> Digest {
    Digest(
      id: "17.3f2a", recipientName: name, recipientAddress: "sato@tsubame.example", language: language, day: day,
      madeAt: 1_799_020_800, items: items)
  }

  /// Two overdue, five due, in no order; one in the place of somebody away, two that came up.
  static func week(_ language: String = "en") -> Digest {
    let ja = language == "ja"
    return digest(
      language,
      items: [
        item("notice", "C-2024-001", due: "2027-01-29", left: 25),
        item(
          "contract_end", "C-2023-117", vendor: "Akaishi Data Centers (Kansai) Ltd.", due: "2027-01-01", left: -3,
          why: "the last day of the contract; work goes on", audience: .manager, owner: ja ? "山田 太郎" : "Yamada Taro"),
        item(
          "evidence_end", "evidence #3", due: "2026-12-20", left: -15, why: "iso27001 IS 123456 valid until 2026-12-20"),
        item(
          "review", "V-0042", vendor: "Blue Heron LLC", due: "2027-01-04", left: 0, why: "tier high: every 12 months",
          owner: ja ? "鈴木 一郎" : "Suzuki Ichiro",
          instead: ja ? "鈴木 一郎は2027-01-10まで不在" : "Suzuki Ichiro is away until 2027-01-10"),
        item("incident_duty", "incident #9", due: "2027-01-05", left: 1, why: "report to the PPC, due by 17:00 +09:00"),
        item(
          "notice", "C-2022-008", due: "2027-01-06", left: 2, audience: .riskLead, owner: ja ? "山田 太郎" : "Yamada Taro"),
        item(
          "condition", "assessment #12", due: "2027-02-15", left: 42,
          why: "condition 2: penetration test by a third party"),
      ], name: ja ? "佐藤 花子" : "Sato Hanako")
  }

  /// Every kind, and one that nobody has given words.
  static func everyKind(_ language: String) -> Digest {
    let kinds = DeadlineWords.knownKinds + ["something_new"]
    return digest(language, items: kinds.enumerated().map { item($1, "X-\($0)", due: "2027-02-01", left: 28) })
  }

  static let hostileName =
    "Ku<script>alert(1)</script>\"'&amp;\r\nBcc: all@tsubame.example\r\n\r\n.\u{0}\u{202E}@channel [pay](http://e.example) `rm` <!here>"

  static func hostile(_ language: String = "en") -> Digest {
    digest(
      language,
      items: [
        item(
          "no\"tice<b>", "$(reboot) `x`'; rm -rf ~ #3", vendor: hostileName, due: "2027-01-01", left: -3,
          why: hostileName,
          audience: .manager, owner: hostileName, instead: hostileName)
      ], name: hostileName)
  }

  /// More than fits, each as long as it may be.
  static func huge(_ language: String = "ja") -> Digest {
    let long = String(repeating: "𠮷野家の契約と、", count: 100)
    return digest(
      language,
      items: (0..<500).map {
        item("notice", "C-\($0)", vendor: long, due: "2027-01-29", left: 25, why: long, owner: long, instead: long)
      })
  }
}
