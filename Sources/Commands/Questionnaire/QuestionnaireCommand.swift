import ArgumentParser

struct QuestionnaireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questionnaire", abstract: "The lists of criteria by which vendors are judged.",
    subcommands: [
      QuestionnaireList.self, QuestionnaireShow.self, QuestionnaireImport.self, QuestionnaireExport.self,
    ])
}

/// Which questionnaire is meant.
struct QuestionnaireChoice: ParsableArguments {
  @Argument(help: "Its key and version, such as clause6@1; without a version the one recorded last.")
  var questionnaire: String
}
