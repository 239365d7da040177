import ArgumentParser

struct FindingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding", abstract: "What the rules found at the last check.",
    subcommands: [FindingList.self, FindingShow.self])
}
