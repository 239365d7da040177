import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.contract_state` against a slow reference, over a population that differs from run to run.
@Suite(.register, .serialized) struct ContractStateTests {
  private static let population = 2_000
  private static let daysEach = 40

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func everyStateAndItsFirstDayAgreeWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var contracts = (0..<ContractStateTests.population).map { _ in SlowContract.random(using: &random) }
    // A few replace others, some of them the same one and some from a day that is not known.
    for index in stride(from: 1, to: 50, by: 1) {
      let replaced = Int.random(in: 200..<225, using: &random)
      contracts[index].supersedes = replaced
      if let start = contracts[index].startsOn { contracts[replaced].successorsStartOn.append(start) }
    }
    let connection = try TestDatabase.connect()
    let found = try connection.rehearseRegister { connection in
      try enter(contracts, connection)
      try expect(states(of: contracts, &random), connection)
      return try differences(connection)
    }
    #expect(found == [], "seed \(seed)")
  }

  /// The same for contracts under others, amendments and ends that they move, on days around all that decides.
  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func amendedContractsAgreeWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let register = SlowRegister.random(count: 700, using: &random)
    #expect(register.contracts.contains { $0.amendments.count > 2 })
    let connection = try TestDatabase.connect()
    let found = try connection.rehearseRegister { connection in
      try enter(register.contracts, connection)
      try expect(states(of: register, &random), connection)
      return try differences(connection)
    }
    #expect(found == [], "seed \(seed)")
  }

  private func enter(_ contracts: [SlowContract], _ connection: Connection) throws {
    try connection.copyIn(
      """
      COPY register.contract (id, reference, starts_on, ends_on, open_ended, auto_renews, renewal_months, notice_months,
        notice_days, decision_days, notice_given_on, terminated_on, kind, parent_id, new_ends_on) FROM STDIN
      """
    ) { writer in
      for (index, contract) in contracts.enumerated() {
        try writer.write(row: [
          "\(index)", "C-\(index)", contract.startsOn?.description, contract.endsOn?.description,
          contract.openEnded.postgresText, contract.autoRenews.postgresText, contract.renewalMonths?.description,
          contract.noticeMonths?.description, contract.noticeDays?.description, "\(contract.decisionDays)",
          contract.noticeGivenOn?.description, contract.terminatedOn?.description,
          contract.isAmendment ? "amendment" : contract.parent == nil ? "other" : "statement_of_work",
          contract.parent?.description, contract.newEndsOn?.description,
        ])
      }
    }
    for (index, contract) in contracts.enumerated() {
      guard let supersedes = contract.supersedes else { continue }
      try connection.execute("UPDATE register.contract SET supersedes_id = \(supersedes) WHERE id = \(index)")
    }
  }

  private static let days = DayNumber(year: 2022, month: 1, day: 1)...DayNumber(year: 2029, month: 12, day: 31)

  /// So many days to ask about: the interesting ones first, then any.
  private func asked(_ boundaries: [DayNumber], _ random: inout SplitMix64) -> [DayNumber] {
    let range = ContractStateTests.days
    var days = boundaries.filter(range.contains).shuffled(using: &random)
    while days.count < ContractStateTests.daysEach {
      days.append(DayNumber(Int.random(in: range.lowerBound.number...range.upperBound.number, using: &random)))
    }
    return Array(days.prefix(ContractStateTests.daysEach))
  }

  private func states(of contracts: [SlowContract], _ random: inout SplitMix64) -> [[String?]] {
    contracts.enumerated().flatMap { index, contract in
      // Longer than any day asked about and any notice.
      let periods = contract.periods(until: ContractStateTests.days.upperBound + 800)
      return asked(contract.boundaries(periods), &random).map { day in
        let state = contract.state(on: day, periods)
        return ["\(index)", day.description, state.name, state.since?.description]
      }
    }
  }

  private func states(of register: SlowRegister, _ random: inout SplitMix64) -> [[String?]] {
    register.contracts.indices.flatMap { index in
      asked(register.boundaries(of: index), &random).map { day in
        let state = register.state(of: index, on: day)
        return ["\(index)", day.description, state.name, state.since?.description]
      }
    }
  }

  private func expect(_ rows: [[String?]], _ connection: Connection) throws {
    try connection.execute(script: "CREATE TEMP TABLE expected (contract_id bigint, day date, state text, since date)")
    try connection.copyIn("COPY pg_temp.expected FROM STDIN") { writer in
      for row in rows { try writer.write(row: row) }
    }
    try connection.execute(script: "ANALYZE pg_temp.expected; ANALYZE register.contract")
  }

  /// What the database says otherwise, ten contracts at most, with all that decides.
  private func differences(_ connection: Connection) throws -> [[String?]] {
    try connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
    return try connection.table(
      """
      WITH answer AS MATERIALIZED (
        SELECT e.*, s.state AS found_state, s.since AS found_since FROM pg_temp.expected e
        CROSS JOIN LATERAL (SELECT * FROM facts.contract_state(e.day) WHERE contract_id = e.contract_id) s
      )
      SELECT a.day, a.state, a.since, a.found_state, a.found_since,
        (SELECT to_jsonb(c) FROM register.contract c WHERE c.id = a.contract_id)
      FROM answer a
      WHERE (a.state, a.since) IS DISTINCT FROM (a.found_state, a.found_since) ORDER BY a.contract_id, a.day LIMIT 10
      """
    ).rows
  }

  @Test func everyContractHasOneStateOnEveryDay() throws {
    let connection = try TestDatabase.connect()
    var random = SplitMix64(seed: 6)
    let contracts = (0..<300).map { _ in SlowContract.random(using: &random) }
    let counts = try connection.rehearseRegister { connection in
      try enter(contracts, connection)
      return try connection.table(
        """
        SELECT count(*), count(DISTINCT contract_id), count(why), count(*) FILTER (WHERE since > day)
        FROM generate_series(date '2023-06-01', date '2023-06-10', '1 day') AS asked (day)
        CROSS JOIN LATERAL (SELECT * FROM facts.contract_state(asked.day::date)) s
        """
      ).rows
    }
    #expect(counts == [["3000", "300", "3000", "0"]])
  }
}

/// The reference itself: days are counted as the server counts them.
@Suite(.emptyDatabase) struct DayNumberTests {
  @Test func daysAreCountedAsTheServerCountsThem() throws {
    let rows = try TestDatabase.connect().table(
      """
      SELECT day::date, day::date - date '1970-01-01', (day::date + interval '1 month')::date, (day::date - interval '7 months')::date
      FROM generate_series(date '1999-12-01', date '2028-04-01', interval '1 day') AS days (day)
      """
    ).rows
    #expect(rows.count == 10_350)
    let wrong = rows.filter { row in
      guard let number = row[1].flatMap({ Int($0) }) else { return true }
      let day = DayNumber(number)
      let (year, month, ofMonth) = day.parts
      return day.description != row[0] || DayNumber(year: year, month: month, day: ofMonth) != day
        || day.adding(months: 1).description != row[2] || day.adding(months: -7).description != row[3]
    }
    #expect(wrong == [])
  }
}
