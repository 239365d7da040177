import ArgumentParser

struct RegimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regime", abstract: "Laws, standards and policies, and what they ask of contracts.",
    subcommands: [RegimeList.self, RegimeShow.self, RegimeAdopt.self, RegimeDrop.self])
}
