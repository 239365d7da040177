import Postgres

/// The colours of a digest's HTML, each fit to be read on its ground by WCAG 2.1 AA: a contrast of 4.5 or more.
struct DigestColours: Sendable {
  var page: String
  var card: String
  var text: String
  var quiet: String
  var overdue: String
  var rule: String

  static let light = DigestColours(
    page: "#f1f3f5", card: "#ffffff", text: "#1f2328", quiet: "#57606a", overdue: "#b3261e", rule: "#d0d7de")
  static let dark = DigestColours(
    page: "#0f1114", card: "#1a1d21", text: "#e6e8eb", quiet: "#a8b0ba", overdue: "#ffb4ab", rule: "#3a3f46")
}

extension DigestPage {
  /// As the HTML of a mail: one column, styles beside what they style, no script, picture or link.
  var html: String {
    let light = DigestColours.light
    var rows = [
      "<td style=\"padding:20px 20px 12px\"><h1 style=\"margin:0;font-size:20px;line-height:1.35\">\(title)</h1>"
        + "<div class=\"q\" style=\"color:\(light.quiet)\">\(escape(addressee))</div></td>"
    ]
    if sections.isEmpty { rows.append(DigestPage.row(escape(words.nothing))) }
    for section in sections {
      if let heading = section.heading {
        rows.append(
          "<td style=\"padding:16px 20px 8px\"><h2 style=\"margin:0;font-size:16px\">\(escape(heading))</h2></td>")
      }
      rows += section.lines.map(DigestPage.row)
    }
    if more > 0 { rows.append(DigestPage.row(escape(words.more(more)) + DigestPage.code(list))) }
    rows.append(DigestPage.row(sections.isEmpty ? everything : answerHTML))
    return DigestPage.document(language: words.language.rawValue, title: summary, rows: rows)
  }

  /// The summary, the day at its end unbroken.
  private var title: String {
    let day = summary.suffix(10)
    guard CalendarDate(String(day)) != nil else { return escape(summary) }
    return "\(escape(String(summary.dropLast(10))))<span style=\"white-space:nowrap\">\(day)</span>"
  }

  private var everything: String {
    escape(words.everything) + DigestPage.code(DigestCommands.Offer(label: "", command: ["clause6 deadline list"]))
  }

  private var answerHTML: String {
    "<h2 style=\"margin:0;font-size:16px\">\(escape(words.answer))</h2>\(escape(words.answerIntroduction))"
      + answers.map { "<div style=\"padding-top:10px\">\(escape($0.label))</div>\(DigestPage.code($0))" }.joined()
  }

  private static func document(language: String, title: String, rows: [String]) -> String {
    let (light, dark) = (DigestColours.light, DigestColours.dark)
    return """
      <!DOCTYPE html>
      <html lang="\(language)"><head><meta charset="utf-8"><title>\(escape(title))</title>
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
      <style>:root{color-scheme:light dark}@media(prefers-color-scheme:dark){
      .p{background:\(dark.page)!important;color:\(dark.text)!important}.c{background:\(dark.card)!important;color:\(dark.text)!important}
      .q{color:\(dark.quiet)!important}.o{color:\(dark.overdue)!important}.r{border-color:\(dark.rule)!important}
      }</style></head>
      <body class="p" style="margin:0;padding:0;background:\(light.page);color:\(light.text)">
      <table role="presentation" class="p" width="100%" cellpadding="0" cellspacing="0" style="background:\(light.page)">
      <tr><td align="center" style="padding:12px 8px">
      <table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;\
      background:\(light.card);color:\(light.text);border-radius:8px;text-align:left;overflow-wrap:anywhere;\
      font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Hiragino Sans','Noto Sans JP',Meiryo,sans-serif">
      \(rows.map { "<tr>\($0)</tr>" }.joined(separator: "\n"))
      </table></td></tr></table></body></html>

      """
  }

  private static func row(_ line: Line) -> String {
    let light = DigestColours.light
    let left =
      line.isOverdue ? "<b class=\"o\" style=\"color:\(light.overdue)\">\(escape(line.left))</b>" : escape(line.left)
    let reasons = line.reasons.map(escape).joined(separator: "<br>")
    return row(
      "\(escape(line.day)) · \(left)<br><b>\(escape(line.kind))</b><br>\(escape(line.subject))"
        + "<div class=\"q\" style=\"color:\(light.quiet);font-size:14px\">\(reasons)</div>")
  }

  private static func row(_ content: String) -> String {
    "<td class=\"r\" style=\"padding:12px 20px;border-top:1px solid \(DigestColours.light.rule)\">\(content)</td>"
  }

  private static func code(_ offer: DigestCommands.Offer) -> String {
    let light = DigestColours.light
    return "<pre class=\"p\" style=\"margin:4px 0 0;padding:8px 10px;border-radius:6px;background:\(light.page);"
      + "white-space:pre-wrap;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace\">\(escape(offer.oneLine))</pre>"
  }

  private static func escape(_ text: String) -> String { DigestPage.markup(text, quotes: true) }
  private func escape(_ text: String) -> String { DigestPage.escape(text) }

  /// Without what HTML, and with `quotes` its attributes, read anything into.
  static func markup(_ text: String, quotes: Bool) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where quotes: escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'" where quotes: escaped.append(contentsOf: "&#39;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
