import Foundation
import Postgres
import TestSupport
import Testing

/// The way to the database breaks wherever a command waits for an answer: what it did is done or undone as a whole, and it
/// says which.
struct FaultTests {
  /// A command that changes the register, and what it needs.
  struct Act: Sendable, CustomTestStringConvertible {
    let name: String
    let words: [String]
    /// SQL, run before as one change.
    let given: String
    /// Every turn that leaves this rest is tried; the last ones, with the COMMIT among them, always are.
    var every = 1
    /// Whether a second time is refused.
    var isOnce = false
    var testDescription: String { name }
  }

  static let acts = [
    Act(
      name: "change",
      words: ["vendor", "add", "Acme KK", "--code", "V-1", "--owner", "a@test.example", "--reason", "x"],
      given: "", isOnce: true),
    Act(
      name: "import",
      words: ["import", "contract", "Fixtures/import/good.csv", "--mapping", "Fixtures/import/mapping.yaml"],
      given: ""),
    Act(name: "seal", words: ["history", "seal"], given: FaultTests.vendors, every: 5),
    Act(name: "check", words: ["check", "--save", "--fail-on", "critical"], given: FaultTests.vendors, every: 179),
  ]

  private static let vendors = """
    INSERT INTO register.person (name, email) VALUES ('Ann', 'ann@test.example');
    INSERT INTO register.vendor (code, name, country, owner_id)
      SELECT 'V-' || n, 'Vendor ' || n, 'JP', (SELECT id FROM register.person) FROM generate_series(1, 5) n;
    """

  @Test(arguments: acts)
  func theConnectionBreaksAtEveryTurn(_ act: Act) throws {
    let (last, counts) = try unbroken(act)
    var (state, undone, done) = (try State(act), 0, 0)
    for turn in 1...last where turn % act.every == 0 || turn > last - 6 {
      // Whether nothing or a half arrives makes no difference to the server but for how it notices.
      for fault in [turn % 2 == 0 ? FaultProxy.Fault.before : .half, .after] {
        let broken = try Broken(state, fault, turn)
        if broken.isUndone {
          undone += 1
          continue
        }
        if broken.outcome.code == 0 {
          #expect(try state.counts() == counts, broken.place)
        } else {
          // A command of several transactions, or one that reads on after its change.
          #expect(try state.run(through: nil).code == 0 || act.isOnce, broken.place)
        }
        done += 1
        state.drop()
        state = try State(act)
      }
    }
    try expectDone(state, counts)
    state.drop()
    print("| \(act.name) | \(last) turns | \(undone) undone | \(done) done, though nobody was told at first |")
    #expect(done > 0)
  }

  @Test func whatNobodyCanSayIsNotGuessed() throws {
    let act = FaultTests.acts[0]
    let (last, counts) = try unbroken(act)
    let state = try State(act)
    defer { state.drop() }
    let proxy = try FaultProxy(state.database, (.after, last), staysDown: true)
    let outcome = try state.run(through: proxy)
    proxy.stop()
    #expect(outcome.code == 1 && outcome.err.contains("did not come back to say whether it was"), "\(outcome.err)")
    #expect(try state.counts() == counts)
  }

  /// Nothing passes any more, and nothing ends: a proxy that hangs.
  @Test func whoWaitsForeverGivesUpWhenTold() throws {
    let act = FaultTests.acts[0]
    let state = try State(act)
    defer { state.drop() }
    let before = try state.digest()
    let proxy = try FaultProxy(state.database, (.stall, 12))
    let limit = ["CLAUSE6_TIMEOUT": "2"]
    let outcome = try Program.run(act.words, state.environment(proxy).merging(limit) { $1 })
    proxy.stop()
    #expect(outcome.code == 1 && outcome.err.contains("in the time that CLAUSE6_TIMEOUT allows"), "\(outcome.err)")
    #expect(try state.digest() == before)
    // What answers in time is not cut off.
    let soon = try Program.run(act.words, state.environment(nil).merging(limit) { $1 })
    #expect(soon.code == 0, "\(soon.err)")
    let wrong = try Program.run(["vendor", "list"], state.environment(nil).merging(["CLAUSE6_TIMEOUT": "soon"]) { $1 })
    #expect(wrong.code == 64 && wrong.err.contains("seconds"), "\(wrong.err)")
  }

  /// As above, and the server is killed as by a loss of power, and started again.
  @Test(arguments: acts)
  func theServerIsKilledOnTheWay(_ act: Act) throws {
    let server = try TestServer.dedicated()
    defer { server.stop() }
    let (last, counts) = try unbroken(act, on: server)
    var (state, undone, done) = (try State(act, on: server), 0, 0)
    for turn in Set([last / 4, last / 2, last - 1, last]).sorted() {
      let broken = try Broken(state, .after, turn) {
        server.kill()
        try server.restart()
      }
      if broken.isUndone {
        undone += 1
      } else {
        done += 1
        if broken.outcome.code == 0 || act.isOnce { state = try State(act, on: server) }
      }
    }
    try expectDone(state, counts)
    print("| \(act.name), server killed | \(undone) undone | \(done) done |")
    #expect(undone > 0 && done > 0)
  }

  /// How many turns an act takes when nothing breaks, and how many rows each table has after it.
  private func unbroken(_ act: Act, on server: TestServer? = nil) throws -> (turns: Int, counts: [String: String]) {
    let state = try State(act, on: server)
    defer { state.drop() }
    let proxy = try FaultProxy(state.database)
    #expect(try state.run(through: proxy).code == 0)
    proxy.stop()
    return (proxy.turns, try state.counts())
  }

  /// Whatever broke before, the act is done now, once, and its history is whole.
  private func expectDone(_ state: State, _ counts: [String: String]) throws {
    #expect(try state.run(through: nil).code == 0)
    #expect(try state.counts() == counts)
    #expect(try Program.run(["history", "verify"], state.environment(nil)).code == 0)
  }
}

/// A run of an act that was broken, and which said of itself what is so.
private struct Broken {
  let outcome: Program.Outcome
  let isUndone: Bool
  let place: Comment

  init(
    _ state: State, _ fault: FaultProxy.Fault, _ turn: Int, action: @escaping @Sendable () throws -> Void = {}
  ) throws {
    let before = try state.digest()
    let proxy = try FaultProxy(state.database, (fault, turn), action: action)
    outcome = try state.run(through: proxy)
    proxy.stop()
    place = "\(fault) turn \(turn): \(outcome.code) \(outcome.err)"
    #expect(proxy.isBroken, place)
    isUndone = try state.digest() == before
    if isUndone {
      #expect(outcome.code == 1 && outcome.err.contains("was undone"), place)
    } else if outcome.code != 0 {
      #expect(outcome.code == 1 && outcome.err.contains("What was changed before that stays"), place)
    }
  }
}

/// A register in which an act has not happened yet.
final class State {
  let database: ConnectionInfo
  private let act: FaultTests.Act
  private let server: TestServer
  private let keys = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"

  init(_ act: FaultTests.Act, on server: TestServer? = nil) throws {
    self.act = act
    self.server = try server ?? TestServer.shared()
    let database = try self.server.makeDatabase(template: .register)
    // What is committed stays when the server is killed: test servers do without, since none of them lasts.
    let name = database.settings["dbname"] ?? ""
    try Connection(database).execute("ALTER DATABASE \(identifier: name) SET synchronous_commit = on")
    self.database = database
    if !act.given.isEmpty { try Connection(database).register(act.given) }
  }

  func drop() {
    try? server.drop(database)
    try? FileManager.default.removeItem(atPath: keys)
  }

  func environment(_ proxy: FaultProxy?) -> [String: String] {
    ["CLAUSE6_DATABASE": (proxy?.info ?? database).text, "CLAUSE6_ACTOR": "test@test.example", "CLAUSE6_KEYS": keys]
  }

  func run(through proxy: FaultProxy?) throws -> Program.Outcome { try Program.run(act.words, environment(proxy)) }

  /// How many rows each table has.
  func counts() throws -> [String: String] { try Connection(database).ofEachTable("count(*)::text") }

  /// What each table holds, to the letter.
  func digest() throws -> [String: String] {
    try Connection(database).ofEachTable("md5(string_agg(t::text, '|' ORDER BY t::text))")
  }
}
