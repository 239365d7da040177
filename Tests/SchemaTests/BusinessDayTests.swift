import Clause6
import Postgres
import TestSupport
import Testing

/// Business days against a list of them, and what is done where a calendar ends.
@Suite(.register) struct BusinessDayTests {
  private static let first = DayNumber(year: 2024, month: 3, day: 1)
  private static let last = DayNumber(year: 2031, month: 10, day: 31)

  /// The days on which Japan works, from half a year before the days that are asked about.
  private func workingDays(_ connection: Connection) throws -> [DayNumber] {
    let closed = Set(
      try connection.table("SELECT closed_on FROM register.calendar_closure WHERE calendar_id = 2").rows.compactMap {
        $0[0]
      })
    return (BusinessDayTests.first.number - 60...BusinessDayTests.last.number + 60).map(DayNumber.init).filter {
      // 1970-01-01 was a Thursday.
      (1...5).contains(($0.number + 4) % 7) && !closed.contains($0.description)
    }
  }

  /// By their numbers in a row of days, in which each offset can be tried; and walked to from one day, for a few of them.
  private static let asked: [(offsets: [Int], ask: String)] = [
    (
      Array(-30...30),
      """
      SELECT d.day, n, t.day FROM facts.calendar_day('2024-01-01', '2031-12-31') d CROSS JOIN generate_series(-30, 30) n
      JOIN facts.calendar_day('2024-01-01', '2031-12-31') t ON t.calendar = 'JP' AND t.is_business
        AND t.ordinal = d.ordinal + n + CASE WHEN n < 0 AND NOT d.is_business THEN 1 ELSE 0 END
      WHERE d.calendar = 'JP' AND d.day BETWEEN '2024-03-01' AND '2031-10-31' ORDER BY 1, 2
      """
    ),
    (
      [-30, -5, -1, 0, 1, 10, 30],
      """
      SELECT d::date, n, facts.business_day('JP', d::date, n)
      FROM generate_series('2024-03-01'::timestamp, '2031-10-31', '1 day') d, unnest('{-30,-5,-1,0,1,10,30}'::integer[]) n ORDER BY 1, 2
      """
    ),
  ]

  @Test(arguments: asked) func isTheOneThatIsCounted(offsets: [Int], ask: String) throws {
    let connection = try TestDatabase.connect()
    let working = try workingDays(connection)
    let rows = try connection.table(SQL(verbatim: ask)).rows
    #expect(rows.count == 2_801 * offsets.count)
    var wrong: [[String?]] = []
    var next = 0
    for (index, row) in rows.enumerated() {
      let day = BusinessDayTests.first + index / offsets.count
      let steps = offsets[index % offsets.count]
      // The next one is the day itself or comes after it.
      while working[next] < day { next += 1 }
      let isWorking = working[next] == day
      let place =
        steps > 0 ? next + steps - (isWorking ? 0 : 1) : steps < 0 ? next + steps : isWorking ? next : next - 1
      if row != [day.description, "\(steps)", working[place].description] { wrong.append(row) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  /// The table of all days and the functions of one day say the same.
  @Test func daysInARowSayTheSame() throws {
    let differences = try TestDatabase.connect().table(
      """
      SELECT d.* FROM facts.calendar_day('2025-12-01', '2027-02-01') d
      WHERE d.day BETWEEN '2026-01-01' AND '2026-12-31' AND (
        d.is_business IS DISTINCT FROM facts.is_business_day(d.calendar, d.day)
        OR d.is_business = (facts.closed_because(d.calendar, d.day) IS NOT NULL)
        OR d.previous_on IS DISTINCT FROM facts.business_day_on_or_before(d.calendar, d.day)
        OR d.next_on IS DISTINCT FROM facts.business_day_on_or_after(d.calendar, d.day)
        OR NOT EXISTS (
          SELECT FROM facts.calendar_day('2025-12-01', '2027-02-01') t
          WHERE t.calendar = d.calendar AND t.is_business AND t.ordinal = d.ordinal + 7
            AND t.day = facts.business_day(d.calendar, d.day, 7)))
      """)
    #expect(differences.rows.isEmpty)
    let count = try TestDatabase.connect().value(
      "SELECT count(*) FROM facts.calendar_day('2026-01-01', '2026-12-31')", as: Int.self)
    #expect(count == 3 * 365)
  }

  /// Beyond what a calendar covers nothing is said, whatever the weekend may be.
  @Test(arguments: [
    "facts.is_business_day('JP', '2032-01-01')", "facts.is_business_day('JP', '2019-12-31')",
    "facts.is_business_day('EU', '2026-01-05')", "facts.is_business_day(NULL, '2026-01-05')",
    "facts.closed_because('JP', '2032-01-03')", "facts.closed_because('JP', '2026-01-05')",
    "facts.business_day('JP', '2031-12-31', 1)", "facts.business_day('JP', '2020-01-01', 0)",
    "facts.business_day('JP', '2032-01-05', -1)", "facts.business_day('EU', '2026-01-05', 0)",
    "facts.business_day_on_or_after('JP-GOV', '2031-12-31')", "facts.business_day_in_month('JP', '2032-01-05')",
  ])
  func whatIsNotCoveredIsNotGuessed(_ ask: String) throws {
    #expect(try TestDatabase.connect().value(SQL(verbatim: "SELECT \(ask)::text"), as: String.self) == nil)
  }

  @Test(
    arguments: [
      // Owner, days to arrive; by when to act, and why.
      (nil, nil, "2026-12-31", "2027-03-31 less 90 days: 2026-12-31"),
      ("JP", nil, "2026-12-31", "2027-03-31 less 90 days: 2026-12-31"),
      (
        "JP-GOV", nil, "2026-12-28",
        "2027-03-31 less 90 days: 2026-12-31; closed that day (Year-end and New Year closure): act by 2026-12-28"
      ),
      (
        nil, 5, "2026-12-25",
        "2027-03-31 less 90 days: 2026-12-31; 5 days to arrive: 2026-12-26; closed that day (Saturday): act by 2026-12-25"
      ),
      (nil, 1, "2026-12-30", "2027-03-31 less 90 days: 2026-12-31; 1 day to arrive: 2026-12-30"),
      (
        "FR", nil, "2026-12-31",
        "2027-03-31 less 90 days: 2026-12-31; the calendar FR does not say whether that is a business day"
      ),
    ] as [(String?, Int?, String, String)])
  func noticeIsDueOnABusinessDay(calendar: String?, delivery: Int?, day: String, why: String) throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute("INSERT INTO register.person (id, name, calendar) VALUES (1, 'Sato', \(calendar))")
      try connection.execute(
        """
        INSERT INTO register.contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_days, delivery_days, owner_id)
        VALUES (1, 'C-1', '2024-04-01', '2027-03-31', true, 12, 90, \(delivery)::integer, 1)
        """)
      let row = try connection.table(
        "SELECT due_on, why FROM facts.deadline('2026-12-10') WHERE kind = 'notice'"
      ).rows
      #expect(row == [[day, why]])
      // What the law says stays what it is.
      #expect(
        try connection.table("SELECT state, notice_by FROM facts.contract_state('2026-12-31')").rows == [
          ["in_notice_window", "2026-12-31"]
        ])
    }
  }

  @Test func withoutACalendarTheDayStaysAsItIs() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute("UPDATE register.calendar SET is_default = false")
      let said = try connection.table(
        "SELECT facts.notice_act_by('2026-12-26', NULL, facts.default_calendar()), facts.notice_act_why('2027-03-26', 3, NULL, NULL, facts.default_calendar())"
      ).rows
      #expect(
        said == [
          ["2026-12-26", "2027-03-26 less 3 months: 2026-12-26; no calendar says whether that is a business day"]
        ])
    }
  }

  @Test func aContractGoesByItsOwnersCalendar() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, calendar) VALUES (1, 'Sato', 'JP'), (2, 'Mori', NULL);
          INSERT INTO register.contract (reference, owner_id) VALUES ('A', 1), ('B', 2), ('C', NULL);
          """)
      let calendars: SQL = "SELECT string_agg(calendar, ' ' ORDER BY reference) FROM facts.contract('2026-12-01')"
      #expect(try connection.value(calendars) == "JP WEEKDAYS WEEKDAYS")
      try connection.useCalendar(connection.calendar(called: "JP-GOV"))
      #expect(try connection.value(calendars) == "JP JP-GOV JP-GOV")
    }
  }
}
