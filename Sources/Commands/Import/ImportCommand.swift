import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring in the spreadsheets there are.",
    subcommands: [
      ImportContract.self, ImportVendor.self, ImportPerson.self, ImportAlias.self, ImportContact.self,
      ImportEngagement.self, ImportTerm.self,
      ImportAssessment.self, ImportEvidence.self, ImportReview.self, ImportSubcontractor.self,
      ImportResponsibility.self, ImportDoraEntity.self, ImportDoraBranch.self, ImportDoraFunction.self,
      ImportDoraProvider.self, ImportDoraContract.self, ImportDoraService.self, ImportDoraUse.self,
      ImportDoraDefinition.self, ImportReference.self,
      ImportList.self,
      ImportShow.self, UndoImport.self,
    ])
}
