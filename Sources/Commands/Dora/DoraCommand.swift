import ArgumentParser

struct DoraCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora", abstract: "The register of information that financial entities report under DORA.",
    subcommands: [DoraExport.self, DoraVerify.self, DoraWordList.self])
}
