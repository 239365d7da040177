import ArgumentParser

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "What auditors are handed, so that they can verify it themselves.",
    subcommands: [PackCommand.self])
}

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Everything that an audit of a period asks for, in one folder or zip file.",
    subcommands: [PackMake.self, PackVerify.self], defaultSubcommand: PackMake.self)
}
