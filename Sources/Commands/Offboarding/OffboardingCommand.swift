import ArgumentParser

struct OffboardingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offboarding", abstract: "What is done when work ends: data, proof, access, secrecy.",
    subcommands: [
      OffboardingList.self, OffboardingShow.self, OffboardingStart.self, OffboardingRecord.self,
      OffboardingClose.self,
    ])
}
