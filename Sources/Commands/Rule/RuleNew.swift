import ArgumentParser
import Clause6

struct RuleNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the files of a new rule and its cases, to go on from.",
    discussion: """
      Files that are there are never overwritten.

      EXAMPLE:
        clause6 rule new acme-contract-without-owner --in our-rules
      """)

  @Argument(help: "The rule's name: small letters, digits, . and -.")
  var name: String

  @Option(name: .customLong("in"), help: ArgumentHelp("The folder of your rules.", valueName: "folder"))
  var folder: String

  func run() throws {
    for path in try RuleDraft(name: name).write(to: folder) { Terminal.current.print(path) }
    Terminal.current.note(
      "Go on with \"clause6 rule test --rules \(folder) \(name)\" and \"clause6 rule lint --rules \(folder) \(name)\".")
  }
}
