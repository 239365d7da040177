import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.engagement_tier` and what follows from it, against a slow reference over engagements that differ from run to run.
@Suite(.register) struct EngagementTierTests {
  private static let population = 1_500

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func everyTierAgreesWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let engagements = (0..<EngagementTierTests.population).map { _ in SlowEngagement.random(using: &random) }
    let days = Set(engagements.flatMap(\.boundaries)).shuffled(using: &random).prefix(12)
    try TestDatabase.connect().rehearseRegister { connection in
      try enter(engagements, connection)
      for day in days {
        try compare(engagements, on: day, connection, "seed \(seed), \(day)")
      }
    }
  }

  private func compare(
    _ engagements: [SlowEngagement], on day: DayNumber, _ connection: Connection, _ place: String
  ) throws {
    let found = try connection.table(
      "SELECT tier, source, score FROM facts.engagement_tier(\(day.description)::date) ORDER BY engagement_id"
    ).rows
    let expected = engagements.map { engagement -> [String?] in
      let judgement = engagement.judgement(on: day)
      return [judgement.tier, judgement.source, judgement.score.map(String.init)]
    }
    let different = expected.indices.filter { found[$0] != expected[$0] }
    #expect(different.isEmpty, "\(place): \(different.prefix(3).map { "\(engagements[$0]) \(found[$0])" })")

    let vendors = try connection.table(
      "SELECT vendor_id, tier FROM facts.vendor_tier(\(day.description)::date) ORDER BY vendor_id"
    ).rows
    let running = engagements.filter { $0.runs(on: day) }
    let strictest = Dictionary(grouping: running, by: \.vendor).mapValues { group in
      group.map { $0.judgement(on: day).tier }.reduce("low", SlowEngagement.stricter)
    }
    #expect(vendors == strictest.sorted { $0.key < $1.key }.map { ["\($0.key)", $0.value] }, "\(place)")

    let conditions = try connection.table(
      """
      SELECT engagement_id, condition_key FROM facts.engagement_condition(\(day.description)::date)
      WHERE source <> 'always' ORDER BY engagement_id, condition_key COLLATE "C"
      """
    ).rows
    let held = engagements.enumerated().flatMap { index, engagement in
      engagement.conditions(on: day).sorted().map { ["\(index)", $0] as [String?] }
    }
    #expect(conditions == held, "\(place)")
  }

  private func enter(_ engagements: [SlowEngagement], _ connection: Connection) throws {
    try connection.execute(
      script: """
        INSERT INTO register.vendor (id, name) SELECT n, 'v' || n FROM generate_series(1, 120) n;
        INSERT INTO register.person (id, name) VALUES (1, 'test'), (2, 'Suzuki');
        -- The log is not what is tested here, and the guard would want each approval to be an act of its own.
        ALTER TABLE register.tier_override DISABLE TRIGGER tier_override_keeps_its_history;
        SET LOCAL session_replication_role = 'replica'
        """)
    func copy(_ target: String, _ rows: [[String?]]) throws {
      try connection.copyIn("COPY register.\(SQL(verbatim: target)) FROM STDIN") { writer in
        for row in rows { try writer.write(row: row) }
      }
    }
    let numbered = Array(engagements.enumerated())
    try copy(
      "engagement (id, vendor_id, title, tier, data_subjects, access, critical, critical_why, starts_on, ends_on)",
      numbered.map { index, e in
        [
          "\(index)", "\(e.vendor)", "e\(index)", e.stated, e.people.map(String.init), e.access,
          e.critical.map { $0 ? "t" : "f" }, e.critical.map { _ in "so it is" }, e.startsOn?.description,
          e.endsOn?.description,
        ]
      })
    try copy(
      "engagement_data (engagement_id, data_class)", numbered.flatMap { index, e in e.data.map { ["\(index)", $0] } })
    try copy(
      "engagement_condition (engagement_id, condition_key, from_on, until_on)",
      numbered.flatMap { index, e in
        e.statements.map { ["\(index)", $0.key, $0.fromOn?.description, $0.untilOn?.description] }
      })
    try copy(
      "tier_override (engagement_id, tier, reason, requested_on, requested_by, requested_by_id, approved_on, approved_by, approved_by_id, starts_on, ends_on, withdrawn_on)",
      numbered.flatMap { index, e in
        e.overrides.map { override in
          let isApproved = override.approvedOn != nil
          return [
            "\(index)", override.tier, "so it is", override.requestedOn.description, "test", "1",
            override.approvedOn?.description, isApproved ? "Suzuki" : nil, isApproved ? "2" : nil,
            override.startsOn.description, override.endsOn.description, override.withdrawnOn?.description,
          ]
        }
      })
  }

  // MARK: The words

  private func judged(_ columns: String, data: [String] = [], _ day: String = "2026-11-22") throws -> [String?] {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'payroll');
          UPDATE register.engagement SET \(columns)
          """)
      for kind in data {
        try connection.execute("INSERT INTO register.engagement_data (engagement_id, data_class) VALUES (1, \(kind))")
      }
      return try connection.table("SELECT tier, source, score, why FROM facts.engagement_tier(\(day)::date)").rows[0]
    }
  }

  @Test func whyIsAnArithmeticThatAddsUp() throws {
    #expect(
      try judged(
        "data_subjects = 1001, access = 'hosting', critical = false, critical_why = 'x'", data: ["my_number"])
        == ["high", "computed", "60", "data 32 + access 20 + criticality 0 + regulation 8 = 60 of 100, so high"])
    #expect(
      try judged("access = 'on_site', critical = true, critical_why = 'x'", data: ["none"]) == [
        "high", "computed", "25",
        "data 0 + access 5 + criticality 20 + regulation 0 = 25 of 100, so at least high, being critical",
      ])
    #expect(
      try judged("tier = 'high', access = 'none'", data: ["none"]) == [
        "high", "stated", "20",
        "stated; data 0 + access 0 + criticality 20 + regulation 0 = 20 of 100, so low; "
          + "not recorded, so counted as the worst: criticality",
      ])
    #expect(
      try judged("tier = 'low'") == ["low", "stated", nil, "stated; nothing is recorded from which to compute it"])
    #expect(
      try judged("purpose = 'x'") == ["medium", "assumed", nil, "nothing is recorded from which to compute it"])
  }

  /// Each engagement is followed by copies that lack one fact each.
  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func toLeaveAFactOutNeverLowersTheScore(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var engagements: [SlowEngagement] = []
    while engagements.count < 2_000 {
      let whole = SlowEngagement.random(using: &random)
      guard !whole.data.isEmpty, whole.access != nil, whole.critical != nil else { continue }
      var copies = [SlowEngagement](repeating: whole, count: 5)
      copies[1].data = []
      copies[2].people = nil
      copies[3].access = nil
      copies[4].critical = nil
      engagements += copies
    }
    let lower = try TestDatabase.connect().rehearseRegister { connection in
      try enter(engagements, connection)
      return try connection.table(
        """
        SELECT engagement_id, score, whole FROM (
          SELECT engagement_id, score, first_value(score) OVER (PARTITION BY engagement_id / 5 ORDER BY engagement_id) AS whole
          FROM facts.engagement_tier('2026-06-01')
        ) t WHERE score < whole
        """
      ).rows
    }
    #expect(lower == [], "seed \(seed)")
  }

  @Test func theWeightsCoverEveryWordOfTheRegister() throws {
    let connection = try TestDatabase.connect()
    func words(_ column: String, _ view: String) throws -> [String?] {
      try connection.table(
        SQL(verbatim: "SELECT \(column) FROM facts.\(view)() WHERE \(column) <> 'not_recorded' ORDER BY 1")
      ).rows.map { $0[0] }
    }
    #expect(try words("data_class", "risk_data") == Engagement.kindsOfData.sorted())
    #expect(try words("access", "risk_access") == Engagement.accesses.sorted())
    let bands = try connection.table(
      "SELECT count(*), sum(at_most - at_least + 1), min(at_least), max(at_most) FROM facts.risk_band()"
    ).rows
    #expect(bands == [["4", "101", "0", "100"]])
    let points = try connection.table(
      "SELECT facts.condition_points(key), count(*) FROM register.condition GROUP BY 1 ORDER BY 1")
    #expect(points.rows == [["0", "2"], ["3", "10"], ["5", "7"]])
    #expect(try connection.value("SELECT count(*) FROM register.condition", as: Int.self) == 19)
  }

  @Test func theSumIsTheSumOfItsParts() throws {
    var random = SplitMix64(seed: 26)
    let engagements = (0..<300).map { _ in SlowEngagement.random(using: &random) }
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try enter(engagements, connection)
      return try connection.table(
        """
        SELECT engagement_id FROM facts.engagement_risk('2026-06-01')
        GROUP BY engagement_id HAVING count(*) <> 5 OR bool_or(points > most OR points < 0)
          OR sum(points) FILTER (WHERE place < 5) <> sum(points) FILTER (WHERE place = 5)
          OR sum(most) FILTER (WHERE place < 5) <> 100
        """
      ).rows
    }
    #expect(wrong == [])
  }
}
