import Testing

/// Rules of the house that a machine can see.
@Suite struct StyleTests {
  @Test func noFileIsLongerThanFourHundredLines() {
    // A rule's cases are a list, read one by one.
    let long = (SourceTree.swift + SourceTree.sql).filter { $0.lines.count > 400 && !$0.path.hasSuffix(".test.sql") }
    #expect(long.map(\.path) == [])
  }

  /// Put together here, so that this file does not hold them.
  private static let leftovers = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

  @Test(arguments: leftovers)
  func nothingIsLeftForLater(word: String) {
    let files = (SourceTree.swift + SourceTree.sql).filter { $0.text.contains(word) }
    #expect(files.map(\.path) == [])
  }

  /// Where somebody's machine keeps things says nothing to anybody else.
  @Test(arguments: ["/wo" + "rk", "/opt" + "/swift"])
  func nothingNamesAPlaceOnAMachine(place: String) {
    #expect(SourceTree.published.count > 100)
    let files = SourceTree.published.filter { file in
      file.text.ranges(of: place).contains { range in
        // As a whole word: "/workers" is another one.
        file.text[range.upperBound...].first.map { !$0.isLetter && $0 != "-" } ?? true
      }
    }
    #expect(files.map(\.path) == [])
  }

  // MARK: SQL in Swift

  /// A piece of text that is SQL, with the line on which it begins.
  struct Statement {
    let place: String
    let text: String
    var lineCount: Int { text.split(separator: "\n").count }
  }

  private static let verbs = [
    "SELECT ", "SELECT\n", "INSERT ", "UPDATE ", "DELETE ", "MERGE ", "WITH ", "CREATE ", "ALTER ", ", ",
  ]

  /// The string literals of a file that are SQL.
  static func statements(in file: SourceFile) -> [Statement] {
    var statements: [Statement] = []
    var block: (line: Int, lines: [Substring])?
    for (index, line) in file.lines.enumerated() {
      if let open = block {
        if line.contains("\"\"\"") {
          statements.append(Statement(place: "\(file.path):\(open.line)", text: open.lines.joined(separator: "\n")))
          block = nil
        } else {
          block?.lines.append(line.drop { $0 == " " })
        }
      } else if line.hasSuffix("\"\"\"") {
        block = (index + 1, [])
      } else if let quote = line.firstIndex(of: "\"") {
        statements.append(
          Statement(place: "\(file.path):\(index + 1)", text: String(line[line.index(after: quote)...])))
      }
    }
    return statements.filter { statement in verbs.contains { statement.text.hasPrefix($0) } }
  }

  /// What is wrong with the SQL of a file.
  static func violations(_ file: SourceFile) -> [String] {
    statements(in: file).compactMap { statement in
      if statement.text.contains(" JOIN ") || statement.text.contains("\nJOIN ") {
        return "\(statement.place) joins: that is for a .sql file"
      }
      return statement.lineCount > 8 ? "\(statement.place) has \(statement.lineCount) lines of SQL" : nil
    }
  }

  @Test func sqlInSwiftIsShort() {
    let program = SourceTree.program.filter { $0.path.hasPrefix("Sources/") }
    #expect(program.flatMap(StyleTests.statements).count > 40)
    #expect(program.flatMap(StyleTests.violations) == [])
  }

  @Test(arguments: [
    "let a: SQL = \"SELECT 1 FROM a JOIN b ON true\"",
    "let a: SQL = \"\"\"\n  SELECT 1\n  FROM a\n  JOIN b ON true\n  \"\"\"",
    "try execute(\n  \"\"\"\n  UPDATE a SET\n  b = 1,\n  c = 1,\n  d = 1,\n  e = 1,\n  f = 1,\n  g = 1,\n  h = 1\n  WHERE true\n  \"\"\")",
  ])
  func sqlThatIsLongOrJoinsIsSeen(text: String) {
    #expect(StyleTests.violations(SourceFile(path: "Sources/Clause6/A.swift", text: text)).count == 1)
  }
}
