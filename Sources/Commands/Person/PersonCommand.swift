import ArgumentParser

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people inside who answer for vendors, engagements and contracts.",
    subcommands: [
      PersonList.self, PersonShow.self, PersonAdd.self, PersonEditCommand.self, PersonLeave.self, PersonErase.self,
      PersonApproveErasure.self, PersonWithdrawErasure.self, PersonErasures.self,
    ])
}
