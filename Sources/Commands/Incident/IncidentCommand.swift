import ArgumentParser

struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident", abstract: "What went wrong at vendors, whether they told us in time, and what we owe.",
    subcommands: [
      IncidentList.self, IncidentShow.self, IncidentAdd.self, IncidentEditCommand.self, IncidentClose.self,
    ])
}
