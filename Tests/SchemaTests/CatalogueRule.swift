import Postgres
import Testing

/// A sentence that must be true of the catalogue, a query for what breaks it, and ways to break it.
struct CatalogueRule: Sendable, CustomTestStringConvertible {
  let sentence: String
  /// The objects that break the rule, one a row.
  let offenders: String
  /// Each breaks the rule in a register that keeps it.
  let violations: [String]

  var testDescription: String { sentence }

  init(_ sentence: String, offenders: String, violations: [String]) {
    self.sentence = sentence
    self.offenders = offenders
    self.violations = violations
  }

  func found(_ connection: Connection) throws -> [String] {
    try connection.table(SQL(verbatim: offenders)).rows.map { $0.first.flatMap { $0 } ?? "" }
  }

  private static let ours =
    "('audit'::regnamespace, 'register'::regnamespace, 'facts'::regnamespace, 'reports'::regnamespace)"
  private static let stored = "('audit'::regnamespace, 'register'::regnamespace)"

  /// Every expression of ours as text, with the schema it stands in and the object it belongs to.
  private static let definitions = """
    SELECT pronamespace AS schema, oid::regprocedure::text AS object, pg_get_functiondef(oid) AS definition
    FROM pg_proc WHERE pronamespace IN \(ours)
    UNION ALL SELECT relnamespace, oid::regclass::text, pg_get_viewdef(oid) FROM pg_class WHERE relnamespace IN \(ours) AND relkind IN ('v', 'm')
    UNION ALL SELECT connamespace, conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace IN \(ours)
    UNION ALL SELECT relnamespace, oid::regclass::text, pg_get_indexdef(oid) FROM pg_class WHERE relnamespace IN \(ours) AND relkind = 'i'
    UNION ALL SELECT c.relnamespace, t.tgrelid::regclass || ' ' || t.tgname, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace IN \(ours)
    UNION ALL SELECT c.relnamespace, c.oid::regclass || ' ' || a.attname, pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE c.relnamespace IN \(ours)
      -- The instant of a record is the one thing that the server's clock may say.
      AND NOT (a.atttypid = 'timestamptz'::regtype AND a.attname ~ '(^|_)at$' AND pg_get_expr(d.adbin, d.adrelid) = 'clock_timestamp()')
    """

  private static let comments: [CatalogueRule] = [
    CatalogueRule(
      "Every schema says what it is for",
      offenders:
        "SELECT oid::regnamespace FROM pg_namespace WHERE oid IN \(ours) AND obj_description(oid, 'pg_namespace') IS NULL",
      violations: ["COMMENT ON SCHEMA facts IS NULL", "COMMENT ON SCHEMA audit IS NULL"]),
    CatalogueRule(
      "Every table and view says what it is",
      offenders: """
        SELECT oid::regclass FROM pg_class
        WHERE relnamespace IN \(ours) AND relkind IN ('r', 'p', 'v', 'm') AND obj_description(oid, 'pg_class') IS NULL
        """,
      violations: ["CREATE TABLE register.bare (id bigint)", "CREATE VIEW facts.bare AS SELECT 1 AS one"]),
    CatalogueRule(
      "Every column of a table says what it holds",
      offenders: """
        SELECT c.oid::regclass || ' ' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace IN \(stored) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND col_description(c.oid, a.attnum) IS NULL
        """,
      violations: ["ALTER TABLE register.vendor ADD COLUMN bare text"]),
    CatalogueRule(
      "Every constraint has the sentence that is read when it is violated, with a full stop",
      offenders: """
        SELECT conrelid::regclass || ' ' || conname FROM pg_constraint
        WHERE connamespace IN \(stored) AND contype IN ('c', 'f', 'p', 'u', 'x')
          AND coalesce(obj_description(oid, 'pg_constraint'), '') !~ '^[A-Z].*[^.]\\.$'
        """,
      violations: [
        "ALTER TABLE register.vendor ADD CONSTRAINT bare CHECK (id > 0)",
        "COMMENT ON CONSTRAINT vendor_pkey ON register.vendor IS 'number'",
      ]),
    CatalogueRule(
      "Every index says what it is for, and a unique one what is read when it is violated",
      offenders: """
        SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace IN \(stored) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid AND contype IN ('p', 'u', 'x'))
          AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ CASE WHEN i.indisunique THEN '^[A-Z].*[^.]\\.$' ELSE '^[A-Z]' END
        """,
      violations: [
        "CREATE INDEX bare ON register.vendor (country)",
        "COMMENT ON INDEX register.person_email_is_free IS 'Mail addresses'",
      ]),
    CatalogueRule(
      "Every function says what it tells",
      offenders:
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace IN \(ours) AND obj_description(oid, 'pg_proc') IS NULL",
      violations: ["CREATE FUNCTION facts.bare() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 1"]),
    CatalogueRule(
      "Every report takes the day and has a question as its comment",
      offenders: """
        SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'reports'::regnamespace
          AND (pg_get_function_arguments(oid) NOT LIKE 'as_of date DEFAULT facts.as_of()%' OR coalesce(obj_description(oid, 'pg_proc'), '') !~ '^[A-Z][^\n]*\\?(\n|$)')
        """,
      violations: [
        "COMMENT ON FUNCTION reports.states(date) IS 'States'",
        "CREATE FUNCTION reports.bare() RETURNS integer LANGUAGE sql RETURN 1; COMMENT ON FUNCTION reports.bare() IS 'What?'",
      ]),
  ]

  private static let structure: [CatalogueRule] = [
    CatalogueRule(
      "A check looks up in sets: its tables have no index, and each row would be compared with each element of an array",
      offenders: """
        SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = 'snapshot'::regnamespace AND pg_get_functiondef(oid) ~ 'ANY \\(ARRAY\\('
        """,
      violations: [
        """
        CREATE FUNCTION snapshot.bare() RETURNS bigint LANGUAGE sql STABLE
        RETURN (SELECT count(*) FROM register.contract c WHERE c.id = ANY (ARRAY(SELECT v.id FROM register.vendor v)))
        """
      ]),
    CatalogueRule(
      "A constraint's name is used once, so that its sentence can be found",
      offenders: """
        SELECT name FROM (
          SELECT conname AS name FROM pg_constraint WHERE connamespace IN \(ours) AND contype IN ('c', 'f', 'p', 'u', 'x')
          UNION ALL SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
          WHERE c.relnamespace IN \(ours) AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid)
        ) named GROUP BY name HAVING count(*) > 1
        """,
      violations: [
        "ALTER TABLE register.vendor ADD CONSTRAINT contract_pkey CHECK (id > 0)",
        "ALTER TABLE register.vendor ADD CONSTRAINT person_email_is_free CHECK (id > 0)",
      ]),
    CatalogueRule(
      "Every foreign key is indexed unless what it refers to is never removed",
      offenders: """
        SELECT f.conrelid::regclass || ' ' || f.conname FROM pg_constraint f
        WHERE f.contype = 'f' AND f.connamespace IN \(stored)
          AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indisvalid AND i.indkey[0] = f.conkey[1])
          AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = f.confrelid AND t.tgname = 'c6_keep')
        """,
      violations: ["DROP INDEX register.term_by_key", "DROP TRIGGER c6_keep ON register.check_run"]),
    CatalogueRule(
      "Every table of the register but the list of terms is tracked or append-only, whatever the session says",
      offenders: """
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'term_kind'
          AND NOT (c.relname IN ('condition', 'evidence_content') AND EXISTS (
            SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_keep' AND t.tgenabled = 'A'))
          AND (SELECT coalesce(array_agg(t.tgname::text ORDER BY t.tgname), '{}') FROM pg_trigger t
              WHERE t.tgrelid = c.oid AND t.tgname LIKE 'c6\\_%' AND t.tgenabled = 'A')
            NOT IN ('{c6_insert,c6_keep}', '{c6_delete,c6_insert,c6_truncate,c6_update}', '{c6_delete,c6_insert,c6_keep,c6_truncate,c6_update}')
        """,
      violations: [
        "CREATE TABLE register.bare (id bigint)", "ALTER TABLE register.vendor DISABLE TRIGGER c6_update",
        "ALTER TABLE register.vendor ENABLE TRIGGER c6_update", "DROP TRIGGER c6_keep ON register.check_run",
        "DROP TRIGGER c6_insert ON register.check_run", "DROP TRIGGER c6_keep ON register.condition",
      ]),
    CatalogueRule(
      "No table of the register has a column that the log's own words would hide",
      offenders: """
        SELECT c.oid::regclass || ' ' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname IN ('who', 'why', 'c6_rows')
        """,
      violations: ["ALTER TABLE register.vendor ADD COLUMN why text"]),
    CatalogueRule(
      "A day is called something_on, an instant something_at",
      offenders: """
        SELECT c.oid::regclass || ' ' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace IN \(stored) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND (a.atttypid = 'date'::regtype AND a.attname !~ '_on$|^as_of$|^since$'
            OR a.atttypid = 'timestamptz'::regtype AND a.attname !~ '(^|_)at$' OR a.atttypid = 'timestamp'::regtype)
        """,
      violations: [
        "ALTER TABLE register.vendor ADD COLUMN founded date",
        "ALTER TABLE register.vendor ADD COLUMN seen timestamptz",
        "ALTER TABLE register.vendor ADD COLUMN seen_at timestamp",
      ]),
    CatalogueRule(
      "Facts and reports change nothing",
      offenders: """
        SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace IN ('facts'::regnamespace, 'reports'::regnamespace) AND provolatile = 'v'
        """,
      violations: ["CREATE FUNCTION facts.bare() RETURNS integer LANGUAGE sql RETURN 1"]),
    CatalogueRule(
      "Nothing but facts.instant, which facts.as_of asks, and a seal look at a clock",
      offenders: """
        SELECT object FROM (\(definitions)) d WHERE object NOT IN ('facts.instant()', 'audit.seal()') AND definition ~*
          '\\m(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\(|\\m(current_date|current_time|current_timestamp|localtime|localtimestamp)\\M|''(now|today|tomorrow|yesterday)'''
        """,
      violations: [
        "CREATE FUNCTION facts.bare() RETURNS date LANGUAGE sql STABLE RETURN current_date",
        "CREATE FUNCTION facts.bare() RETURNS date LANGUAGE plpgsql STABLE AS 'BEGIN RETURN now(); END'",
        "CREATE VIEW facts.bare AS SELECT 'today'::text::date AS day",
        "ALTER TABLE register.vendor ADD COLUMN added_on date DEFAULT current_date",
        "ALTER TABLE register.contract ADD CONSTRAINT bare CHECK (signed_on <= current_date)",
      ]),
    CatalogueRule(
      "Nothing lower refers upward: the register and its log to neither facts nor reports, facts not to reports",
      offenders: """
        SELECT object FROM (\(definitions)) d
        WHERE (schema IN \(stored) AND definition ~ '\\m(facts|reports)\\.') OR (schema = 'facts'::regnamespace AND definition ~ '\\mreports\\.')
        """,
      violations: [
        "CREATE FUNCTION facts.bare() RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT count(*) FROM reports.states())",
        "CREATE FUNCTION register.bare() RETURNS date LANGUAGE plpgsql AS 'BEGIN RETURN facts.as_of(); END'",
        "ALTER TABLE register.vendor ALTER COLUMN note SET DEFAULT facts.tier_of_rank(1)",
        "CREATE VIEW facts.bare AS SELECT * FROM reports.states()",
      ]),
  ]

  static let all = comments + structure
}
