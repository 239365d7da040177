/// The command lines that a digest offers, ready to be pasted into a shell.
struct DigestCommands: Sendable, Equatable {
  /// An explanation and the lines of its command, the later ones indented.
  struct Offer: Sendable, Equatable {
    var label: String
    var command: [String]

    /// For where lines are broken by the reader's program.
    var oneLine: String { command.map { $0.hasSuffix(" \\") ? String($0.dropLast(2)) : $0 }.joined() }
    var lines: [String] { command.enumerated().map { $0 > 0 ? " " + $1 : $1 } }
  }

  /// What the recipient owns.
  static func list(_ address: String) -> Offer {
    Offer(label: "", command: ["clause6 deadline list --owner \(quoted(address))"])
  }

  static func answers(_ item: Digest.Item, _ digest: Digest, _ words: DeadlineWords) -> [Offer] {
    let what = "\(quoted(item.kind)) \(quoted(item.reference)) \\"
    let until = digest.day.weekLater
    return [
      Offer(
        label: words.acknowledge, command: ["clause6 remind acknowledge \(what)", " --until \(until) --reason \"…\""]),
      Offer(label: words.snooze, command: ["clause6 remind snooze \(what)", " --until \(until) --reason \"…\""]),
      Offer(label: words.handOver, command: ["clause6 remind hand-over \(what)", " --to \"…\" --reason \"…\""]),
    ]
  }

  /// A word of a shell's command line, in quotes where the shell would read anything into it.
  static func quoted(_ text: String) -> String {
    let text = Digest.readable(text, limit: 200)
    let isPlain = text.utf8.allSatisfy {
      ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || (48...57).contains($0) || "_-./:@+".utf8.contains($0)
    }
    if isPlain, !text.isEmpty { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
