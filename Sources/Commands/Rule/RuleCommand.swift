import ArgumentParser

struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "The rules that contracts and vendors are checked by.",
    subcommands: [
      RuleList.self, RuleShow.self, RuleSettings.self, RuleSetCommand.self, RuleNew.self, RuleLint.self,
      RuleTestCommand.self, RuleBacktestCommand.self,
    ])
}
