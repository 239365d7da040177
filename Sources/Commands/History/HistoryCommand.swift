import ArgumentParser
import Clause6
import LocalPostgres
import Proof

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "What was changed, by whom and why; and the proof that nobody rewrote it.",
    subcommands: [
      HistoryShow.self, HistoryList.self, HistorySeal.self, HistoryStatus.self, HistoryVerify.self, HistoryProve.self,
      HistoryRebuild.self, HistoryRestart.self,
      HistoryKey.self,
    ])
}

/// Where the keys are with which the log signs.
struct KeyOptions: ParsableArguments {
  @Option(
    name: .customLong("keys"),
    help: ArgumentHelp(
      "Folder of the signing keys; else CLAUSE6_KEYS, else \"keys\" in CLAUSE6_HOME.", valueName: "folder"))
  var folder: String?

  func file(origin: String) -> KeyFile {
    let invocation = Invocation.current
    let folder = folder ?? invocation.variable("CLAUSE6_KEYS")
    return KeyFile(folder: folder ?? LocalServer(environment: invocation.environment).folder + "/keys", origin: origin)
  }
}
