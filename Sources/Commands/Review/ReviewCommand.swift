import ArgumentParser

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Looking at vendors again: when, because of what, and what came of it.",
    subcommands: [
      ReviewList.self, ReviewShow.self, ReviewStart.self, ReviewComplete.self, ReviewReschedule.self, ReviewPlan.self,
    ])
}
