import ArgumentParser
import Clause6
import Postgres

struct QuestionnaireImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Record a questionnaire from a CSV, YAML or JSON file.",
    discussion: """
      Reads our own form (see "questionnaire export"), rows with the columns of the Japanese third-party questionnaire \
      library, catalogues of controls in the form of OSCAL such as MVSP, and Google's VSAQ. What a criterion has no \
      place for is listed. A version never changes once it is recorded: import the next one as another.

      EXAMPLE:
        clause6 questionnaire import mvsp.yaml --as mvsp@3.0 --dry-run
      """)

  @Argument(help: "The file, in UTF-8; its ending says what it is: .csv, .tsv, .yaml, .yml or .json.")
  var file: String

  @Option(
    name: .customLong("as"), help: ArgumentHelp("What to call it: its key and version.", valueName: "key@version"),
    transform: QuestionnaireImport.name)
  var name: (key: String, version: String)

  @Option(help: ArgumentHelp("Its title; default that of the file, else the file's name.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Where it was taken from.", valueName: "text"))
  var source: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func name(_ text: String) throws -> (key: String, version: String) {
    let sides = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, !sides.contains("") else {
      throw ValidationError("\"\(text)\" is not a key and a version: write it as mvsp@3.0.")
    }
    return (sides[0], sides[1])
  }

  func run() throws {
    let fileName = file.split(separator: "/").last.map(String.init) ?? file
    let draft = try titled(
      QuestionnaireDraft(path: file, text: TextFile.read(file), language: language.language == .ja ? .ja : .en),
      fileName)
    let record = try write(database, options, defaultReason: "import of \(fileName)") { connection, author in
      try connection.change(as: author, rehearse: options.dryRun) { connection in
        let id = try connection.addQuestionnaire(draft, key: name.key, version: name.version)
        return try connection.record(questionnaire: id)
      }
    }
    for remark in draft.notUnderstood { Terminal.current.note("line \(remark.line): \(remark.text)") }
    if !draft.notUnderstood.isEmpty {
      Terminal.current.note("Not taken over: \(draft.notUnderstood.count). The file's hash tells what it was.")
    }
    format.print(record, layout: .record)
  }

  private func titled(_ draft: QuestionnaireDraft, _ fileName: String) -> QuestionnaireDraft {
    var draft = draft
    if draft.titleEn == nil, draft.titleJa == nil || title != nil {
      if language.language == .ja { draft.titleJa = title ?? fileName } else { draft.titleEn = title ?? fileName }
    }
    draft.source = source ?? draft.source ?? fileName
    return draft
  }
}

extension Connection {
  fileprivate func record(questionnaire id: Int) throws -> Table {
    try table(
      """
      SELECT q.key || '@' || q.version AS questionnaire, q.title_en, q.title_ja, q.criteria,
        (SELECT string_agg(k.kind || ' ' || k.count, ', ' ORDER BY k.kind)
          FROM (SELECT kind, count(*) FROM register.criterion WHERE questionnaire_id = \(id) GROUP BY kind) k) AS kinds,
        q.scored, q.weight, q.knock_outs, q.languages, q.source, q.sha256
      FROM facts.questionnaire() q WHERE q.questionnaire_id = \(id)
      """)
  }
}
