import Testing

@testable import Clause6

@Suite struct YAMLTests {
  @Test func readsWhatMappingsAreWrittenIn() throws {
    let root = try YAMLNode.document(
      """
      # a remark
      契約: "a\\tb"      # another
      list: ["", '-', no]
      first: &words {あり: present, なし: ""}
      second: *words
      long: >
        one
        two
      """)
    let pairs = try #require(root?.pairs)
    #expect(pairs.map(\.key.text) == ["契約", "list", "first", "second", "long"])
    #expect(pairs.map(\.key.line) == [2, 3, 4, 5, 6])
    #expect(pairs[0].value.text == "a\tb")
    #expect(pairs[1].value.list?.map(\.text) == ["", "-", "no"])
    #expect(pairs[3].value.pairs?.map(\.value.text) == ["present", ""])
    #expect(pairs[4].value.text == "one two")
  }

  /// Neither the stack nor the memory ends with them.
  @Test func refusesWhatIsMadeToHurt() throws {
    for open in ["[", "{a: ", "- "] {
      let error = #expect(throws: YAMLError.self) {
        try YAMLNode.document(String(repeating: open, count: 30_000))
      }
      #expect(error?.problem.isEmpty == false)
    }
    let deep = String(repeating: "[", count: 201) + String(repeating: "]", count: 201)
    #expect(throws: YAMLError.self) { try YAMLNode.document(deep) }
    #expect(try YAMLNode.document(String(deep.dropFirst(2).dropLast(2))) != nil)
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      bomb += "a\(level): &a\(level) [\((1...10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(bomb) }
    #expect(error?.problem.contains("aliases") == true)
  }

  @Test(arguments: ["", "# nothing\n", "\n\n"]) func isNilWhenThereIsNothing(_ text: String) throws {
    #expect(try YAMLNode.document(text)?.line == nil)
  }

  @Test(arguments: [
    ("a: 1\nb: *c\n", 2, "nothing is called &c"), ("a: 1\n---\nb: 2\n", 2, "a second document begins"),
    ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "\"c\" stands twice"), ("a: \"x", 1, "found unexpected end of stream"),
    ("a: 1\n\tb: 2\n", 2, "found a tab character that violates indentation"), ("a: \u{1}\n", 1, "control characters"),
  ])
  func refuses(_ text: String, _ line: Int, _ problem: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(text) }
    #expect(error?.line == line)
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
  }
}
