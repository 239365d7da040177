import ArgumentParser

struct WaiverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiver",
    abstract: "Leave to go on although something is missing: asked for by one, given by another.",
    subcommands: [WaiverList.self, WaiverRequest.self, WaiverApprove.self, WaiverReject.self, WaiverWithdraw.self])
}
