import ArgumentParser

struct DeadlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline", abstract: "The days by which somebody must act.", subcommands: [DeadlineList.self])
}
