import ArgumentParser

struct ConditionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "condition", abstract: "The circumstances of an engagement that bring regimes into play.",
    subcommands: [ConditionList.self])
}
