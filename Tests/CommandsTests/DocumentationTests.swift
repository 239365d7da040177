import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// What is written about the program is what the program says.
struct DocumentationTests {
  private struct Entry {
    let words: [String]
    let type: any ParsableCommand.Type
    var isLeaf: Bool { type.configuration.subcommands.isEmpty }
    var name: String { words.joined(separator: " ") }
  }

  private static let entries = tree(Clause6Command.self, ["clause6"])

  private static func tree(_ type: any ParsableCommand.Type, _ words: [String]) -> [Entry] {
    [Entry(words: words, type: type)]
      + type.configuration.subcommands.flatMap { tree($0, words + [$0.configuration.commandName ?? ""]) }
  }

  @Test func everyCommandHasAnAbstractAndAnExample() {
    for entry in DocumentationTests.entries {
      #expect(entry.type.configuration.abstract.hasSuffix("."), "\(entry.name)")
      if entry.isLeaf { #expect(entry.type.configuration.discussion.contains("EXAMPLE:\n"), "\(entry.name)") }
    }
  }

  @Test func everyExampleIsACommandLineThatParses() throws {
    for entry in DocumentationTests.entries where entry.isLeaf {
      let discussion = entry.type.configuration.discussion
      let example = try #require(discussion.components(separatedBy: "EXAMPLE:\n").last)
      guard let start = example.range(of: "clause6 ") else { continue }
      let line = String(example[start.upperBound...]).replacing(")\"", with: "").replacing("\\\n", with: " ")
      // What the shell does with the output is no part of the command.
      let words = Array(Transcript.words(line).prefix { $0 != ">" })
      #expect(throws: Never.self, "\(entry.name): \(line)") { _ = try Clause6Command.parseAsRoot(words) }
      #expect(Array(words.prefix(entry.words.count - 1)) == Array(entry.words.dropFirst()), "\(entry.name)")
    }
  }

  /// `CLAUSE6_RECORD=1 swift test --filter DocumentationTests` rewrites the page.
  @Test func theCommandReferenceIsWhatHelpPrints() throws {
    var page = "# Commands\n\nMade from the program's own help by `DocumentationTests`; do not edit.\n"
    for entry in DocumentationTests.entries {
      let help = Clause6Command.helpMessage(for: entry.type, includeHidden: false, columns: 100)
      page += "\n## \(entry.name)\n\n```\n\(help.trimmingCharacters(in: .newlines))\n```\n"
    }
    let path = "docs/commands.md"
    if ProcessInfo.processInfo.environment["CLAUSE6_RECORD"] != nil {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
  }

  /// A block of the README that begins with `$ clause6` is a piece of a transcript.
  @Test func theREADMEShowsWhatTheProgramPrints() throws {
    let transcripts = try Transcript.all.map { name in
      try Transcript(named: name).text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("[exit ") }.map { $0.hasPrefix("! ") ? $0.dropFirst(2) : $0 }.joined(separator: "\n")
    }
    let readme = try String(contentsOfFile: "README.md", encoding: .utf8)
    let blocks = readme.components(separatedBy: "```console\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    let shown = blocks.flatMap { $0.components(separatedBy: "\n\n") }.filter { $0.hasPrefix("$ clause6") }
    #expect(shown.count >= 3)
    for piece in shown {
      let text = piece.trimmingCharacters(in: .newlines)
      #expect(transcripts.contains { $0.contains(text) }, "\(text)")
    }
  }

  /// Those that start, stop or copy a server are tried in LocalPostgresTests and by `scripts/demo`: what they print names folders.
  private static let inNoTranscript = ["backup", "init", "restore", "start", "status", "stop", "url"].map {
    "clause6 db \($0)"
  }

  @Test func everyCommandIsInATranscript() throws {
    let lines = try Transcript.all.flatMap { try Transcript(named: $0).text.split(separator: "\n") }
    let missing = DocumentationTests.entries.filter { entry in
      entry.isLeaf && !lines.contains { $0.hasPrefix("$ \(entry.name) ") || $0 == "$ \(entry.name)" }
    }
    #expect(Set(missing.map(\.name)).isSubset(of: DocumentationTests.inNoTranscript), "\(missing.map(\.name))")
  }

  @Test func theNewestHeadingOfTheChangelogIsTheVersion() throws {
    let changelog = try String(contentsOfFile: "CHANGELOG.md", encoding: .utf8)
    let heading = try #require(changelog.split(separator: "\n").first { $0.hasPrefix("## ") })
    #expect(heading.contains(Clause6Command.version))
  }

  @Test func exitCodesOfTheHelpAreThoseOfTheProgram() {
    for code in [0, 1, 2, 64, 130] {
      #expect(Clause6Command.configuration.discussion.contains("\n  \(code) "), "\(code)")
    }
  }
}
