import Postgres
import TestSupport
import Testing

@Suite struct SchemaNamesTests {
  private let names = SchemaNames(["facts": "known_facts", "register": "known"], objects: ["audit.log": "known.log"])

  @Test(arguments: [
    ("SELECT facts.as_of()", "SELECT known_facts.as_of()"),
    ("SELECT FACTS . as_of()", "SELECT known_facts . as_of()"),
    (#"SELECT "facts"."as_of"()"#, #"SELECT known_facts."as_of"()"#),
    ("FROM facts/* of */.contract", "FROM known_facts/* of */.contract"),
    ("FROM audit.log JOIN audit.tree", "FROM known.log JOIN audit.tree"),
    (#"FROM "audit"."log""#, "FROM known.log"),
    ("SELECT register.vendor.name FROM register.vendor", "SELECT known.vendor.name FROM known.vendor"),
    ("AS $$ BEGIN RETURN facts.x(); END $$", "AS $$ BEGIN RETURN known_facts.x(); END $$"),
    ("SELECT $1::text, 1.5, facts.x($2)", "SELECT $1::text, 1.5, known_facts.x($2)"),
    (#"SELECT E'a\'b', facts.x(), 'it''s'"#, #"SELECT E'a\'b', known_facts.x(), 'it''s'"#),
    (#"SELECT 'a\', facts.x()"#, #"SELECT 'a\', known_facts.x()"#),
    ("SELECT E'''', facts.x()", "SELECT E'''', known_facts.x()"),
  ])
  func aNameIsReplacedWhereverItIsRead(sql: String, other: String) { #expect(names.apply(to: sql) == other) }

  @Test(arguments: [
    "SELECT 'facts.x'", "SELECT E'it''s facts.x'", "SELECT E'\\' facts.x'", "-- facts.x", "/* facts.x /* */ facts.y */",
    "SELECT c.facts.x", "SELECT facts", "SELECT artifacts.x, facts_.y, facts$.z, 葵facts.x", "SELECT \"a facts.x\"",
    "SELECT 'facts.x", "SELECT \"facts", "/* facts.x", "SELECT audit.logs, audit.log_entry",
    "SET search_path = facts, register",
  ])
  func nothingElseIs(sql: String) { #expect(names.apply(to: sql) == sql) }

  /// Statements of all kinds go through it, and bindings stay what they are.
  @Test(.emptyDatabase) func everyKindOfStatementReadsTheOtherSchema() throws {
    let connection = try TestDatabase.connect()
    try connection.execute(
      script: """
        CREATE SCHEMA register; CREATE SCHEMA known; CREATE TABLE register.item AS SELECT 'now' AS name;
        CREATE TABLE known.item AS SELECT 'then' AS name
        """)
    struct Item: Decodable { let name: String }
    connection.schemaNames = names
    #expect(try connection.value("SELECT name FROM register.item", as: String.self) == "then")
    #expect(try connection.value("SELECT \("register.item") || name FROM register.item") == "register.itemthen")
    var streamed: [String] = []
    try connection.forEach("SELECT name FROM register.item", as: Item.self) { streamed.append($0.name) }
    var copied = 0
    try connection.copyOut("COPY (SELECT * FROM register.item WHERE name = 'then') TO STDOUT") { _ in copied += 1 }
    #expect(streamed == ["then"] && copied == 1)
    try connection.execute(pipelined: ["DELETE FROM register.item"])
    try connection.execute(script: "INSERT INTO register.item VALUES ('script')")
    #expect(try connection.describe("SELECT name AS n FROM register.item").map(\.name) == ["n"])
    connection.schemaNames = SchemaNames()
    #expect(try connection.value("SELECT name FROM register.item", as: String.self) == "now")
    #expect(try connection.value("SELECT name FROM known.item", as: String.self) == "script")
  }
}
