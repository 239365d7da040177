import ArgumentParser

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "Proofs of entries of a history, verified without its database.",
    subcommands: [ProofVerify.self])
}
