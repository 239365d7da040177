import ArgumentParser

struct FindingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding", abstract: "What the rules found, and what people do about it.",
    subcommands: [
      FindingList.self, FindingShow.self, FindingAcknowledge.self, FindingAssign.self, FindingComment.self,
    ])
}
