import ArgumentParser

struct SubcontractorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subcontractor", abstract: "The companies to which vendors pass on work, at any depth.",
    subcommands: [
      SubcontractorList.self, SubcontractorShow.self, SubcontractorAdd.self, SubcontractorEditCommand.self,
      SubcontractorConsent.self, SubcontractorEnd.self,
    ])
}
