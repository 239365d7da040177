extension DigestPage {
  /// The widest line, in columns of a fixed-width font in which a Japanese character takes two; what has no blank may be wider.
  static let textWidth = 78

  /// As the plain text of a mail, lines ending in LF.
  var plainText: String {
    var lines = DigestPage.wrapped(summary) + DigestPage.wrapped(addressee)
    if sections.isEmpty { lines += [""] + DigestPage.wrapped(words.nothing) }
    let margin = columns(of: \.day) + 2
    let middle = columns(of: \.left) + 2
    for section in sections {
      if let heading = section.heading {
        let heading = DigestPage.wrapped(heading)
        lines += [""] + heading + [String(repeating: "-", count: heading.map { TextWidth.of($0) }.max() ?? 0)]
      }
      for line in section.lines { lines += [""] + text(of: line, margin, middle) }
    }
    if more > 0 { lines += ["", words.more(more)] + list.lines.map { "  " + $0 } }
    lines += sections.isEmpty ? ["", words.everything, "  clause6 deadline list"] : answerLines
    return lines.joined(separator: "\n") + "\n"
  }

  private var answerLines: [String] {
    var lines = ["", words.answer, String(repeating: "-", count: TextWidth.of(words.answer))]
    lines += DigestPage.wrapped(words.answerIntroduction)
    for offer in answers { lines += ["", offer.label] + offer.lines.map { "  " + $0 } }
    return lines
  }

  /// Day, days left and kind beside each other, the rest below, indented to the second column.
  private func text(of line: Line, _ margin: Int, _ middle: Int) -> [String] {
    let first = DigestPage.padded(line.day, margin) + DigestPage.padded(line.left, middle) + line.kind
    let rest = [line.subject] + line.reasons
    let indent = String(repeating: " ", count: margin)
    return [first]
      + rest.flatMap { DigestPage.wrapped($0, to: DigestPage.textWidth - margin) }.map { indent + $0 }
  }

  private func columns(of text: KeyPath<Line, String>) -> Int {
    lines.map { TextWidth.of($0[keyPath: text]) }.max() ?? 0
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TextWidth.of(text)))
  }

  private static func wrapped(_ text: String, to width: Int = textWidth) -> [String] {
    TextWidth.wrapped(text, to: width)
  }
}
