import Postgres
import TestSupport
import Testing

/// Names as they are compared: what does not count, and what does.
@Suite(.register) struct NameTests {
  private struct Match: Decodable {
    let score: Double
    let reason: String?
  }

  private func match(_ one: String, _ other: String) throws -> Match {
    try #require(
      try TestDatabase.connect().row(
        """
        SELECT m.score::float8 AS score, m.reason FROM facts.name_core(\(one)) a, facts.name_core(\(other)) b,
          facts.name_match(a.words, a.bare, a.core, b.words, b.bare, b.core) m
        """, as: Match.self))
  }

  private static let writing = "names agree but for case, width, blanks and punctuation"
  private static let form = "names agree but for the legal form"
  private static let branch = "names agree but for a branch or office"
  private static let usual = "names agree but for the order or the usual spelling of words"
  private static let remark = "names agree but for initials, a trade name or a branch"

  private static let alike: [(one: String, other: String, reason: String)] = [
    ("A.C.M.E. Cleaning", "ACME cleaning", writing), ("Müller & Söhne", "MULLER AND SOHNE", writing),
    ("The Blue-Sky Company", "Blue Sky Company", writing), ("Ａｃｍｅ　ＫＫ", "acme kk", writing),
    ("髙島印刷", "高島印刷", writing), ("渡邊齋藤", "渡辺斎藤", writing), ("ｱｵｿﾞﾗ", "アオゾラ", writing),
    ("キヤノンコンピューター", "キャノンコンピュータ", writing), ("エヌ・ティ・ティ青空", "NTT青空", writing),
    ("株式会社青空印刷", "青空印刷㈱", form), ("(有)青空印刷", "青空印刷", form), ("一般社団法人青空", "青空株式会社", form),
    ("Acme Pty Ltd", "Acme", form), ("Acme GmbH & Co. KG", "Acme AG", form), ("OOO Acme", "Acme Sp. z o.o.", form),
    ("Acme S.A. de C.V.", "Acme S.p.A.", form), ("Acme Sdn. Bhd.", "ACME A/S", form), ("Acme Oy", "Acme Inc.", form),
    ("Acme V L.P.", "Acme V", form),
    ("青空印刷株式会社大阪支店", "青空印刷株式会社", branch), ("株式会社青空印刷名古屋営業所", "青空印刷", branch),
    ("青空印刷(大阪)", "青空印刷", branch), ("青森県弘前市", "弘前市", branch),
    ("青森", "青森県警察", branch), ("横浜市立青空病院", "横浜市", branch), ("東京都世田谷区", "世田谷区役所", branch),
    ("芝税務署", "東京国税局", branch), ("社会福祉法人青空会東部病院", "青空会", branch),
    ("青空大学総長青木太郎", "青空大学附属病院", branch), ("株式会社青空 代表取締役 青木太郎", "青空", branch),
    ("International Cleaning Partners (ICP)", "International Cleaning Partners Ltd", remark),
    ("Acme Ltd t/a Blue Sky", "Acme", remark), ("Acme Bank AG, London Branch", "Acme Bank", remark),
    ("ООО «Ромашка»", "Romashka", form), ("Bank of Aozora", "Bank Aozora", usual), ("10% Acme", "10 Percent Acme", writing),
    ("Hon Wai Precision Industry", "Hon Hai Precision Industry", "names are alike: 0.94"),
    ("Aozora Cleaninng and Printingg", "Aozora Cleaning and Printing", "names are alike: 0.90"),
    ("Printing House Aozora", "Aozora Printing House", usual), ("Acme Int'l", "ACME International", usual),
    ("First Acme", "1st Acme", usual), ("Acme 44", "Acme Forty-Four", usual),
    ("Good Will Supplies", "Goodwill Supplies", writing), ("Acme Organisation", "Acme Organization", usual),
    ("Acme Cleaning", "Acme Cleanning", "names are alike: 0.90"), ("Wallmark", "Walmark", "names are alike: 0.86"),
    ("中央復建印刷", "中央復健印刷", "names are alike: 0.83"), ("Acme Fund II", "Acme Fund III", "names differ in a number alone"),
  ]

  @Test(arguments: alike) func areAlike(one: String, other: String, reason: String) throws {
    #expect(try match(one, other).reason == reason)
    #expect(try match(other, one).reason == reason)
    #expect(try match(one, other).score >= 0.7)
  }

  @Test(
    arguments: [
      ("North Bank", "South Bank"), ("Bank of Sydney", "Bank of Perth"), ("Acme", "Acme Chile"),
      ("ABC Aviation", "ABD Aviation"),
      ("Acme Systems", "Acme Industries"), ("東日本印刷", "西日本印刷"), ("第一青空印刷", "第二青空印刷"), ("青空印刷", "青空製本"),
      ("日立", "日立製作所"), ("Management Company", "Management Company 23"), ("Tanaka", "田中"), ("BP", "BD"),
      ("PLA", "People's Liberation Army"), ("!!", "??"), ("🙂", "🙃"), ("NAVCANADA", "SAS Canada"),
      ("International Cleaning (ABC)", "International Cleaning"),
    ] as [(String, String)])
  func areNotAlike(one: String, other: String) throws {
    #expect(try match(one, other).score == 0, "\(one) – \(other)")
  }

  @Test(
    arguments: [
      ("", "", 0), ("ab", "ab", 0), ("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abc", "xabc", 1),
      ("abcd", "acbe", 2),
    ] as [(String, String, Int)])
  func editDistance(one: String, other: String, distance: Int) throws {
    let connection = try TestDatabase.connect()
    for most in 0...4 {
      let found = try connection.value("SELECT facts.edit_distance(\(one), \(other), \(most)::int)", as: Int.self)
      #expect(found == (distance <= most ? distance : nil), "at most \(most)")
    }
  }

  /// A name that is nothing but legal forms, blanks or signs is still a name.
  @Test(arguments: ["株式会社", "Company", "The", "!!", "…", "GmbH & Co. KG", "(株)", "_", "🙂"])
  func anythingHasACore(name: String) throws {
    let core = try TestDatabase.connect().value("SELECT core FROM facts.name_core(\(name))", as: String.self)
    #expect(core != nil)
    #expect(try match(name, name).score == 1)
  }

  private struct Counts: Decodable {
    let alike: Int
    let missed: Int
  }

  /// Whether the search by keys finds what comparing every name with every other finds.
  @Test func theKeysLoseNothing() throws {
    let seed = UInt64.random(in: 1...(.max))
    var random = SplitMix64(seed: seed)
    let words = [
      "acme", "aozora", "printing", "cleaning", "tsubame", "holdings", "青空", "印刷", "大阪支店", "病院", "第2", "III", "Inc.",
    ]
    let letters = Array("abcdefghijklmnop")
    var names = Set<String>()
    while names.count < 250 {
      var name = (0...Int.random(in: 0...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      if Bool.random(using: &random) {
        let place = name.index(name.startIndex, offsetBy: Int.random(in: 0..<name.count, using: &random))
        name.insert(letters.randomElement(using: &random) ?? "x", at: place)
      }
      names.insert(name.lowercased())
    }
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(
        "INSERT INTO register.vendor (code, name) SELECT n, n FROM unnest(\(names.sorted())::text[]) n")
      let counts = try connection.row(
        """
        WITH n AS MATERIALIZED (
          SELECT k.vendor_id, c.* FROM facts.known_name('2026-11-22') k, facts.name_core(k.name) c
        ), found AS MATERIALIZED (
          SELECT * FROM facts.vendor_likeness('2026-11-22')
        )
        SELECT count(*) AS alike, count(*) - count(f.score) AS missed FROM n a JOIN n b ON b.vendor_id > a.vendor_id
        CROSS JOIN LATERAL facts.name_match(a.words, a.bare, a.core, b.words, b.bare, b.core) m
        LEFT JOIN found f ON (f.vendor_id, f.other_id, f.score) = (a.vendor_id, b.vendor_id, m.score)
        WHERE m.score > 0
        """, as: Counts.self)
      let (alike, missed) = (counts?.alike ?? 0, counts?.missed ?? 0)
      #expect(alike > 20)
      // A key halves a long name, and misspellings in both halves hide it.
      #expect(missed * 10 <= alike, "seed \(seed): \(missed) of \(alike) are missed")
    }
  }
}
