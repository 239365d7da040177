extension Digest {
  /// The body for an incoming webhook of Slack or Mattermost, `{"text": …}`, below 16,000 bytes.
  public var chatBody: String {
    fitted([20, 15, 10, 5, 1], under: 16_000) { page in
      let body = JSONValue.members([("text", .text(Digest.chatText(page)))]).json
      return (body, body.utf8.count)
    }
  }

  /// The body for a workflow of Teams: an Adaptive Card 1.4 in a message, below 24,000 bytes.
  ///
  /// Its texts are runs, in which Teams reads no Markdown.
  public var teamsBody: String {
    fitted([20, 15, 10, 5, 1], under: 24_000) { page in
      let card = JSONValue.members([
        ("$schema", .text("http://adaptivecards.io/schemas/adaptive-card.json")), ("type", .text("AdaptiveCard")),
        ("version", .text("1.4")), ("lang", .text(page.words.language.rawValue)), ("body", .list(Digest.blocks(page))),
      ])
      let attachment = JSONValue.members([
        ("contentType", .text("application/vnd.microsoft.card.adaptive")), ("contentUrl", .null), ("content", card),
      ])
      let body = JSONValue.members([("type", .text("message")), ("attachments", .list([attachment]))]).json
      return (body, body.utf8.count)
    }
  }

  // MARK: Slack and Mattermost

  private static func chatText(_ page: DigestPage) -> String {
    var lines = ["[clause6] \(page.summary)", harmless(page.addressee)]
    if page.sections.isEmpty { lines.append(page.words.nothing) }
    for section in page.sections {
      if let heading = section.heading { lines += ["", harmless(heading)] }
      lines += section.lines.map { line in
        let texts = ["\(line.kind): \(line.subject)"] + line.reasons
        return "• \(line.day) · \(line.left) · \(harmless(texts.joined(separator: " · ")))"
      }
    }
    if page.more > 0 { lines += ["", page.words.more(page.more), code(page.list)] }
    if !page.answers.isEmpty { lines += ["", page.words.answer] }
    lines += page.answers.map { "\(harmless($0.label)) \(code($0))" }
    return DigestPage.markup(lines.joined(separator: "\n"), quotes: false)
  }

  /// No name calls a channel, hides a link behind a word or opens a code block: an invisible space comes between.
  private static func harmless(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      if scalar == "@" || scalar == "]" || scalar == "`" { scalars.append("\u{200B}") }
    }
    return String(scalars)
  }

  private static func code(_ offer: DigestCommands.Offer) -> String {
    "`\(offer.oneLine.map { $0 == "`" ? "'" : String($0) }.joined())`"
  }

  // MARK: Teams

  private static func blocks(_ page: DigestPage) -> [JSONValue] {
    var blocks = [
      block([run(page.summary, ["size": "large", "weight": "bolder"])]), block([run(page.addressee, quiet)]),
    ]
    if page.sections.isEmpty { blocks.append(block([run(page.words.nothing)])) }
    for section in page.sections {
      if let heading = section.heading { blocks.append(block([run(heading, bold)])) }
      for line in section.lines {
        let left = line.isOverdue ? ["color": "attention", "weight": "bolder"] : [:]
        blocks.append(
          block([run("\(line.day) · "), run(line.left, left), run(" · \(line.kind)", bold)], separator: true))
        blocks.append(block([run(line.subject)]))
        blocks += line.reasons.map { block([run($0, quiet)]) }
      }
    }
    if page.more > 0 { blocks += [block([run(page.words.more(page.more))]), block([run(page.list.oneLine, code)])] }
    for offer in page.answers { blocks += [block([run(offer.label)]), block([run(offer.oneLine, code)])] }
    return blocks
  }

  private static let bold = ["weight": "bolder"]
  private static let code = ["fontType": "monospace"]
  private static let quiet = ["size": "small"]

  private static func block(_ runs: [JSONValue], separator: Bool = false) -> JSONValue {
    .members(
      [("type", .text("RichTextBlock")), ("inlines", .list(runs))] + (separator ? [("separator", .boolean(true))] : []))
  }

  private static func run(_ text: String, _ style: [String: String] = [:]) -> JSONValue {
    .members(
      [("type", .text("TextRun")), ("text", .text(text))]
        + style.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
  }
}
