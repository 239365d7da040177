import Foundation
import Testing

@testable import Commands

/// A text file of command lines and what they print: the widest tests, and documentation that cannot go stale.
///
/// A line that begins with `$ ` is a command; what follows is its output: results first, then what went to stderr, each
/// such line marked with `! `, then `[exit n]` when it is not 0. Lines that begin with `# ` are for the reader; one that
/// was printed has `| ` before it. With `> FILE` behind a command its results go to a file.
struct Transcript {
  let path: String
  let text: String

  static let folder = "Fixtures/transcripts"

  static var all: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted()
  }

  init(named name: String) throws {
    path = "\(Transcript.folder)/\(name)"
    text = try String(contentsOfFile: path, encoding: .utf8)
  }

  private enum Item {
    case comment(String)
    case command(String)
  }

  /// What the file asks for; what it says was printed is left out.
  private var items: [Item] {
    var items: [Item] = []
    var command = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if command.hasSuffix("\\\n") || line.hasPrefix("$ ") {
        command += line + "\n"
        if !line.hasSuffix("\\") {
          items.append(.command(command))
          command = ""
        }
      } else if line.hasPrefix("# ") {
        items.append(.comment(line + "\n"))
      }
    }
    return items
  }

  /// The transcript as it reads when its commands are run now.
  func replayed(environment: [String: String], scratch: String) -> String {
    var output = ""
    var followsComment = true
    for item in items {
      if !followsComment { output += "\n" }
      switch item {
      case .comment(let line):
        output += line
        followsComment = true
      case .command(let line):
        output += line + Transcript.run(line, environment, scratch)
        followsComment = false
      }
    }
    return output
  }

  private static func run(_ command: String, _ environment: [String: String], _ scratch: String) -> String {
    var words = Transcript.words(command.replacing("$TMP", with: scratch))
    let target = words.firstIndex(of: ">").flatMap { place in
      defer { words.removeSubrange(place...) }
      return words.dropFirst(place + 1).first
    }
    let terminal = Terminal.inMemory()
    let code = Terminal.$current.withValue(terminal) {
      Clause6Command.run(
        arguments: Array(words.dropFirst(2)), invocation: Invocation(environment: environment, ownsProcess: false))
    }
    var text = terminal.out.takeText()
    if let target {
      try? text.write(toFile: target, atomically: true, encoding: .utf8)
      text = ""
    }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    text = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("# ") || $0.hasPrefix("$ ") ? "| \($0)" : String($0) }.joined(separator: "\n")
    for line in terminal.err.takeText().split(separator: "\n") { text += "! \(line)\n" }
    if code != 0 { text += "[exit \(code)]\n" }
    return masked(text.replacing(scratch, with: "$TMP"))
  }

  /// Instants differ from run to run; days that matter are given.
  private static func masked(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, with: "YYYY-MM-DD HH:MM:SS")
      .replacing(/\d{4}-\d\d-\d\d \d\d:\d\d/, with: "YYYY-MM-DD HH:MM")
      // Rows may hold instants.
      .replacing(/(SHA-256 of [a-z ]+: )[0-9a-f]{64}/) { $0.1 + "…" }
      .replacing(/@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "@REGISTER")
  }

  /// Splits as a shell does: spaces, double quotes, and a backslash before a line break.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quoted = false
    for character in line.replacing("\\\n", with: " ") {
      if character == "\"" {
        quoted.toggle()
        word = word ?? ""
      } else if character.isWhitespace, !quoted {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
