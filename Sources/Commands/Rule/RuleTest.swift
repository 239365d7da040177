import ArgumentParser
import Clause6
import Postgres

struct RuleTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the cases that stand beside the rules; exit 2 when one fails.",
    discussion: """
      Runs in a database of its own on the same server, which is dropped afterwards; the register is not touched.

      EXAMPLE:
        clause6 rule test contract-lapsed
      """)

  @Argument(help: "Only these rules; default all.")
  var names: [String] = []

  @OptionGroup var rules: RuleOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let set = try rules.set()
    let chosen = try set.named(names).map { (rule: $0, tests: try set.tests(of: $0)) }
    let failures = try database.connectToAnySchema().withScratchRegister { connection in
      try connection.withoutForeignKeys { try RuleTestRun.run(chosen, on: connection) }
    }
    if failures > 0 { throw ExitCode(2) }
  }
}

enum RuleTestRun {
  /// - Returns: how many cases failed.
  static func run(_ rules: [(rule: Rule, tests: RuleTests)], on connection: Connection) throws -> Int {
    var passed = 0
    var failed = 0
    for (rule, tests) in rules {
      for test in tests.cases {
        let problems = try problems(test, rule, connection)
        if problems.isEmpty { passed += 1 } else { failed += 1 }
        Terminal.current.print("\(problems.isEmpty ? "ok  " : "FAIL") \(rule.name): \(test.title)")
        for problem in problems { Terminal.current.print("       \(TextWidth.visible(problem))") }
      }
    }
    Terminal.current.note("\(passed) passed, \(failed) failed.")
    return failed
  }

  /// A case that the database refuses fails; the others go on.
  private static func problems(_ test: RuleTest, _ rule: Rule, _ connection: Connection) throws -> [String] {
    do {
      return try test.run(rule, on: connection)
    } catch let error as PostgresError where error.sqlState != nil {
      return [error.sentence]
    } catch let error as Clause6Error {
      return [error.message]
    }
  }
}
