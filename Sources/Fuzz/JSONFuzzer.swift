import Clause6

/// JSON, NDJSON and OCDS packages, with columns as a mapping names them.
struct JSONFuzzer: ByteFuzzer {
  static let name = "json"
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud83d\\ude00", "\\ud800", "\\udc00", "\\u0000", "null", "true",
    "false",
    "0", "-0", "1e400", "1e-400", "1E+5", "1e-9223372036854775808", "1e9223372036854775808", "0.1",
    "1234567890123456789012",
    "\n", "\r\n", "\u{B}", "\u{C}", "\u{FEFF}", "\0", "{}", "[]", "[[[[[[[[", "{\"a\":", "\"a\"", "\"releases\"",
    "\"records\"",
    "\"compiledRelease\"", "\"contracts\"", "\"ocid\"", "\"parties\"", "\"roles\"", "\"supplier\"", "\"id\"", "令和", "é",
    "髙",
    "/* */", "//",
  ])
  private static let columns = [
    "a", "b.c", "ocid", "id", "parties[roles~supplier].name", "awards[id=$awardID].suppliers[].name", "value.amount",
    "\"a.b\"", "contracts[].id", ".", "list[]",
  ]
  private static let climbing = ["../ocid", "../../publisher", "../parties[id=$a].name"]
  private static let rows: [String?] = [
    nil, ".", "releases[]", "releases[].contracts[]", "a.b[]", "records[].compiledRelease.contracts[]", "[]", "a[a=1]",
  ]

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    var random = Seeded(input: bytes)
    let rows = random.pick(JSONFuzzer.rows)
    var columns = (0..<(1 + random.below(4))).map { _ in random.pick(JSONFuzzer.columns) }
    if rows != nil, random.chance(1, in: 2) { columns.append(random.pick(JSONFuzzer.climbing)) }
    var form = TableForm()
    form.rows = rows
    try TableCheck.writtenAgain(try TableCheck.rows(path, form, columns: columns))
    if random.chance(1, in: 40) { try TableCheck.proposal(path) }
    try piecesMakeNoDifference(bytes, columns, rows, &random)
    try writtenAgain(bytes)
  }

  private struct Reading: Equatable {
    var records: [TableRecord] = []
    var refusal: String?
  }

  private func piecesMakeNoDifference(
    _ bytes: [UInt8], _ columns: [String], _ rows: String?, _ random: inout Seeded
  ) throws(Failure) {
    let whole = read([bytes], columns, rows, .usual)
    var limits = JSONLimits.usual
    limits.step = 1 + random.below(40)
    let pieces = read(random.pieces(of: bytes), columns, rows, limits)
    // How much of a broken text was read decides how many rows come before the refusal, and which sentence says it.
    let isSame =
      whole.refusal == nil ? whole == pieces : pieces.refusal != nil && pieces.records.starts(with: whole.records)
    guard isSame else {
      throw Failure("With \(columns) in \(rows ?? "nothing") it is \(whole) at once and \(pieces) in pieces.")
    }
  }

  private func read(_ pieces: [[UInt8]], _ columns: [String], _ rows: String?, _ limits: JSONLimits) -> Reading {
    var rest = pieces[...]
    var reading = Reading()
    do throws(Clause6Error) {
      let reader = try JSONRowReader(
        path: "f", pull: { () throws(Clause6Error) in rest.popFirst().map { $0[...] } }, columns: columns, rows: rows,
        limits: limits)
      while let record = try reader.next() { reading.records.append(record) }
    } catch { reading.refusal = error.message }
    return reading
  }

  /// A value that is written is the same when it is read.
  private func writtenAgain(_ bytes: [UInt8]) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self), let value = try? JSONValue(parsing: text) else { return }
    guard let again = try? JSONValue(parsing: value.json), again == value, again.json.isSameText(as: value.json) else {
      throw Failure("The value is written as \(value.json.debugDescription), which is read as another.")
    }
  }
}
