import ArgumentParser

struct TermCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "term", abstract: "The matters that a contract can settle.", subcommands: [TermList.self])
}
