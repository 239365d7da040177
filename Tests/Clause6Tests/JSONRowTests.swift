import Foundation
import Testing

@testable import Clause6

struct JSONRowTests {
  private static let forms: [(text: String, rows: String?, lines: [Int])] = [
    ("[{\"a\":1},\n{\"a\":2}]", nil, [1, 2]),
    ("\u{FEFF}[\n\n{\"a\":1}\r\n,{\"a\":\r2}]", nil, [3, 4]),
    ("{\"a\":1}\n{\"a\":2}\r\n\r\n {\"a\":3}", nil, [1, 2, 4]),
    ("{\"a\":1}{\"a\":2}", nil, [1, 1]),
    ("{\"a\":1,\n\"b\":[1]}", nil, [1]),
    ("{\"n\":[1],\"x\":[\n{\"a\":1},{\"a\":2}], \"y\":{\"z\":[{}]}}", nil, [2, 2]),
    ("{\"x\":[{}],\n\"releases\":[{\"a\":1}]}", nil, [2]),
    ("{\"x\":[{}],\"releases\":[]}", nil, []),
    ("[]", nil, []),
    ("{\"x\":[{}],\n\"y\":[{\"a\":1}]}", "y", [2]),
    ("{\"x\":[{}],\n\"y\":[{\"a\":1}]}", ".", [1]),
    ("{\"d\":{\"x\":[{\"a\":1}\n,{\"a\":2}]}}", "d.x", [1, 2]),
    ("{\"d\":{\"x\":{\"a\":1}}}", "d.x[]", [1]),
    ("[{\"x\":[{\"a\":1}]},{},\n{\"x\":[\n{\"a\":2}]}]", "[].x[]", [1, 3]),
    ("{\"x\":[{\"a\":1}]}\n{\"x\":null}\n{\"x\":[{\"a\":2}]}", "x", [1, 3]),
  ]

  @Test(arguments: forms, [1, 7, 100_000])
  func findsRows(_ form: (text: String, rows: String?, lines: [Int]), _ size: Int) throws {
    let records = try records(form.text, ["a"], rows: form.rows, size: size)
    #expect(records.map(\.line) == form.lines)
    #expect(records.allSatisfy { $0.problem == nil && $0.unreadable.isEmpty })
  }

  private static let refused: [(text: String, rows: String?, sentence: String)] = [
    ("", nil, "is empty"), (" \n", nil, "is empty"), ("12", nil, "plain value"), ("\"a\"\n", nil, "plain value"),
    ("null", nil, "plain value"), ("{}\n1", nil, "line 2 has a plain value"), ("{} []", nil, "a list behind objects"),
    ("[{}]\n[{}]", nil, "line 2 goes on"), ("[{\"a\":1}\n", nil, "the file ends before"),
    ("{\"a\":\"b", nil, "the file ends before"), ("[{\"a\":1,}]", nil, "not in quotation marks"),
    ("[{}\n{}]", nil, "line 2 is not valid JSON: a comma or ]"), ("[{\"a\" 1}]", nil, "a colon"),
    ("[{\"a\":1 \"b\":2}]", nil, "a comma or }"), ("[{},]", nil, "something stands"),
    ("{\"a\":\n\"b\"\ntrue\n}", nil, "line 3 is not"),
    ("[{\"a\":\n12\n34}]", nil, "line 3 is not"), ("[1,\n,2]", nil, "line 2 is not"),
    ("[{\"a\":\"\n\"}]", nil, "line break"),
    ("[{\"a\":NaN}]", nil, "outside the texts"), ("[{a:1}]", nil, "outside the texts"),
    ("[{\"a\":tru}]", nil, "without quot"),
    ("[{\"a\":01}]", nil, "a comma or }"), ("[{\"a\":1.}]", nil, "breaks off"), ("[{\"a\":-}]", nil, "breaks off"),
    ("[{\"a\":\"\\x\"}]", nil, "a backslash"), ("[{\"a\":\"\\u12g4\"}]", nil, "four hex"), ("[//\n{}]", nil, "comment"),
    ("[{}\u{B}]", nil, "control character"), ("[{}] x", nil, "outside the texts"),
    ("[\u{0}{}]", nil, "outside the texts"),
    (String(repeating: "[", count: 300), nil, "nests deeper than 200"),
    ("[{\"a\":" + String(repeating: "{\"b\":", count: 300), nil, "nests deeper than 200"),
    ("{\"x\":[{}],\"y\":[{}]}", nil, "several lists of objects: x, y."),
    ("{\"releases\":[{}],\"records\":[{}]}", nil, "several lists of objects: releases, records."),
    ("{\"x\":[{}]}", "y", "nothing where the mapping says that its rows are. What is there instead: x."),
    ("[{\"x\":[{}]}]", "x", "write [] into rows"), ("{\"x\":3}", "x", "has a plain value"),
    ("{\"x\":[{\"y\":[{\"z\":[]}]}]}", "x[].y.z[]", "write [] into rows"),
    ("{\"x\":[{}],\"x\":[{}]}", "x", "names \"x\""), ("{\"x\":[{}],\"x\":[{}]}", nil, "several lists of objects: x, x"),
  ]

  @Test(arguments: refused, [1, 100_000])
  func refuses(_ form: (text: String, rows: String?, sentence: String), _ size: Int) throws {
    let error = #expect(throws: Clause6Error.self) { try records(form.text, ["a"], rows: form.rows, size: size) }
    #expect(error?.message.contains(form.sentence) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains("file.json") == true)
  }

  @Test(arguments: [[0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE3, 0x81]] as [[UInt8]])
  func refusesWhatIsNotUTF8(_ bytes: [UInt8]) throws {
    for text in [
      Array("[{\"a\":\"".utf8) + bytes + Array("\"}]".utf8), Array("{\"".utf8) + bytes + Array("\":[{}]}".utf8),
    ] {
      let error = #expect(throws: Clause6Error.self) { try records(text, ["a"]) }
      #expect(error?.message.contains("is not UTF-8") == true)
    }
  }

  private static let cells: [(value: String, text: String)] = [
    ("\"\\u00e9\\ud83c\\uddef\\ud83c\\uddf5\\\"\\n\"", "é🇯🇵\"\n"), ("12.50", "12.50"), ("-0", "-0"), ("true", "true"),
    ("false", "false"), ("null", ""), ("[]", ""), ("[\"x\",1,null,true]", "x\n1\n\ntrue"), ("[null]", ""),
    ("{\"b\" : [1, 2.0],\"a\":\"\\u000b\\/\"}", "{\"b\":[1,2.0],\"a\":\"\\u000b/\"}"), ("[1,{}]", "[1,{}]"),
    ("{}", "{}"),
    ("1.2E5", "120000"), ("1.50e1", "15.0"), ("12e-5", "0.00012"), ("-1.25E+1", "-12.5"),
    ("0e99999999999999999999", "0"),
    ("0.00E2", "0.00"), ("0.10e1", "1.0"),
    ("9007199254740993.123456789012345678", "9007199254740993.123456789012345678"),
    ("\"2026-03-31T00:00:00+09:00\"", "2026-03-31T00:00:00+09:00"), ("1e-3", "0.001"), ("100e-2", "1.00"),
  ]

  @Test(arguments: cells)
  func writesCells(_ value: String, _ text: String) throws {
    let record = try #require(try records("[{\"a\":\(value)}]", ["a"]).first)
    #expect(record.fields == [text])
    #expect(record.unreadable.isEmpty && record.problem == nil)
  }

  private static let faults: [(value: String, problem: String?, unreadable: String?)] = [
    ("\"a\\u0000b\"", nil, "holds a zero character"), ("1e999999999", nil, "a thousand digits"),
    ("-1e-99999999999999999999", nil, "a thousand digits"),
    ("1e-9223372036854775808", nil, "a thousand digits"), ("[\"a\\nb\",\"c\"]", nil, "has a line break within"),
    ("{\"x\":1,\"x\":2}", "names \"x\" twice", nil), ("[[{\"\":1,\"\":2}]]", "names \"\" twice", nil),
    ("\"\\ud800\"", "half a character", nil), ("\"\\udc00 \\ud800\"", "half a character", nil),
    ("\"\\ud800\\u0041\"", "half a character", nil), ("\"\\ud800\\ud800\\udc00\"", "half a character", nil),
    ("{\"\\udfff\":1}", "half a character", nil), ("\"\\ud83d\\ude00\\\\ud800\"", nil, nil),
  ]

  /// The rows around the faulty one are none the worse.
  @Test(arguments: faults, [1, 5, 100_000])
  func tellsFaults(_ fault: (value: String, problem: String?, unreadable: String?), _ size: Int) throws {
    let records = try records("[{\"a\":1},{\"a\":\(fault.value)},{\"a\":1},null,[]]", ["a"], size: size)
    try #require(records.count == 5)
    #expect(records[0].problem == nil && records[2].problem == nil)
    #expect(records[1].problem.map { $0.contains(fault.problem ?? "-") } ?? (fault.problem == nil))
    #expect(records[1].unreadable[0].map { $0.contains(fault.unreadable ?? "-") } ?? (fault.unreadable == nil))
    #expect(records[3].problem == "is no JSON object" && records[4].problem == "is no JSON object")
    #expect(records.allSatisfy { !$0.raw.utf8.contains(0) && $0.fields.allSatisfy { !$0.utf8.contains(0) } })
  }

  @Test func aFaultOutsideOfTheRowCountsWhereAColumnClimbs() throws {
    let text = "{\"r\":[{\"a\":\"\\ud800\",\"c\":[{\"b\":1}]},{\"c\":[{\"b\":2}]}]}"
    #expect(try records(text, ["b"], rows: "r[].c[]").map(\.problem) == [nil, nil])
    let problems = try records(text, ["b", "../a"], rows: "r[].c[]").map { $0.problem != nil }
    #expect(problems == [true, false])
  }
}

/// Reads a text in pieces of some size.
func records(
  _ text: some Collection<UInt8>, _ columns: [String], rows: String? = nil, size: Int = 100_000,
  limits: JSONLimits = JSONLimits()
) throws -> [TableRecord] {
  var limits = limits
  limits.step = min(size, limits.step)
  let reader = try JSONRowReader(
    path: "file.json", pull: pieces(text, size), columns: columns, rows: rows, limits: limits)
  var records: [TableRecord] = []
  while let record = try reader.next() { records.append(record) }
  return records
}

func records(
  _ text: String, _ columns: [String], rows: String? = nil, size: Int = 100_000, limits: JSONLimits = JSONLimits()
) throws -> [TableRecord] {
  try records(Array(text.utf8), columns, rows: rows, size: size, limits: limits)
}

func pieces(_ text: some Collection<UInt8>, _ size: Int) -> () throws(Clause6Error) -> ArraySlice<UInt8>? {
  var rest = Array(text)[...]
  return { () throws(Clause6Error) -> ArraySlice<UInt8>? in
    defer { rest = rest.dropFirst(size) }
    return rest.isEmpty ? nil : rest.prefix(size)
  }
}
