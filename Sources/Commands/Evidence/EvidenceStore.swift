import ArgumentParser
import Clause6
import LocalPostgres

/// Where a file of evidence goes.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "Keep files in the folder or in the database; default folder where CLAUSE6_EVIDENCE or the private server says which, else database.",
      valueName: "place"), transform: StoreOptions.place)
  var place: EvidencePlace?

  @Sendable private static func place(_ text: String) throws -> EvidencePlace {
    guard let place = EvidencePlace(rawValue: text) else {
      throw ValidationError("\"\(text)\" is no place for files; these are: folder, database.")
    }
    return place
  }
}

extension DatabaseOptions {
  /// The folder of evidence: `CLAUSE6_EVIDENCE`, else beside the private server's data.
  var evidenceFolder: EvidenceFolder {
    let invocation = Invocation.current
    return EvidenceFolder(
      path: invocation.variable("CLAUSE6_EVIDENCE") ?? LocalServer(environment: invocation.environment).folder
        + "/evidence"
    )
  }

  /// Where new files go. A register that others share must not depend on a folder that only this machine has.
  func place(_ store: StoreOptions) throws -> EvidencePlace {
    let isPrivate = if case .privateServer = place { true } else { false }
    let hasFolder = isPrivate || Invocation.current.variable("CLAUSE6_EVIDENCE") != nil
    guard let asked = store.place else { return hasFolder ? .folder : .database }
    guard asked == .database || hasFolder else {
      throw UsageError(
        message:
          "Set CLAUSE6_EVIDENCE to a folder that everybody who uses this register can read, or use --in database.")
    }
    return asked
  }
}
