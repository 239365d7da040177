import Clause6

/// Text with delimiters, in any encoding.
struct CSVFuzzer: Fuzzer {
  static let name = "csv"
  let corpus: [[UInt8]]
  private let mutator = Mutator(dictionary: [
    "\"", "\"\"", "\",\"", "'", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", "\u{FEFF}", "\u{3000}", " \"", "\" ",
    "\\", "\\\"", "#", "sep=;\r\n", "sep=,\n", "\0", "令和", "平成31年4月30日", "¥1,200", "△", "０１２３", "=1+1", "'=", "-1", "@",
    "＝", "合計", "契約番号", "Vendor", "2026-03-31", "9999-12-31", "99999999999999999999", "é", "e\u{301}", "髙", "①", "￥",
    "〜",
  ])
  private static let marks: [UInt8] = ",;\t|\"'\\# a:".utf8.map { $0 }

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func input(_ random: inout Seeded, scratch: String) -> [UInt8] {
    var bytes = mutator.mutated(random.pick(corpus), corpus: corpus, &random)
    // What is UTF-8 elsewhere is often UTF-16 here.
    if random.chance(1, in: 12) {
      bytes = String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      if random.chance(1, in: 2) { bytes.insert(contentsOf: [0xFF, 0xFE], at: 0) }
    }
    return bytes
  }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    var random = Seeded(input: bytes)
    try TableCheck.writtenAgain(try TableCheck.rows(path, TableForm()))
    try TableCheck.rows(path, form(&random))
    if random.chance(1, in: 200) { try TableCheck.proposal(path) }
    let stated = TextEncoding(named: random.pick(TextEncoding.names))
    let encoding = random.chance(1, in: 2) ? TextEncoding.guess(bytes, isWhole: true) : stated
    guard let text = try decoded(bytes, encoding ?? .utf8, &random) else { return }
    let dialect = Dialect(
      delimiter: random.pick(CSVFuzzer.marks), quote: random.pick(CSVFuzzer.marks),
      escape: random.chance(1, in: 3) ? random.pick(CSVFuzzer.marks) : nil,
      comment: random.chance(1, in: 3) ? random.pick(CSVFuzzer.marks) : nil)
    for dialect in [Dialect(), dialect] { try piecesMakeNoDifference(text, dialect, &random) }
  }

  /// What a mapping may state.
  private func form(_ random: inout Seeded) -> TableForm {
    var form = TableForm()
    let marks = CSVFuzzer.marks
    if random.chance(1, in: 4) { form.encoding = TextEncoding(named: random.pick(TextEncoding.names)) }
    if random.chance(1, in: 3) { form.delimiter = random.pick(marks) }
    if random.chance(1, in: 3) { form.quote = random.pick(marks) }
    if random.chance(1, in: 3) { form.escape = random.pick(marks) }
    if random.chance(1, in: 3) { form.comment = random.pick(marks) }
    form.padsShortRows = random.chance(1, in: 2)
    switch random.below(6) {
    case 0:
      form.header = .none
      form.columns = ["a", "b"]
    case 1:
      let first = 1 + random.below(4)
      form.header = .lines(first...(first + random.below(3)))
    case 2: form.columns = ["a", "b", "c"]
    case 3: form.lines = random.pick(["(?<a>[^,]*),(?<b>.*)", "^(?<a>\\d+)", "(?<a>.)(?<b>.?)$", "(?<a>é|契約)"])
    default: break
    }
    return form
  }

  /// The text, which does not depend on the pieces that a file is read in.
  private func decoded(
    _ bytes: [UInt8], _ encoding: TextEncoding, _ random: inout Seeded
  ) throws(Failure) -> [UInt8]? {
    func decode(_ pieces: [[UInt8]]) -> [UInt8]? {
      do throws(Clause6Error) {
        let decoder = try TextDecoder(encoding, path: "f")
        var text: [UInt8] = []
        for piece in pieces { text += try decoder.decode(piece, isLast: false) }
        return text + (try decoder.decode([], isLast: true))
      } catch { return nil }
    }
    let whole = decode([bytes])
    let pieces = random.pieces(of: bytes)
    let other = decode(pieces)
    guard whole == other else {
      throw Failure(
        "As \(encoding.name) it is \(whole?.shown ?? "refused") at once and \(other?.shown ?? "refused") in pieces.")
    }
    guard whole.map({ String(validating: $0, as: UTF8.self) != nil }) != false else {
      throw Failure("As \(encoding.name) it becomes what is no UTF-8.")
    }
    return whole
  }

  private func piecesMakeNoDifference(
    _ text: [UInt8], _ dialect: Dialect, _ random: inout Seeded
  ) throws(Failure) {
    let whole = read([text], dialect)
    let pieces = read(random.pieces(of: text), dialect)
    guard whole == pieces else {
      throw Failure("With \(dialect) the rows are \(whole) at once and \(pieces) in pieces.")
    }
    for record in whole.records where record.problem == nil {
      let cells = DelimitedReader.cells(of: record.raw, dialect)
      guard cells.areSameTexts(as: record.fields) else {
        throw Failure("With \(dialect) the row \(record.raw.debugDescription) is \(record.fields), and again \(cells).")
      }
    }
  }

  private struct Reading: Equatable {
    var records: [TableRecord] = []
    var refusal: String?
  }

  private func read(_ pieces: [[UInt8]], _ dialect: Dialect) -> Reading {
    var rest = pieces[...]
    var reading = Reading()
    let reader = DelimitedReader(path: "f", dialect) { () throws(Clause6Error) in rest.popFirst() }
    do throws(Clause6Error) {
      while let record = try reader.next() { reading.records.append(record) }
    } catch { reading.refusal = error.message }
    return reading
  }
}
