import Clause6

/// Workbooks: archives whose parts are changed, and now and then the archive itself.
struct XLSXFuzzer: Fuzzer {
  static let name = "xlsx"
  let corpus: [[UInt8]]
  /// What is in the archives of the corpus.
  private let books: [[ZipPart]]
  /// The contents of parts, by their names: they are spliced with their like.
  private let parts: [String: [[UInt8]]]
  private let mutator = Mutator(dictionary: [
    "<c r=\"A1\" t=\"s\"><v>0</v></c>", "<c>", "</c>", "<v>", "</v>", "<row r=\"1\">", "<row r=\"1048576\">", "</row>",
    "<f>", "<is><t>",
    "</t></is>", "<rPh>", "t=\"s\"", "t=\"str\"", "t=\"inlineStr\"", "t=\"b\"", "t=\"e\"", "t=\"d\"", "s=\"1\"",
    "s=\"99\"",
    "r=\"XFD1048576\"", "r=\"ZZZZ1\"", "r=\"\"", "<mergeCell ref=\"A1:XFD20\"/>", "<mergeCell ref=\"A2:A1048576\"/>",
    "<mergeCells>",
    "</mergeCells>", "_x000D_", "_x0000_", "_xD83D_", "_x005F_", "&amp;", "&#0;", "&#x1F600;", "<![CDATA[", "]]>",
    "<!--", "-->",
    "<!DOCTYPE a>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "xmlns=\"\"", "date1904=\"1\"", "state=\"hidden\"",
    "46112", "60",
    "2958466", "1e308", "-1", "99999999999999999999", "yyyy/m/d", "[h]:mm:ss", "ggge\"年\"", "formatCode=\"",
    "numFmtId=\"14\"", "\0",
    "令和7年3月31日", "\"", "'", "<", ">", "/", "../", "xl/worksheets/sheet1.xml", "TargetMode=\"External\"",
  ])
  private let archives = Mutator(dictionary: [
    "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "\0\0\0\0", "xl/workbook.xml",
  ])

  init(corpus: [[UInt8]]) {
    self.corpus = corpus
    books = corpus.compactMap { Zip.parts(of: $0) }
    parts = Dictionary(grouping: books.joined(), by: \.name).mapValues { $0.map(\.bytes) }
  }

  func input(_ random: inout Seeded, scratch: String) throws(Failure) -> [UInt8] {
    guard !books.isEmpty, random.chance(9, in: 10) else {
      return archives.mutated(random.pick(corpus), corpus: corpus, &random)
    }
    var book = random.pick(books)
    for _ in 0..<(1 + random.below(2)) {
      let place = random.below(book.count)
      let name = book[place].name
      book[place].bytes = mutator.mutated(book[place].bytes, corpus: parts[name] ?? [], &random)
    }
    // A part may be missing, or come from another workbook.
    if random.chance(1, in: 20) { book.remove(at: random.below(book.count)) }
    if random.chance(1, in: 10) {
      let place = random.below(book.count)
      book[place].bytes = random.pick(parts[book[place].name] ?? [[]])
    }
    return try Zip.archive(book, at: scratch + ".zip")
  }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    var random = Seeded(input: bytes)
    try TableCheck.writtenAgain(try TableCheck.rows(path, TableForm()))
    var form = TableForm()
    form.sheet = random.pick(["Data", "Sheet1", "契約", "Hidden"])
    form.header = .lines(1...2)
    try TableCheck.rows(path, form)
    if random.chance(1, in: 40) { try TableCheck.proposal(path) }
  }
}
