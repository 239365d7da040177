import ArgumentParser
import Clause6

struct RuleShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a rule's file: what it asks, why, and what to do.",
    discussion: """
      EXAMPLE:
        clause6 rule show contract-lapsed
      """)

  @Argument(help: "The rule.")
  var rule: String

  @OptionGroup var rules: RuleOptions

  func run() throws {
    for rule in try rules.set().named([rule]) { Terminal.current.out.write(rule.source) }
  }
}
