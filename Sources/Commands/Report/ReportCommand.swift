import ArgumentParser

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Answers for managers and auditors, for any day.",
    subcommands: [ReportList.self, ReportShow.self, ReportRun.self])
}
