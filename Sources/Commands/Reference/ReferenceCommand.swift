import ArgumentParser

struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Lists that others keep, beside the register.",
    subcommands: [ReferenceList.self, ReferenceDismiss.self])
}
