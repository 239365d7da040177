import Testing

@testable import Clause6

struct MappingTests {
  private static let head = "clause6: mapping/1\nnoun: contract\nsource: s\n"

  /// `^` stands for the lines every mapping begins with.
  private static let wrong: [(yaml: String, sentence: String)] = [
    ("", "is empty"), ("a: [", "line 2 is not YAML: did not find"), ("clause6: mapping/2\n", "does not begin with"),
    ("clause6: mapping/1\nnoun: cake\n", "does not say what the file is a list of"),
    ("clause6: mapping/1\nnoun: contract\n", "which register"),
    ("^", "has no fields"), ("^fields: {}\n", "does not say which column is the reference"),
    ("^field: {}\n", "line 4: \"field\" is not a word of the mapping (did you mean \"fields\"?)"),
    (
      "^fields:\n  refrence: No\n",
      "line 5: \"refrence\" is not a field of a contract (did you mean \"reference\"?)"
    ),
    ("^fields:\n  reference: No\n  term.secrecy: NDA\n", "line 6: \"secrecy\" is not a term"),
    (
      "^fields:\n  reference: No\n  ends_on: {column: End, dates: jmt}\n",
      "line 6: dates is ymd, dmy, mdy or serial, not \"jmt\""
    ),
    ("^fields:\n  reference: {}\n", "line 5: reference needs either a column or a constant"),
    ("^fields:\n  reference: {column: No, constant: x}\n", "needs either a column or a constant"),
    ("^fields:\n  reference: No\n  title: {column: T, remove: \"(\"}\n", "is not a regular expression"),
    ("^fields:\n  reference: No\n  reference: Nr\n", "line 6 is not YAML: \"reference\" stands twice"),
    ("^fields:\n  reference: {colum: No}\n", "\"colum\" is not a word of a field"),
    ("^fields:\n  reference: {column: No, columns: [A, B]}\n", "line 5: a field has either a column or columns"),
    (
      "^fields:\n  reference: No\n  kind: {column: K, values: {NDA: nda, ｎｄａ: dpa}}\n",
      "line 6: \"ｎｄａ\" differs from another word in width or case alone"
    ),
    ("^encoding: klingon\nfields:\n  reference: No\n", "line 4: \"klingon\" is not an encoding this program knows"),
    ("^header: none\nfields:\n  reference: No\n", "line 4: a file without a header needs \"columns"),
    ("^header: 3-2\nfields:\n  reference: No\n", "line 4: header is the line that names the columns"),
    ("^sentinels: [never]\nfields:\n  reference: No\n", "line 4: \"never\" is not a day such as"),
    ("^decimal: x\nfields:\n  reference: No\n", "line 4: decimal is"),
    ("^times: 30\nfields:\n  reference: No\n", "line 4: times is a power of ten"),
    ("^short_rows: drop\nfields:\n  reference: No\n", "line 4: short_rows can only be"),
    (
      "^fields:\n  reference: No\n  kind: {column: K, values: {C: contract}}\n",
      "line 6: \"contract\" is none of master, nda"
    ),
    (
      "^fields:\n  reference: No\n  auto_renews: {column: K, otherwise: perhaps}\n",
      "line 6: \"perhaps\" is neither yes"
    ),
    ("^fields:\n  reference: No\n  value_currency: {constant: dollars}\n", "line 6: \"dollars\" is not a currency"),
    ("^fields:\n  reference: No\n  value_amount: V\n", "not in which currency it is: add \"value_currency\""),
    ("^repeated: first\nfields:\n  reference: No\n", "line 4: repeated can only be \"last\""),
    ("^delimiter: tab\nfields:\n  reference: No\n", "delimiter is one character"),
  ]

  @Test(arguments: wrong)
  func refuses(_ yaml: String, _ sentence: String) {
    let error = #expect(throws: (any Error).self) {
      _ = try Mapping(yaml: yaml.replacing("^", with: MappingTests.head), path: "m.yaml", termKeys: ["confidentiality"])
    }
    let message = "\(error.map { String(describing: $0) } ?? "")"
    #expect(message.contains(sentence) && message.contains("m.yaml"), "\(message)")
  }

  @Test func namesTheColumnsTheFileMustHave() throws {
    let yaml =
      MappingTests.head + "fields:\n  reference: No\n  value_currency: {constant: JPY}\n  title: Name\n  note: Name\n"
    #expect(try Mapping(yaml: yaml, path: "m.yaml", termKeys: []).columns == ["No", "Name"])
  }
}
