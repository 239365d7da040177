import ArgumentParser
import Clause6
import Postgres

struct AssessmentAnswer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer a criterion of an open assessment, or many from a filled sheet.",
    discussion: """
      A score is 0 none, 1 claimed, 2 partial with evidence, 3 met with evidence, 4 better than needed. What is not named \
      stays; an empty text or day takes a field away.

      EXAMPLE:
        clause6 assessment answer 1 A1 3 --evidence "ISO 27001, certificate IS-4711" --evidence-until 2027-03-31 --reason "certificate seen"
      """)

  @OptionGroup var which: AssessmentChoice

  @Argument(help: "The criterion's key.")
  var key: String?

  @Argument(help: "The answer: a score, yes or no, a choice, choices with commas between, or a text.")
  var value: String?

  @Option(
    help: ArgumentHelp("What an answer is worth that is no score itself, from 0 to 4.", valueName: "score"),
    transform: Number.parseEdit)
  var score: Edit<Int> = .keep

  @Option(help: ArgumentHelp("The criterion does not apply, and why.", valueName: "why"))
  var notApplicable: String?

  @Option(help: ArgumentHelp("What proves the answer.", valueName: "text"))
  var evidence: String?

  @Option(
    name: .customLong("evidence-until"),
    help: ArgumentHelp("Last day on which that proves it; afterwards the answer is worth 1.", valueName: "day"),
    transform: Day.parseEdit)
  var evidenceUntil: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var comment: String?

  @Option(help: ArgumentHelp("A sheet, filled in: CSV, TSV or YAML.", valueName: "file"))
  var from: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if from != nil {
      guard key == nil, notApplicable == nil else {
        throw ValidationError("--from has all the answers: name no other.")
      }
      return
    }
    guard key != nil else { throw ValidationError("Name a criterion and its answer, or a sheet with --from.") }
    if value != nil, notApplicable != nil {
      throw ValidationError("A criterion that does not apply has no answer: say one of the two.")
    }
  }

  func run() throws {
    if let from { return try answer(from: from) }
    guard let key else { return }
    var edit = AnswerEdit()
    edit.value = value
    edit.score = score
    edit.notApplicableBecause = notApplicable
    edit.comment = .text(comment)
    edit.evidence = .text(evidence)
    edit.evidenceValidUntilOn = evidenceUntil
    let answer = edit
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.assessment(called: which.assessment)
      try connection.answer(key, ofAssessment: id, answer, on: today)
      return try connection.record(answer: key, ofAssessment: id, on: today, language.language)
    }
  }

  private func answer(from path: String) throws {
    let sheet = try AnswerFile(path: path, text: TextFile.read(path))
    let record = try write(database, options) { connection, author in
      try connection.change(as: author, rehearse: options.dryRun) { connection in
        let today = try connection.day(asked: nil)
        let id = try connection.assessment(called: which.assessment)
        let changed = try connection.answer(sheet, ofAssessment: id, on: today)
        return Table(
          columns: ["assessment", "answers", "changed", "blank"].map { Table.Column(name: $0, kind: .number) },
          rows: [[id, sheet.answers.count, changed, sheet.blank.count].map { String($0) }])
      }
    }
    format.print(record)
    if !sheet.blank.isEmpty { Terminal.current.note("Not answered in it: \(sheet.blank.joined(separator: ", ")).") }
  }
}

extension Connection {
  fileprivate func record(
    answer key: String, ofAssessment id: Int, on day: CalendarDate, _ language: Language
  ) throws -> Table {
    try table(
      """
      SELECT assessment_id AS assessment, key, \(language.either("text")) AS question, value, score, not_applicable_because, standing, points, weight,
        earned, possible, knocked_out, evidence_needed, evidence, evidence_valid_until_on, comment, answered_on, answered_by
      FROM facts.assessment_answer(\(day)::date) WHERE assessment_id = \(id) AND key = \(key)
      """)
  }
}
