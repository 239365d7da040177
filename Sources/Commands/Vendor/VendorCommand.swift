import ArgumentParser

struct VendorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vendor", abstract: "The companies to which work or information is entrusted.",
    subcommands: [
      VendorList.self, VendorShow.self, VendorAdd.self, VendorEditCommand.self,
      VendorMove.self, VendorWithdrawMove.self, VendorStages.self,
      VendorNameCommand.self, VendorContactCommand.self, VendorIdentifierCommand.self,
      VendorDuplicates.self, VendorDistinct.self, VendorMerge.self, VendorChain.self,
    ])
}
