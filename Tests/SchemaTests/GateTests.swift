import Clause6
import Postgres
import TestSupport
import Testing

/// Whatever is done in whatever order, by whomever: nothing is active that the gate does not let through.
@Suite(.register) struct GateTests {
  private static let people = ["buyer", "tanaka", "sato"]

  @Test(arguments: [1, 2, 3] as [UInt64]) func noSequenceOfActsPassesTheGate(seed: UInt64) throws {
    try TestDatabase.connect().rehearseRegister { connection in
      var play = try Play(connection, seed: seed)
      for step in 0..<50 {
        let act = try play.act()
        for day in play.someDays(2) {
          let found = try connection.value(
            "SELECT state FROM facts.engagement_state(\(day.description)::date) WHERE engagement_id = \(play.engagement)",
            as: String.self)
          try #require(found == play.clerk.state(on: day), "seed \(seed), step \(step) (\(act)), \(day): \(play.clerk)")
          guard found == "active" else { continue }
          #expect(try connection.gate(engagement: play.engagement, on: day.date).allSatisfy(\.isOpen))
        }
      }
      // Were everything refused or nothing, this would prove nothing.
      #expect(play.passed > 0 && play.refused > 0, "seed \(seed): \(play.passed) let through, \(play.refused) refused")
    }
  }

  /// Random acts on one vendor with one engagement, and the clerk's notes of those that were not refused.
  struct Play {
    let connection: Connection
    let engagement: Int
    let vendor: Int
    var clerk: SlowGate
    var random: SplitMix64
    var open: [Int] = []
    var refusal = ""
    var passed = 0
    var refused = 0

    private static let first = DayNumber(year: 2026, month: 1, day: 1)

    init(_ connection: Connection, seed: UInt64) throws {
      self.connection = connection
      random = SplitMix64(seed: seed)
      try connection.execute(script: "INSERT INTO register.person (name) VALUES ('buyer'), ('tanaka'), ('sato')")
      try connection.be("buyer")
      // What is decided is never decided for a day that has not come.
      try connection.pretendToday((Play.first + 1000).date)
      var edit = VendorEdit()
      edit.name = .set("Acme")
      vendor = try connection.addVendor(edit)
      clerk = SlowGate()
      clerk.startsOn = seed % 2 == 0 ? Play.first + 60 : nil
      clerk.endsOn = seed % 3 == 0 ? Play.first + 300 : nil
      let id = try connection.value(
        """
        INSERT INTO register.engagement (vendor_id, title, starts_on, ends_on)
        VALUES (\(vendor), 'payroll', \(clerk.startsOn?.date), \(clerk.endsOn?.date)) RETURNING id
        """, as: Int.self)
      engagement = try #require(id)
    }

    mutating func someDays(_ count: Int) -> [DayNumber] {
      (0..<count).map { _ in Play.first + Int.random(in: 0..<400, using: &random) }
    }

    private mutating func someDay() -> DayNumber { someDays(1)[0] }

    /// - Returns: whether the database let it happen.
    private mutating func attempt(_ body: () throws -> Void) throws -> Bool {
      do {
        try connection.savepoint(body)
        return true
      } catch let error as PostgresError {
        refusal = error.sentence
      } catch let error as Clause6Error {
        refusal = error.message
      }
      return false
    }

    mutating func act() throws -> String {
      let actor = ["buyer", "tanaka", "sato", "ghost"].randomElement(using: &random)!
      try connection.be(actor)
      let kind = Int.random(in: 0..<9, using: &random)
      switch kind {
      case 0, 1: try assess()
      case 2: try sign()
      case 3: try terminate()
      case 4: try setTerm()
      case 5: try askForWaiver(actor)
      case 6: try decideWaiver(actor)
      case 7: try activate(actor)
      default: try forge()
      }
      return "\(actor) \(kind)"
    }

    private mutating func assess() throws {
      let isOfEngagement = Bool.random(using: &random)
      let day = someDay()
      let approves = Int.random(in: 0..<8, using: &random) > 0
      let until = day + Int.random(in: 0...300, using: &random)
      let decider = (GateTests.people + ["sato", "sato", "sato"]).randomElement(using: &random)!
      var id = 0
      let (connection, engagement, vendor) = (connection, engagement, vendor)
      let done = try attempt {
        try connection.be("tanaka")
        id = try connection.startAssessment(
          ofVendor: vendor, engagement: isOfEngagement ? engagement : nil,
          questionnaire: try connection.questionnaire(called: "clause6"), on: day.date)
        // The criteria that rule a vendor out when nobody answers them.
        for (key, value) in ["A14": "yes", "A15": "yes", "E6": "3", "A6": "3", "A9": "3", "A10": "3", "A13": "3"] {
          var answer = AnswerEdit()
          answer.value = value
          try connection.answer(key, ofAssessment: id, answer, on: day.date)
        }
        try connection.be(decider)
        try connection.concludeAssessment(
          id, approves ? .approve : .reject, on: day.date, validUntilOn: approves ? until.date : nil)
      }
      // Who registered the vendor and who assessed it decide nothing.
      #expect(done == (decider == "sato"), "\(refusal)")
      if done {
        clerk.assessments.append(
          .init(isOfEngagement: isOfEngagement, number: id, concludedOn: day, validUntil: approves ? until : nil))
      }
    }

    private mutating func sign() throws {
      let starts = someDay()
      let ends = starts + Int.random(in: 0...400, using: &random)
      var paper = SlowGate.Paper(
        startsOn: starts, endsOn: ends, namesEngagement: Int.random(in: 0..<3, using: &random) > 0)
      for key in SlowGate.mandatory where Int.random(in: 0..<6, using: &random) > 0 { paper.terms[key] = "present" }
      let reference = "C-\(clerk.papers.count)"
      var edit = ContractEdit()
      edit.reference = .set(reference)
      edit.startsOn = .set(starts.date)
      edit.endsOn = .set(ends.date)
      edit.vendors = .set(["Acme"])
      edit.terms = paper.terms.map { ($0.key, $0.value) }
      let id = try connection.addContract(edit)
      if paper.namesEngagement { try connection.linkEngagement(engagement, toContract: id) }
      clerk.papers.append(paper)
    }

    private mutating func terminate() throws {
      guard let index = clerk.papers.indices.randomElement(using: &random) else { return }
      let last = clerk.papers[index].startsOn + Int.random(in: 0...100, using: &random)
      let id = try connection.contract(called: "C-\(index)")
      let connection = connection
      if try attempt({ try connection.terminateContract(id, on: last.date) }) {
        clerk.papers[index].terminatedOn = last
      }
    }

    private mutating func setTerm() throws {
      guard let index = clerk.papers.indices.randomElement(using: &random) else { return }
      let key = SlowGate.mandatory.randomElement(using: &random)!
      let status = ["present", "present", "weak", "missing"].randomElement(using: &random)!
      var edit = ContractEdit()
      edit.terms = [(key, status)]
      try connection.editContract(try connection.contract(called: "C-\(index)"), edit)
      clerk.papers[index].terms[key] = status
    }

    private mutating func askForWaiver(_ actor: String) throws {
      let leg = ["assessment", "contract", "terms"].randomElement(using: &random)!
      let from = someDay()
      let until = from + Int.random(in: 0...300, using: &random)
      let (connection, engagement) = (connection, engagement)
      let done = try attempt {
        _ = try connection.requestWaiver(
          of: .leg(leg, engagement: engagement), because: "a test", from: from.date, until: until.date, on: from.date)
      }
      #expect(done == (actor != "ghost"))
      guard done else { return }
      clerk.waivers.append(.init(leg: leg, requester: actor, from: from, until: until))
    }

    private mutating func decideWaiver(_ actor: String) throws {
      guard let index = clerk.waivers.indices.randomElement(using: &random) else { return }
      let ids = try connection.table("SELECT id FROM register.waiver ORDER BY id").rows.compactMap {
        $0[0].flatMap { Int($0) }
      }
      let (connection, waiver) = (connection, clerk.waivers[index])
      let day = waiver.from + Int.random(in: 0...60, using: &random)
      if Int.random(in: 0..<4, using: &random) == 0 {
        let done = try attempt { try connection.withdrawWaiver(ids[index], on: day.date) }
        #expect(done == (waiver.withdrawnOn == nil))
        if done { clerk.waivers[index].withdrawnOn = day }
      } else {
        let done = try attempt { try connection.approveWaiver(ids[index], on: day.date) }
        let may = actor != "ghost" && actor != waiver.requester && waiver.approvedOn == nil && waiver.withdrawnOn == nil
        #expect(done == may, "\(actor) approves what \(waiver.requester) asked for")
        if done { clerk.waivers[index].approvedOn = day }
      }
    }

    private mutating func activate(_ actor: String) throws {
      var day = someDay()
      // Half of the time where it should succeed, or it hardly ever would.
      let openDays = (0..<400).map { Play.first + $0 }.filter { clerk.isOpen(on: $0) }
      if Bool.random(using: &random), let open = openDays.randomElement(using: &random) { day = open }
      let (connection, engagement) = (connection, engagement)
      let done = try attempt { try connection.activateEngagement(engagement, on: day.date) }
      #expect(done == (actor != "ghost" && clerk.isOpen(on: day) && !clerk.activations.contains(day)))
      if done { clerk.activations.append(day) }
      (passed, refused) = done ? (passed + 1, refused) : (passed, refused + 1)
    }

    /// Past every act, straight into the table: noted, and no key to the gate.
    private mutating func forge() throws {
      let day = someDay()
      let (connection, engagement) = (connection, engagement)
      let done = try attempt {
        try connection.be("tanaka")
        try connection.execute(
          "INSERT INTO register.activation (engagement_id, activated_on, gate) VALUES (\(engagement), \(day.date)::date, '{}')"
        )
      }
      if done { clerk.activations.append(day) }
    }
  }
}

extension DayNumber {
  fileprivate var date: CalendarDate { .iso(description) }
}
