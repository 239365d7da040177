import ArgumentParser

struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "The papers that bind vendors, and what has become of them.",
    subcommands: [
      ContractList.self, ContractShow.self, ContractAdd.self, ContractEditCommand.self, ContractAmend.self,
      ContractRenew.self, ContractTerminate.self, ContractTerms.self, ContractTermCommand.self, ContractCoverage.self,
    ])
}
