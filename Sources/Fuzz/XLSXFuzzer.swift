import Clause6

/// Workbooks: archives whose parts are changed, and now and then the archive itself.
struct XLSXFuzzer: ArchiveFuzzer {
  static let name = "xlsx"
  let archives: ArchiveMutator
  private static let dictionary = [
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
  ]

  init(corpus: [[UInt8]]) { archives = ArchiveMutator(corpus, dictionary: XLSXFuzzer.dictionary) }

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
