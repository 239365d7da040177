import ArgumentParser

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Certificates, reports and proofs of vendors, with their files.",
    subcommands: [
      EvidenceList.self, EvidenceShow.self, EvidenceAdd.self, EvidenceEditCommand.self, EvidenceAttach.self,
      EvidenceRead.self, EvidenceVerify.self, EvidenceExport.self,
    ])
}
