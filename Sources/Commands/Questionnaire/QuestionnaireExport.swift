import ArgumentParser
import Clause6
import Postgres

struct QuestionnaireExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print a questionnaire as JSON that can be edited and imported again.",
    discussion: """
      One criterion a line. To change weights or knock-outs, edit the file and import it as another version.

      EXAMPLE:
        clause6 questionnaire export clause6
      """)

  @OptionGroup var which: QuestionnaireChoice
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      let id = try connection.questionnaire(called: which.questionnaire)
      Terminal.current.print(try connection.document(ofQuestionnaire: id))
    }
  }
}
