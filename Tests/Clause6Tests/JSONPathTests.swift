import Foundation
import Testing

@testable import Clause6

struct JSONPathTests {
  private static let release = """
    {"ocid":"o1","a.b":1,"buyer":{"name":"City"},"awards":[{"id":"1","suppliers":[{"name":"A","id":1},{"name":"B"}]},
    {"id":2,"suppliers":[{"name":"C"}]},{"id":3}],"parties":[{"id":"p","roles":["buyer","payer"]},{"id":"q",
    "roles":["supplier"]}],"one":{"x":1}}
    """

  private static let paths: [(path: String, texts: [String?])] = [
    ("ocid", ["o1"]), ("\"a.b\"", ["1"]), ("buyer.name", ["City"]), ("awards[].id", ["1", "2", "3"]),
    ("awards.id", ["1", "2", "3"]), ("awards[].suppliers[].name", ["A", "B", "C"]),
    ("awards[].suppliers[].id", ["1", nil, nil]), ("awards[id=2].suppliers[].name", ["C"]), ("one[].x", ["1"]),
    ("parties[roles~supplier].id", ["q"]), ("parties[roles~\"payer\"].id", ["p"]), ("parties[roles=supplier].id", []),
    ("parties[].roles", [nil, nil]), ("parties[].roles[]", ["buyer", "payer", "supplier"]),
    ("awards[id=$one.x].id", ["1"]),
    ("nothing[].x", []), ("nothing.x", [nil]), ("ocid.x", [nil]), ("awards[id=$none].id", []),
    ("awards[].none[].x", []),
  ]

  @Test(arguments: paths)
  func finds(_ path: String, _ texts: [String?]) throws {
    let value = try JSONValue(parsing: Self.release)
    #expect(value.values(at: path).map(\.plainText) == texts)
  }

  @Test(arguments: [
    "", "a.", ".a", "a..b", "a[", "a[b]", "a[b=1", "a[=1]", "a[b~$]", "\"a", "a\"b\"", "a]b", "a[]b", "a.../b",
    "a[].",
    "a.../", "a.[]", "[]",
  ])
  func refusesColumns(_ path: String) {
    let error = #expect(throws: Clause6Error.self) { try JSONPath(column: path) }
    #expect(error?.message.hasPrefix("The path \"\(path)\" cannot be read: ") == true)
  }

  @Test(arguments: ["", "../a", "a[id=$x]", "[]a", "[][]", "a.", "[].", "[]..a"])
  func refusesRows(_ path: String) {
    #expect(throws: Clause6Error.self) { try JSONPath(rows: path) }
  }

  @Test func columnsClimb() throws {
    let text = """
      {"publisher":"P","records":[{"ocid":"r","compiledRelease":{"ocid":"c","awards":[{"id":7,"suppliers":[{"name":"A"},
      {"name":"B"}]}],"contracts":[{"id":1,"awardID":7},{"id":2}]}}]}
      """
    let columns = ["id", "../ocid", "../../ocid", "../awards[id=$awardID].suppliers[].name"]
    let rows = "records[].compiledRelease.contracts[]"
    #expect(
      try records(text, columns, rows: rows).map(\.fields) == [["1", "c", "r", "A\nB"], ["2", "c", "r", ""]])
    // What is outside of the list that streams is held in memory.
    #expect(try records(text, ["../../../publisher"], rows: rows).map(\.fields) == [["P"], ["P"]])
    #expect(throws: Clause6Error.self) { try records(text, ["../../../../x"], rows: rows) }
    #expect(throws: Clause6Error.self) { try records(text, ["../x"]) }
    let error = #expect(throws: Clause6Error.self) {
      try records(text, ["../../../publisher"], rows: rows, limits: JSONLimits(row: 100))
    }
    #expect(error?.message.contains("climb") == true)
    #expect(throws: Clause6Error.self) { try records("{\"a\":1}", ["../b"], rows: "c[]") }
  }

  @Test func looksUpEachRowOfLongLists() throws {
    let awards = (1...500).map { "{\"id\":\($0 / 2),\"n\":\($0)}" }.joined(separator: ",")
    let contracts = (0...300).map { "{\"award\":\($0)}" }.joined(separator: ",")
    let text = "{\"r\":[{\"awards\":[\(awards)],\"contracts\":[\(contracts)]}]}"
    let limits = JSONLimits(visits: 1000)
    let columns = ["../awards[id=$award].n"]
    let rows = try records(text, columns, rows: "r[].contracts[]", limits: limits).map { $0.fields[0] }
    #expect(rows[0] == "1" && rows[1] == "2\n3" && rows[250] == "500" && rows[251] == "")
    let error = #expect(throws: Clause6Error.self) {
      try records(text, ["../awards[].n"], rows: "r[].contracts[]", limits: limits)
    }
    #expect(error?.message.contains("climb to long lists") == true)
  }

  @Test func takesTheCompiledReleaseOfARecordElseTheLast() throws {
    let text =
      "{\"records\":[{\"ocid\":1,\"compiledRelease\":{\"ocid\":2},\"releases\":[{\"ocid\":3}]},"
      + "{\"ocid\":4,\"releases\":[{\"ocid\":5},\n{\"ocid\":6}]},{\"ocid\":7}]}"
    let records = try records(text, ["ocid"])
    #expect(records.map(\.fields) == [["2"], ["6"], ["7"]])
    #expect(records.map(\.line) == [1, 2, 2])
    #expect(records.map(\.problem) == [nil, nil, "has no release"])
  }

  @Test func filtersRows() throws {
    let text =
      "{\"x\":[{\"k\":[\"a\"],\"y\":[{\"n\":1,\"s\":\"on\"},{\"n\":2}]},{\"k\":\"b\",\"y\":[{\"n\":3,\"s\":\"on\"}]}]}"
    #expect(try records(text, ["n"], rows: "x[].y[s=on]").map(\.fields) == [["1"], ["3"]])
    #expect(try records(text, ["n"], rows: "x[k~a].y[]").map(\.fields) == [["1"], ["2"]])
    #expect(try records(text, ["n", "../k"], rows: "x[k~b].y").map(\.fields) == [["3", "b"]])
  }

  @Test func valuesKeepOrderAndDigits() throws {
    let text = "{\"z\":1.10,\"a\":[true,false,null,\"\\u0001\\\"\\\\é\"],\"b\":{}}"
    let value = try JSONValue(parsing: " " + text + "\n")
    #expect(value.json == text)
    #expect(value == (try JSONValue(parsing: value.json)))
    #expect(value["z"] == .number("1.10") && value["y"] == nil)
    #expect(try JSONValue(parsing: "3") == .number("3"))
    for text in ["", "1 2", "{", "{\"a\":1,\"a\":2}", "\"\\ud800\"", "[\"\\udc00\"]", "{\"a\":\"\\ud800\"}"] {
      #expect(throws: Clause6Error.self, "\(text)") { try JSONValue(parsing: text) }
    }
  }
}

/// Files larger than what is read before their form has to be clear.
struct JSONLargeFileTests {
  private let limits = JSONLimits(row: 400, text: 400, undecided: 100)
  private let filler = "\"f\":\"" + String(repeating: "x", count: 60) + "\""

  @Test(arguments: [1, 50, 100_000])
  func readsAsSmallOnes(_ size: Int) throws {
    let list = (1...40).map { "{\"a\":\($0),\(filler)}" }.joined(separator: ",\n")
    let expected = (1...40).map { ["\($0)"] }
    for text in [
      "{\"n\":1,\"x\":[\(list)],\"m\":[1,[{}]],\"o\":{\"x\":[{}]}}", "{\"l\":[{}],\"releases\":[\(list)],\"k\":[{}]}",
      "{\(filler),\"o\":{\"p\":{\(filler)}},\"x\":[\(list)]}", "{\"x\":[\(list)],\"y\":[]}",
    ] {
      let records = try records(text, ["a"], size: size, limits: limits)
      #expect(records.map(\.fields) == expected)
      #expect(records.map(\.line) == Array(1...40))
    }
  }

  @Test func aCompleteListCountsToo() throws {
    let text = "{\"x\":[{\"a\":1},{\"a\":2}],\"o\":{\"p\":{\(filler)},\"q\":{\(filler)},\"r\":[{}]},\"z\":[1]}"
    #expect(try records(text, ["a"], limits: limits).map(\.fields) == [["1"], ["2"]])
  }

  private static let refused: [(text: String, sentence: String)] = [
    ("{\"x\":[L],\"y\":[{}]}", "several lists of objects: x, y."), ("{\"x\":[L],\"releases\":[{}]}", "x, releases."),
    ("{\"releases\":[L],\"records\":[{}]}", "releases, records."), ("{\"x\":[L]}\n{}", "rows: ."),
    ("{\"x\":[L],\"x\":[]}", "names \"x\""), ("{\"o\":{\"x\":[L]}}", "larger than 400 bytes"),
    ("[{\"x\":[L]}]", "larger than 400 bytes"), ("{\"x\":[L]", "the file ends before"),
  ]

  @Test(arguments: refused, [1, 100_000])
  func refuses(_ form: (text: String, sentence: String), _ size: Int) throws {
    let list = (1...40).map { "{\"a\":\($0),\(filler)}" }.joined(separator: ",\n")
    let text = form.text.replacing("L", with: list)
    let error = #expect(throws: Clause6Error.self) { try records(text, ["a"], size: size, limits: limits) }
    #expect(error?.message.contains(form.sentence) == true, "\(error?.message ?? "")")
  }

  @Test func refusesTooManyValues() throws {
    let text = "[{\"a\":[" + String(repeating: "0,", count: 50) + "0]}]"
    #expect(try records(text, ["a"], limits: JSONLimits(values: 53)).count == 1)
    #expect(throws: Clause6Error.self) { try records(text, ["a"], limits: JSONLimits(values: 52)) }
  }

  @Test func refusesATextWithoutEndOutsideOfTheRows() throws {
    let text = "{\"x\":\"" + String(repeating: "x", count: 500_000)
    #expect(throws: Clause6Error.self) { try records(text, ["a"], rows: "y", size: 100, limits: limits) }
  }
}

/// What the Open Contracting Partnership publishes as its example; see the folder's notice for its licence.
@Suite(.enabled(if: RealData.isThere, RealData.reason))
struct JSONOpenContractingTests {
  private let folder = "\(RealData.folder)/ocds/fictional-example/1.1"

  private func read(_ name: String, _ columns: [String], rows: String?) throws -> [TableRecord] {
    try records(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), columns, rows: rows)
  }

  @Test func listsReleases() throws {
    let releases = try read("ocds-213czf-000-00001.json", ["date", "tag"], rows: nil)
    #expect(releases.map(\.line) == [14, 199, 332, 485, 665, 887])
    #expect(releases.last?.fields == ["2011-01-10T09:30:00Z", "implementation"])
  }

  @Test func listsContractsWithTheirSuppliers() throws {
    let columns = ["../ocid", "id", "value.amount", "../awards[id=$awardID].suppliers[].name"]
    let expected = [
      "ocds-213czf-000-00001", "ocds-213czf-000-00001-contract-01", "11000000", "AnyCorp Cycle Provision",
    ]
    let ofReleases = try read("ocds-213czf-000-00001.json", columns, rows: "releases[].contracts[]")
    #expect(ofReleases.map(\.fields) == [expected, expected])
    let ofRecords = try read(
      "record/ocds-213czf-000-00001.json", columns, rows: "records[].compiledRelease.contracts[]")
    #expect(ofRecords.map(\.fields) == [expected])
  }

  @Test func listsSuppliers() throws {
    let rows = try read("ocds-213czf-000-00001.json", ["id", "name"], rows: "releases[].parties[roles~supplier]")
    #expect(rows.map(\.line) == [522, 702, 924])
    #expect(rows.allSatisfy { $0.fields == ["GB-COH-11111111", "AnyCorp Cycle Provision"] })
  }

  @Test func proposesColumns() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ocds-213czf-000-00001.json"))
    let columns = try JSONRowReader.columns(
      path: "file.json", pull: pieces(data, 1000), rows: "releases[].contracts[]")
    #expect(columns.first == JSONColumn(path: "id", samples: ["ocds-213czf-000-00001-contract-01"]))
    #expect(columns.contains { $0.path == "items[].unit.value.amount" })
    #expect(columns.contains { $0.path == "../ocid" })
    for column in columns { _ = try JSONPath(column: column.path) }
  }
}
