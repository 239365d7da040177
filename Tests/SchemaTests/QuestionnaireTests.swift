import Clause6
import Postgres
import TestSupport
import Testing

/// Questionnaires are recorded once and never altered, and each of their constraints refuses.
@Suite(.register) struct QuestionnaireTests {
  private static let questionnaire = "INSERT INTO register.questionnaire (key, version, title_en, criteria, sha256)"
  private static let criterion = """
    INSERT INTO register.questionnaire (id, key, version, title_en, criteria) VALUES (9, 'q', '1', 'Q', 1);
    INSERT INTO register.criterion (questionnaire_id, position, key, text_en, kind, weight, choices, knock_out_when)
    """

  private static let all =
    [
      Violation(
        "questionnaire_pkey",
        "INSERT INTO register.questionnaire (id, key, version, title_en, criteria) VALUES (1, 'q', '1', 'Q', 1)"),
      Violation("questionnaire_version_is_free", "\(questionnaire) VALUES ('clause6', '1', 'Q', 1, NULL)"),
      Violation("questionnaire_key_is_one_word", "\(questionnaire) VALUES ('My list', '1', 'Q', 1, NULL)"),
      Violation("questionnaire_version_is_one_word", "\(questionnaire) VALUES ('q', 'of May', 'Q', 1, NULL)"),
      Violation("questionnaire_has_a_title", "\(questionnaire) VALUES ('q', '1', ' ', 1, NULL)"),
      Violation("questionnaire_asks_something", "\(questionnaire) VALUES ('q', '1', 'Q', 0, NULL)"),
      Violation("questionnaire_hash_is_a_sha256", "\(questionnaire) VALUES ('q', '1', 'Q', 1, 'abc')"),
      Violation(
        "criterion_pkey",
        "INSERT INTO register.criterion (id, questionnaire_id, position, key, text_en) VALUES (1, 1, 99, 'K', 'T')"),
      Violation(
        "criterion_questionnaire_is_known",
        "INSERT INTO register.criterion (questionnaire_id, position, key, text_en) VALUES (99, 1, 'K', 'T')"),
      Violation(
        "criterion_is_of_its_questionnaire",
        """
        ALTER TABLE register.criterion DROP CONSTRAINT criterion_pkey;
        INSERT INTO register.criterion (id, questionnaire_id, position, key, text_en) VALUES (1, 1, 99, 'K', 'T')
        """),
      Violation(
        "criterion_key_is_free",
        "INSERT INTO register.criterion (questionnaire_id, position, key, text_en) VALUES (1, 99, 'E1', 'T')"),
      Violation(
        "criterion_position_is_free",
        "INSERT INTO register.criterion (questionnaire_id, position, key, text_en) VALUES (1, 1, 'K', 'T')"),
      Violation("criterion_position_counts_from_one", "\(criterion) VALUES (9, 0, 'K', 'T', 'score', 1, NULL, NULL)"),
      Violation("criterion_key_is_one_word", "\(criterion) VALUES (9, 1, 'K 1', 'T', 'score', 1, NULL, NULL)"),
      Violation("criterion_key_is_one_word", "\(criterion) VALUES (9, 1, 'K,1', 'T', 'score', 1, NULL, NULL)"),
      Violation("criterion_has_a_text", "\(criterion) VALUES (9, 1, 'K', ' ', 'score', 1, NULL, NULL)"),
      Violation("criterion_kind_is_known", "\(criterion) VALUES (9, 1, 'K', 'T', 'smell', 1, NULL, NULL)"),
      Violation("criterion_choices_fit_its_kind", "\(criterion) VALUES (9, 1, 'K', 'T', 'choice', 1, NULL, NULL)"),
      Violation(
        "criterion_choices_fit_its_kind",
        "\(criterion) VALUES (9, 1, 'K', 'T', 'text', 1, '[{\"key\": \"a\", \"en\": \"A\"}]', NULL)"),
      Violation("criterion_weight_is_bounded", "\(criterion) VALUES (9, 1, 'K', 'T', 'score', 1001, NULL, NULL)"),
      Violation("criterion_weight_is_bounded", "\(criterion) VALUES (9, 1, 'K', 'T', 'score', -1, NULL, NULL)"),
      Violation("criterion_knock_out_fits_its_kind", "\(criterion) VALUES (9, 1, 'K', 'T', 'score', 1, NULL, '4')"),
      Violation("criterion_knock_out_fits_its_kind", "\(criterion) VALUES (9, 1, 'K', 'T', 'yes_no', 1, NULL, '0')"),
      Violation("criterion_knock_out_fits_its_kind", "\(criterion) VALUES (9, 1, 'K', 'T', 'text', 1, NULL, 'bad')"),
      Violation(
        "criterion_knock_out_fits_its_kind",
        "\(criterion) VALUES (9, 1, 'K', 'T', 'choice', 1, '[{\"key\": \"a\", \"en\": \"A\"}]', 'b')"),
    ]
    + ["[]", "[1]", "[{\"en\": \"A\"}]", "[{\"key\": \"a\"}]", "[{\"key\": \"a b\", \"en\": \"A\"}]"].map {
      Violation("criterion_choices_are_a_list", "\(criterion) VALUES (9, 1, 'K', 'T', 'choice', 1, '\($0)', NULL)")
    }
    + ["5", "-1", "1.5", "\"2\""].map {
      Violation(
        "criterion_choices_are_a_list",
        "\(criterion) VALUES (9, 1, 'K', 'T', 'choice', 1, '[{\"key\": \"a\", \"ja\": \"A\", \"score\": \($0)}]', NULL)"
      )
    }

  @Test(arguments: all)
  func refuses(violation: Violation) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try $0.execute(script: violation.statement) }
    }
    #expect(error?.constraint == violation.constraint, "\(error?.sentence ?? "")")
  }

  @Test func noConstraintIsLeftOut() throws {
    let constraints = try TestDatabase.connect().table(
      """
      SELECT conname::text FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u', 'x')
        AND conrelid IN ('register.questionnaire'::regclass, 'register.criterion'::regclass)
      """
    ).rows.compactMap { $0[0] }
    #expect(Set(constraints) == Set(QuestionnaireTests.all.map(\.constraint)))
  }

  @Test(
    arguments: [
      ("UPDATE register.criterion SET weight = 2 WHERE key = 'E1'", "UPDATE on register.criterion is refused"),
      ("DELETE FROM register.questionnaire", "DELETE on register.questionnaire is refused"),
      (
        "INSERT INTO register.criterion (questionnaire_id, position, key, text_en) VALUES (1, 22, 'A16', 'More?')",
        "Questionnaire 1 has another number of criteria than it says"
      ),
      (
        "INSERT INTO register.questionnaire (key, version, title_en, criteria) VALUES ('q', '1', 'Q', 1)",
        "has another number of criteria than it says"
      ),
    ] as [(String, String)])
  func aVersionNeverChanges(statement: String, sentence: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister { try $0.execute(script: statement) }
    }
    #expect(error?.sentence.contains(sentence) == true, "\(error?.sentence ?? "")")
  }

  @Test func theBuiltInOneHasTwentyOneCriteriaInTwoLanguagesAndWeighsAHundred() throws {
    let rows = try TestDatabase.connect().table(
      """
      SELECT count(*), count(text_en), count(text_ja), count(evidence_needed), sum(weight), sum(weight) FILTER (WHERE key LIKE 'E%'),
        count(*) FILTER (WHERE required), string_agg(key, ' ' ORDER BY position) FILTER (WHERE knock_out_when IS NOT NULL),
        string_agg(key, ' ' ORDER BY position) FILTER (WHERE weight = 0)
      FROM register.criterion
      """
    ).rows
    #expect(rows == [["21", "21", "21", "21", "100", "42", "21", "E6 A6 A9 A10 A13 A14 A15", "A14 A15"]])
  }
}
