import ArgumentParser

struct RemindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind", abstract: "Reminders of deadlines: decided once, sent, escalated, and shown to be so.",
    subcommands: [
      RemindPlan.self, RemindRun.self, RemindStatus.self, RemindList.self, RemindShow.self, RemindAcknowledge.self,
      RemindSnooze.self, RemindHandOver.self, RemindMute.self, RemindActs.self, RemindWithdraw.self, RemindResolve.self,
      RemindPolicyCommand.self, RemindMetrics.self, RemindTest.self,
    ])
}

/// The deadline that an act is about.
struct NamedDeadlineArguments: ParsableArguments {
  @Argument(help: "The kind, as \"clause6 deadline list\" shows it: notice, contract_end, review …")
  var kind: String

  @Argument(help: "What it is of: a contract's reference, a vendor's code, or such as \"evidence #3\".")
  var reference: String
}
