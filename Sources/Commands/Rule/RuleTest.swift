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
  var rules: [String] = []

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let chosen = try Rule.shipped(named: rules)
    let failures = try database.connectToAnySchema().withScratchRegister { try RuleTestRun.run(chosen, on: $0) }
    if failures > 0 { throw ExitCode(2) }
  }
}

enum RuleTestRun {
  /// - Returns: how many cases failed.
  static func run(_ rules: [Rule], on connection: Connection) throws -> Int {
    var passed = 0
    var failed = 0
    for rule in rules {
      for test in try rule.shippedTests() {
        let problems = try test.run(rule, on: connection)
        if problems.isEmpty { passed += 1 } else { failed += 1 }
        Terminal.current.print("\(problems.isEmpty ? "ok  " : "FAIL") \(rule.name): \(test.title)")
        for problem in problems { Terminal.current.print("       \(TextWidth.visible(problem))") }
      }
    }
    Terminal.current.note("\(passed) passed, \(failed) failed.")
    return failed
  }
}
