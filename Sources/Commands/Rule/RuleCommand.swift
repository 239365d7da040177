import ArgumentParser

struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "The rules that contracts and vendors are checked by.",
    subcommands: [RuleList.self, RuleShow.self, RuleTestCommand.self])
}
