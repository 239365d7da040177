import ArgumentParser
import Clause6

/// Which rules there are: those that come with clause6, and those of the organisation's own folders.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A folder with rules of your own, beside those that come with clause6; may be given several times.",
      discussion: "Else the folders in CLAUSE6_RULES, separated by colons.", valueName: "folder"))
  var folders: [String] = []

  /// - Throws: ``Clause6Error`` for a folder or a file that cannot be read.
  func set() throws -> RuleSet {
    let configured = Invocation.current.variable("CLAUSE6_RULES").map { $0.split(separator: ":").map(String.init) }
    return try RuleSet(folders: folders.isEmpty ? configured ?? [] : folders)
  }
}
