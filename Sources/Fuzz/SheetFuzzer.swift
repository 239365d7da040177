import Clause6

/// Questionnaires, filled sheets, calendars and channels: each input is read as each of them.
struct SheetFuzzer: ByteFuzzer {
  static let name = "sheet"
  static let ending = "yaml"
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "key", "question", "title_en:", "criteria:\n", "- key: ", "kind: choice\n", "kind: number\n", "choices:",
    "weight: ",
    "knock_out: ", "catalog:", "groups:", "controls:", "parts:", "prose:", "questionnaire:", "extensions:", "value",
    "score", "not_applicable_because", "evidence_valid_until_on", "2026-03-31", "closed:", "covers: ", "weekend: ",
    "2026-01-01 to 2026-12-31", "mail:", "webhooks:", "server: ", "smtps://mail.example", "from: ", "url: https://",
    "secret: env:SECRET", "password: env:SECRET", "password: file:/nowhere", "kinds: ", "&a ", "*a", "<<: *a", "|", ">",
    "? ", "- - - - ", "{", "}", "[", "]", ",", ";", "\t", "\"", "'", "\\", "\\u0000", "\\ud800", "//", "/*", "*/", "\0",
    "\r\n", "\u{FEFF}", "令和7年", "はい", "-1", "99999999999999999999", "1e400", "null", "true",
  ])
  private static let secret = "correct horse battery"
  private static let endings = [".csv", ".tsv", ".json", ".yaml"]

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    for ending in SheetFuzzer.endings {
      let drafts = try twice { try QuestionnaireDraft(path: "f" + ending, text: text) }
      if let draft = drafts?.0 {
        guard draft == drafts?.1 else { throw Failure("The questionnaire is another when it is read again.") }
        guard !draft.criteria.isEmpty else { throw Failure("A questionnaire is taken that asks nothing.") }
      }
      if ending != ".json", let sheet = try taken({ try AnswerFile(path: "f" + ending, text: text) }) {
        let keys = sheet.answers.map(\.key)
        guard Set(keys).count == keys.count else { throw Failure("A sheet answers a question twice: \(keys).") }
      }
    }
    _ = try taken { try CalendarDraft(path: "f.yaml", text: text) }
    _ = try taken(hiding: SheetFuzzer.secret) {
      try Channels(yaml: text, path: "f.yaml", environment: ["SECRET": SheetFuzzer.secret])
    }
  }

  private func twice<T>(_ body: () throws -> T) throws(Failure) -> (T, T)? {
    guard let first = try taken(body), let second = try taken(body) else { return nil }
    return (first, second)
  }

}
