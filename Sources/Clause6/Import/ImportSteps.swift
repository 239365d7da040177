import Postgres
import Schema

/// The steps between the staged rows of a file and the register.
extension Connection {
  /// Makes the tables that the steps work on; they are gone with the transaction.
  func prepareStaging(of noun: ImportNoun, source: String) throws {
    try execute("SELECT set_config('clause6.source', \(source), true)")
    try execute(script: SQLFile.at("acts/import_any_1_stage.sql").text)
    var columns = noun.fields.map { field -> SQL in "\(identifier: field.name) \(field.type)" }
    if noun.hasTerms { columns.append("terms jsonb") }
    // Once all rows are there, the column fields says by name what the number given stands for.
    let list = columns.reduce("line integer NOT NULL, raw text NOT NULL, given integer NOT NULL" as SQL) {
      "\($0), \($1)"
    }
    try execute("CREATE TEMP TABLE staged (\(list)) ON COMMIT DROP")
  }

  /// Of rows with one key leaves the last.
  func keepLastRows(of noun: ImportNoun) throws {
    try execute(
      """
      WITH later AS (
        SELECT line, max(line) OVER (PARTITION BY \(SQL.list(noun.identity ?? [noun.key]))) AS last FROM pg_temp.staged
      ), removed AS (
        DELETE FROM pg_temp.staged s USING later l WHERE l.line = s.line AND l.last > l.line RETURNING s.line
      )
      INSERT INTO pg_temp.replaced SELECT line FROM removed
      """)
  }

  func take(_ step: ImportNoun.Step, of noun: ImportNoun) throws {
    switch step {
    case .script(let name): try execute(script: SQLFile.at("acts/\(name).sql").text)
    case .sheet: try makeSheet(noun)
    case .judge: try judge(noun)
    case .compare: try compare(noun)
    case .write: try write(noun)
    }
  }

  /// What is exported of the entry that a row is about; the script of a noun may have more to say of it.
  private func makeSheet(_ noun: ImportNoun) throws {
    try execute(
      """
      CREATE OR REPLACE FUNCTION pg_temp.sheet(entry bigint, s pg_temp.staged) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN (SELECT to_jsonb(v) FROM facts.\(identifier: noun.sheet) v WHERE v.id = entry);
      END $$
      """)
  }

  /// A cell that a constraint refuses by itself leaves its field as it was; of other rows nothing is taken.
  private func judge(_ noun: ImportNoun) throws {
    let table = "register.\(noun.table)"
    try execute(
      "INSERT INTO pg_temp.rejected SELECT line, field, sentence FROM facts.broken_cell('pg_temp.merged', \(table)::regclass)"
    )
    let fields = try self.table(
      """
      SELECT DISTINCT field FROM pg_temp.rejected
      WHERE field IN (SELECT attname FROM pg_attribute WHERE attrelid = 'pg_temp.merged'::regclass)
      """
    ).rows.compactMap { $0[0] }
    for field in fields {
      try execute(
        """
        UPDATE pg_temp.merged m SET \(identifier: field) = (
          SELECT t.\(identifier: field) FROM register.\(identifier: noun.table) t WHERE t.id = m.id)
        FROM pg_temp.rejected r WHERE r.line = m.line AND r.field = \(field)
        """)
    }
    try execute(
      "INSERT INTO pg_temp.rejected SELECT line, NULL, sentence FROM facts.broken_check('pg_temp.merged', \(table)::regclass)"
    )
    try execute("DELETE FROM pg_temp.merged m USING pg_temp.rejected r WHERE r.line = m.line AND r.field IS NULL")
  }

  private func compare(_ noun: ImportNoun) throws {
    try execute(
      """
      INSERT INTO pg_temp.difference
      SELECT * FROM facts.staged_difference('pg_temp.merged', \("register.\(noun.table)")::regclass)
      """)
  }

  private func write(_ noun: ImportNoun) throws {
    let columns = try columns(of: "pg_temp.merged").filter { $0 != "line" && $0 != "is_new" }
    try execute(
      """
      INSERT INTO register.\(identifier: noun.table) (\(SQL.list(columns)))
      SELECT \(SQL.list(columns)) FROM pg_temp.merged WHERE is_new ORDER BY line
      """)
    let changeable = columns.filter { $0 != "id" }
    try execute(
      """
      UPDATE register.\(identifier: noun.table) t SET (\(SQL.list(changeable))) = ROW (\(SQL.list(changeable, of: "m")))
      FROM pg_temp.merged m
      WHERE t.id = m.id AND NOT m.is_new AND EXISTS (SELECT FROM pg_temp.difference d WHERE d.line = m.line)
      """)
  }
}
