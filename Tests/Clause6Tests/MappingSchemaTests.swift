import Foundation
import Testing

@testable import Clause6

/// What an editor is told of mappings is what the program reads.
struct MappingSchemaTests {
  private static let start = "clause6: mapping/1\nnoun: contract\nsource: a\n"
  private static let end = "fields: {reference: A}\n"

  private static func parse(_ yaml: String) throws {
    _ = try Mapping(yaml: yaml, path: "m.yaml", termKeys: ["audit_rights"])
  }

  private static func schema() throws -> JSONValue { try JSONValue(parsing: Mapping.schema) }

  /// `CLAUSE6_RECORD=1 swift test --filter MappingSchemaTests` rewrites the file.
  @Test func theFileIsWhatTheProgramPrints() throws {
    let path = "docs/mapping.schema.json"
    if ProcessInfo.processInfo.environment["CLAUSE6_RECORD"] != nil {
      try Mapping.schema.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Mapping.schema)
  }

  // MARK: Words

  /// A refusal lists the words that are read.
  private static func words(after yaml: String) -> [String] {
    let error = #expect(throws: Clause6Error.self) { try parse(yaml) }
    let list = error?.message.components(separatedBy: "these are: ").last ?? ""
    return list.dropLast().components(separatedBy: ", ").sorted()
  }

  private static func properties(_ path: String...) throws -> [String] {
    var value = try schema()
    for name in path { value = try #require(value[name], "\(name)") }
    guard case .object(let object) = value else { return [] }
    return object.members.map(\.name).sorted()
  }

  @Test func theWordsAreThoseThatAreRead() throws {
    let top = MappingSchemaTests.words(after: MappingSchemaTests.start + "nothing: 1\n" + MappingSchemaTests.end)
    #expect(try MappingSchemaTests.properties("properties") == top)
    for kind in ["text", "day", "list", "yes_or_no", "amount"] {
      let own = MappingSchemaTests.words(after: MappingSchemaTests.start + "fields: {reference: {nothing: 1}}\n")
      #expect(try MappingSchemaTests.properties("$defs", "field.\(kind)", "properties") == own)
    }
  }

  @Test(arguments: ImportNoun.all.map(\.name))
  func theFieldsAreThoseThatAreRead(_ noun: String) throws {
    let yaml = "clause6: mapping/1\nnoun: \(noun)\nsource: a\nfields: {nothing: A}\n"
    let fields = MappingSchemaTests.words(after: yaml).filter { $0 != "term.…" }
    #expect(try MappingSchemaTests.properties("$defs", "noun.\(noun)", "properties") == fields)
  }

  @Test func theNounsAreThoseThatAreRead() throws {
    #expect(try MappingSchemaTests.schema()["properties"]?["noun"]?["enum"] == .texts(ImportNoun.all.map(\.name)))
  }

  @Test func theDocumentationExplainsEachWord() throws {
    let text = try String(contentsOfFile: "docs/import.md", encoding: .utf8)
    let words = MappingWords.form + MappingWords.cell + FieldWords.own
    #expect(words.names.filter { !text.contains("`\($0)") } == [])
  }

  /// Each word that an editor offers can be written.
  @Test func whatIsOfferedIsRead() throws {
    for word in MappingWords.form + MappingWords.cell {
      for text in MappingSchemaTests.offered(word.value) {
        let yaml = MappingSchemaTests.start + "\(word.name): \"\(text)\"\n" + MappingSchemaTests.end
        #expect(throws: Never.self, "\(word.name): \(text)") { try MappingSchemaTests.parse(yaml) }
      }
    }
  }

  private static func offered(_ value: JSONValue) -> [String] {
    if let constant = value["const"] { return [constant.plainText ?? ""] }
    if case .list(let words)? = value["enum"] { return words.map { $0.plainText ?? "" } }
    if case .list(let alternatives)? = value["anyOf"] { return alternatives.flatMap(offered) }
    return []
  }

  // MARK: Mappings

  /// Python's validator, for JSON Schema is long. YAML is read as editors do: of version 1.2, in which days are texts.
  private static let validator = """
    import json, sys, jsonschema, yaml
    class Loader(yaml.SafeLoader): pass
    Loader.yaml_implicit_resolvers = {
      first: [(tag, form) for tag, form in all if not tag.endswith(("timestamp", "merge", "bool"))]
      for first, all in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    request = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(request["schema"])
    validator = jsonschema.Draft202012Validator(request["schema"])
    first = lambda text: next((e.message for e in validator.iter_errors(yaml.load(text, Loader))), None)
    print(json.dumps([first(text) for text in request["mappings"]]))
    """

  /// - Returns: for each mapping what is wrong with it, or nothing.
  private static func validate(_ mappings: [String]) throws -> [String?] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", validator]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let texts = try JSONEncoder().encode(mappings)
    input.fileHandleForWriting.write(
      Data("{\"schema\":\(Mapping.schema),\"mappings\":\(String(decoding: texts, as: UTF8.self))}".utf8))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "scripts/setup installs Python's jsonschema and yaml")
    return try JSONDecoder().decode([String?].self, from: answer)
  }

  /// Every mapping there is: what is read satisfies the schema.
  @Test func mappingsThatAreReadSatisfyIt() throws {
    let folders = ["Fixtures/mappings", "Fixtures/demo", "Fixtures/import", "Fixtures/fuzz/mapping"]
    var read: [(path: String, text: String)] = []
    for folder in folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".yaml") {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        let terms = Set(text.matches(of: /term\.(\w+)/).map { String($0.1) })
        guard (try? Mapping(yaml: text, path: name, termKeys: terms)) != nil else { continue }
        read.append(("\(folder)/\(name)", text))
      }
    }
    #expect(read.count > 20)
    let problems = try MappingSchemaTests.validate(read.map(\.text))
    #expect(zip(read, problems).filter { $1 != nil }.map { "\($0.path): \($1 ?? "")" } == [])
  }

  private static let wrong = [
    "noun: contract\nsource: a\nfields: {reference: A}\n", start, start + "fields: {title: A}\n",
    start + "fields: {reference: A, ends: B}\n", start + "fields: {reference: {colum: A}}\n",
    start + "encoding: utf-9\n" + end,
    start + "dates: dym\n" + end, start + "times: 1200\n" + end, start + "header: none\n" + end,
    start + "delimiter: ab\n" + end,
    start + "short_years: 12\n" + end, start + "decimal: x\n" + end, start + "sentinels: never\n" + end,
    start + "fields: {reference: {column: A, constant: B}}\n", start + "fields: {reference: {join: x}}\n",
    start + "fields: {reference: A, kind: {column: K, values: {a: contract}}}\n",
    start + "fields: {reference: A, kind: {constant: contract}}\n",
    start + "fields: {reference: A, tier: {column: T, otherwise: x}}\n",
    start + "fields: {reference: A, auto_renews: {column: T, values: {a: maybe}}}\n",
    start + "fields: {reference: A, term.audit_rights: {column: T, values: {a: there}}}\n",
    start + "fields: {reference: A, value_amount: B}\n", start + "fields: {reference: {column: A, optional: maybe}}\n",
    "clause6: mapping/1\nnoun: vendor\nsource: a\nfields: {name: A, term.audit_rights: B}\n",
    "clause6: mapping/1\nnoun: planet\nsource: a\nfields: {name: A}\n",
  ]

  @Test func mappingsThatAreRefusedDoNot() throws {
    for yaml in MappingSchemaTests.wrong {
      #expect(throws: Clause6Error.self, "\(yaml)") { try MappingSchemaTests.parse(yaml) }
    }
    let problems = try MappingSchemaTests.validate(MappingSchemaTests.wrong)
    #expect(zip(MappingSchemaTests.wrong, problems).filter { $1 == nil }.map(\.0) == [])
  }

  /// What the program takes in any case and width is taken by the schema, too.
  @Test func mappingsInOtherWritingsSatisfyIt() throws {
    let others = [
      start("encoding: Shift_JIS"), start("encoding: UTF-8"), start("header: 4"), start("header: \"4-5\""),
      start("delimiter: \"\\t\""),
      start("times: 1000"), start("times: \"1000\""), start("short_years: \"1970\""), start("sentinels: 9999-12-31"),
      start("blank: [0, ~, -]"),
      MappingSchemaTests.start
        + "fields: {reference: 2024, auto_renews: {column: A, values: {a: はい, b: No, c: \"\"}, optional: Yes}}\n",
      MappingSchemaTests.start
        + "fields: {reference: A, kind: {constant: C, values: {C: nda}}, value_currency: {constant: JPY}}\n",
    ]
    for yaml in others { #expect(throws: Never.self, "\(yaml)") { try MappingSchemaTests.parse(yaml) } }
    let problems = try MappingSchemaTests.validate(others)
    #expect(zip(others, problems).filter { $1 != nil }.map { "\($0): \($1 ?? "")" } == [])
  }

  private func start(_ line: String) -> String { MappingSchemaTests.start + line + "\n" + MappingSchemaTests.end }
}
