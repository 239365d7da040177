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
  @Argument(help: "Its key.")
  var questionnaire: String

  @Option(help: ArgumentHelp("Which version of it; default the one recorded last.", valueName: "version"))
  var version: String?
}
