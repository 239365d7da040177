import Clause6

/// The YAML of mappings, and the small file that each is tried on.
struct MappingFuzzer: ByteFuzzer {
  static let name = "mapping"
  static let ending = "yaml"
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "clause6: mapping/1\n", "noun: contract\n", "noun: vendor\n", "source: a\n", "fields:\n", "  reference: a\n", ": ",
    "- ",
    "  ", "\t", "\n", "{", "}", "[", "]", ",", "&a ", "*a", "!!str ", "<<: *a", "|", ">", "\"", "'", "\\", "#", "---\n",
    "...\n", "%YAML 1.1\n", "? ", "~", "null", "yes", "0", "99999999999999999999", "header: 1-9999999999\n",
    "times: 1000",
    "lines: \"(?<a>.)\"\n", "remove: \"(a\"", "(?<", "\\p{", "{2,1}", "split: \"\"", "constant: ", "values: {",
    "otherwise: ",
    "term.audit_rights: ", "sentinels: [9999-12-31]\n", "decimal: \",\"\n", "blank: [\"-\"]\n", "\u{FEFF}", "\0",
    "\u{85}",
    "令和7年",
  ])

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let yaml = String(validating: bytes, as: UTF8.self) else { return }
    _ = try taken {
      let mapping = try Mapping(yaml: yaml, path: "m.yaml", termKeys: ["audit_rights"])
      let columns = mapping.columns
      _ = mapping.described
      let file = path + ".csv"
      let cells = ["2026-03-31", "令和7年3月31日", "1,200", "¥1億2,000万", "A\nB", "yes", "-"]
      let lines = [columns] + cells.map { cell in columns.map { _ in cell } }
      try Files.write(Array(lines.map(CSVLine.text).joined(separator: "\n").utf8), to: file)
      _ = try mapping.check(file: file)
    }
  }
}
