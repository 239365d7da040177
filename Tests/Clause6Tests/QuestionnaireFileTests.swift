import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

@Suite struct QuestionnaireFileTests {
  private func draft(_ name: String, _ language: TextLanguage = .en) throws -> QuestionnaireDraft {
    let path = "Fixtures/questionnaires/\(name)"
    return try QuestionnaireDraft(
      path: path, text: String(contentsOfFile: path, encoding: .utf8), language: language)
  }

  @Test func rowsOfTheJapaneseLibrary() throws {
    let draft = try draft("library.csv", .ja)
    #expect(
      draft.criteria.map(\.key) == ["access_control.10", "access_control.20", "data_control.10", "data_control.20"])
    #expect(draft.criteria.map(\.kind) == [.yesNo, .text, .yesNo, .text])
    #expect(draft.criteria.map(\.isRequired) == [true, false, true, true], "what depends on another may be blank")
    #expect(draft.criteria.allSatisfy { $0.weight == 1 })
    #expect(draft.criteria[0].groupJa == "access_control" && draft.criteria[0].groupEn == nil)
    #expect(draft.criteria[1].textEn == "Which factors are used?" && draft.criteria[2].textEn == nil)
    #expect(draft.criteria[1].guidance == "Depends on: access_control.10\nTags: mfa\nVersion: 2026-01-15")
    #expect(
      draft.notUnderstood.map { "\($0.line) \($0.text)" } == [
        "1 \"author\" is no field of a question",
        "5 \"number\" is no kind of answer; data_control.20 is answered by a text",
      ])
  }

  @Test func aCatalogueOfControls() throws {
    let draft = try draft("catalog.yaml")
    #expect(draft.titleEn == "Small cloud checks")
    #expect(draft.criteria.map(\.key) == ["1.1", "c-2"])
    #expect(draft.criteria[0].textEn == "Reports from outside\nPublish where to report a weakness.")
    #expect(draft.criteria[0].guidance == "Why this matters: Others see what you do not.")
    #expect(draft.criteria.map(\.groupEn) == ["Business", "Business"])
    #expect(draft.notUnderstood.map(\.text) == ["\"links\" of control 1.1 is not part of a question"])
  }

  @Test func blocksInJSONThatIsNotStrict() throws {
    let draft = try draft("blocks.json")
    #expect(draft.titleEn == "Hosting")
    #expect(draft.criteria.map(\.key) == ["name", "contact", "q3", "declared"])
    #expect(draft.criteria.map(\.kind) == [.text, .choice, .choices, .yesNo])
    #expect(draft.criteria.map(\.weight) == [0, 1, 1, 1])
    #expect(draft.criteria.map(\.isRequired) == [false, true, false, true])
    #expect(draft.criteria.map(\.groupEn) == [nil, "Reports", "Reports", "Reports"])
    #expect(draft.criteria[1].textEn == "Is there an address for reports from outside?")
    #expect(draft.criteria[1].choices.map(\.textEn) == ["Yes, it is \"published\".", "No."])
    #expect(
      draft.criteria[1].guidance == "When contact_no, No address, severity high: Publish one.: What stands instead?")
    #expect(draft.criteria[0].guidance == "Please answer for the service we buy.")
    #expect(draft.criteria[2].guidance == "Asked when: contact_yes")
    #expect(
      draft.notUnderstood.map { "\($0.line) \($0.text)" } == [
        "12 \"inputPattern\" of contact is not part of a question",
        "20 \"slider\" is no type of item: How do you feel?",
      ])
  }

  @Test func ourOwnForm() throws {
    let draft = try draft("own.json")
    #expect(draft.criteria.map(\.key) == ["S", "Y", "C", "M", "T"] && draft.notUnderstood.isEmpty)
    #expect(draft.titleEn == "Five questions" && draft.titleJa == "五つの質問" && draft.source == "made for the tests")
    #expect(draft.criteria[2].choices.map(\.score) == [4, 0] && draft.criteria[2].choices[1].textJa == "なし")
    #expect(draft.criteria[0].knockOutWhen == "1" && draft.criteria[0].weight == 5)
  }

  @Test(.register) func whatIsExportedIsReadBackTheSame() throws {
    let connection = try TestDatabase.connect()
    for name in ["own.json", "library.csv", "catalog.yaml", "blocks.json"] {
      var draft = try draft(name)
      draft.titleEn = draft.titleEn ?? name
      let again = try connection.rehearseRegister { connection in
        let id = try connection.addQuestionnaire(draft, key: "probe", version: "1")
        return try QuestionnaireDraft(path: "again.json", text: connection.document(ofQuestionnaire: id))
      }
      #expect(again.criteria == draft.criteria, "\(name)")
      #expect(again.titleEn == draft.titleEn && again.source == draft.source && again.notUnderstood.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("q.txt", "a", "q.txt has no ending that says what it is: name it .csv, .tsv, .json, .yaml, .yml."),
      ("q.json", "{\"a\": \"b", "q.json line 1 is not JSON: found unexpected end of stream."),
      ("q.yaml", "# nothing", "q.yaml is empty: a questionnaire asks something."),
      ("q.csv", "key,text_en\n", "q.csv asks nothing: no question was found in it."),
      ("q.csv", "key,text_en\nA,b,c\n", "q.csv line 2 does not fit its header of 2 columns."),
      (
        "q.csv", "key,text_en,weight\nA,b,much\n",
        "q.csv line 2: a weight is a whole number from 0 to 1000, not \"much\"."
      ),
      ("q.csv", "key,text_en,required\nA,b,perhaps\n", "q.csv line 2: required is yes or no, not \"perhaps\"."),
      (
        "q.csv", "key,text_en,kind,choices\nA,b,choice,many\n",
        "q.csv line 2: \"many\" is no choice: write key=text, with | between two."
      ),
    ] as [(String, String, String)])
  func refuses(path: String, text: String, sentence: String) {
    let error = #expect(throws: Clause6Error.self) { try QuestionnaireDraft(path: path, text: text) }
    #expect(error?.message == sentence)
  }

  @Test func choicesInACell() throws {
    let draft = try QuestionnaireDraft(
      path: "q.csv", text: "key,text,kind,choices\nA,b,choice,\"yes:4=Yes|no:0=No, = never|else=Else\"\n")
    #expect(draft.criteria[0].choices.map(\.key) == ["yes", "no", "else"])
    #expect(draft.criteria[0].choices.map(\.score) == [4, 0, nil])
  }

  @Test(
    arguments: [
      ("{\"a\": \"b\" + \"c\"}", "{\"a\": \"bc\"}"), ("{\"a\": \"b\"\n + // x\n \"c\", 1}", "{\"a\": \"bc\"\n\n, 1}"),
      ("// x\n{\"a\": \"http://b\"}", "\n{\"a\": \"http://b\"}"), ("/* \"x\n */1", "\n1"),
      ("{\"a\\\"+\": 1 + 2}", "{\"a\\\"+\": 1 + 2}"), ("'a // b' // c", "'a // b' "), ("\"a", "\"a"),
      ("\"a\" /* b", "\"a\" "), ("\"\\", "\"\\"),
    ] as [(String, String)])
  func looseJSONIsMadePlain(text: String, plain: String) {
    #expect(LooseJSON.plain(text) == plain)
  }

  // MARK: Real files, which are not part of the project

  private static let real = "../shared/data/real/questionnaires/"
  private static let hasRealFiles = FileManager.default.fileExists(atPath: real)

  @Test(
    .enabled(if: hasRealFiles, "the folder with real questionnaires is not there"),
    arguments: [
      ("jp-thirdparty-library/template.csv", 4, [CriterionDraft.Kind.text: 4], 0),
      ("mvsp/mvsp_v3.0-20231109-catalog.yaml", 25, [.score: 25], 1),
      ("mvsp/mvsp_v3.0-20231109-catalog.json", 25, [.score: 25], 1),
      ("vsaq/webapp.json", 73, [.choice: 37, .choices: 10, .text: 26], 0),
      ("vsaq/infrastructure.json", 96, [.choice: 71, .choices: 8, .text: 17], 0),
      ("vsaq/physical_and_datacenter.json", 30, [.choice: 16, .choices: 4, .text: 10], 0),
      ("vsaq/security_privacy_programs.json", 46, [.choice: 28, .choices: 5, .text: 13], 0),
      ("vsaq/test_template.json", 3, [.choices: 1, .yesNo: 2], 0),
      ("vsaq/test_template_extension.json", 1, [.text: 1], 2),
    ] as [(String, Int, [CriterionDraft.Kind: Int], Int)])
  func realFiles(name: String, count: Int, kinds: [CriterionDraft.Kind: Int], notUnderstood: Int) throws {
    let path = QuestionnaireFileTests.real + name
    let draft = try QuestionnaireDraft(path: path, text: String(contentsOfFile: path, encoding: .utf8))
    #expect(draft.criteria.count == count)
    #expect(Dictionary(grouping: draft.criteria, by: \.kind).mapValues(\.count) == kinds)
    #expect(draft.notUnderstood.count == notUnderstood, "\(draft.notUnderstood)")
    #expect(Set(draft.criteria.map(\.key)).count == count)
  }
}
