import ArgumentParser

struct EngagementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engagement", abstract: "What is entrusted to vendors, how risky that is, and the tier that follows.",
    subcommands: [
      EngagementList.self, EngagementShow.self, EngagementAdd.self, EngagementEditCommand.self, EngagementLink.self,
      EngagementUnlink.self, EngagementGate.self, EngagementActivate.self, EngagementCoverage.self,
      EngagementOverride.self, EngagementApproveOverride.self, EngagementWithdrawOverride.self,
      EngagementOverrides.self,
    ])
}
