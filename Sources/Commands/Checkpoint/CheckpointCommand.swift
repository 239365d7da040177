import ArgumentParser

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "The signed roots of the log, which auditors keep.",
    subcommands: [CheckpointList.self, CheckpointExport.self])
}
