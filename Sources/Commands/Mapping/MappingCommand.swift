import ArgumentParser

struct MappingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping", abstract: "The files that say which column of a spreadsheet is what.",
    subcommands: [MappingCheckCommand.self, MappingSchemaCommand.self])
}
