import ArgumentParser

struct ContractTermCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "term", abstract: "What a contract says about one matter, version by version.",
    subcommands: [ContractTermSet.self, ContractTermList.self])
}
