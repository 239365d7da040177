import Clause6

/// HTML, in which text is always escaped: a `String` becomes part of it only through ``text(_:)`` and attributes.
struct Markup: Sendable {
  private(set) var html: String

  /// What is written in the program itself, and never a value.
  init(verbatim html: StaticString) { self.html = html.description }

  private init(html: String) { self.html = html }

  static let none = Markup(html: "")

  static func text(_ text: String) -> Markup { Markup(html: escaped(text)) }

  /// An element.
  /// - Parameter attributes: a value that is `nil` leaves its attribute out.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: Markup...
  ) -> Markup {
    var html = start(name, attributes)
    for part in content { html += part.html }
    return Markup(html: html + "</\(name)>")
  }

  /// An element that has no content and no end.
  static func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) -> Markup {
    Markup(html: start(name, attributes))
  }

  static func + (left: Markup, right: Markup) -> Markup { Markup(html: left.html + right.html) }
  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  static func joined(_ parts: some Sequence<Markup>) -> Markup { Markup(html: parts.map(\.html).joined()) }

  /// An element whose content follows.
  static func startTag(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) -> Markup {
    Markup(html: start(name, attributes))
  }

  private static func start(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) -> String {
    var html = "<\(name)"
    for (key, value) in attributes {
      if let value { html += " \(key)=\"\(escaped(value))\"" }
    }
    return html + ">"
  }

  /// Things that a page says of itself, each with its title.
  static func entries(_ entries: [(title: String, text: String)]) -> Markup {
    .element(
      "dl", [:],
      .joined(
        entries.map { title, text in
          .element(
            "div", ["class": text.count > 40 ? "wide" : nil], .element("dt", [:], .text(title)),
            .element("dd", [:], .text(text)))
        }))
  }

  /// Control characters become visible, as on a terminal; line breaks stay.
  private static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'")
    }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    // By scalars: a mark that joins a quotation mark must not hide it.
    for scalar in TextWidth.visibleLines(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "'": result += "&#39;".unicodeScalars
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
