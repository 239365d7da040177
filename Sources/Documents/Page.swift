import Bytes

/// A web page in one file: nothing is fetched, nothing runs, and a browser is told so.
struct Page {
  let language: String
  let title: String
  /// Whether search engines may show it.
  var isPublic = false
  /// What this page needs beside ``PageStyle``.
  var style = ""

  /// Everything before the content.
  var start: String {
    let css = PageStyle.css + "\n" + style
    let policy =
      "default-src 'none'; style-src 'sha256-\(Base64.encode(Page.hash(css)))'; base-uri 'none'; form-action 'none'"
    let head = Markup.joined([
      .void("meta", ["charset": "utf-8"]),
      .void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .void("meta", ["name": "color-scheme", "content": "light dark"]),
      isPublic ? .none : .void("meta", ["name": "robots", "content": "noindex"]),
      .void("meta", ["name": "generator", "content": "clause6"]),
      .element("title", [:], .text(title)),
    ])
    return "<!doctype html>\n" + Markup.startTag("html", ["lang": language]).html + "\n<head>\n" + head.html
      + "\n<style>"
      + css + "</style>\n</head>\n<body>\n"
  }

  static let end = "\n</body>\n</html>\n"

  private static func hash(_ text: String) -> [UInt8] {
    let hash = SHA256()
    hash.update(text)
    return hash.digest()
  }

  /// A text as a string of CSS.
  static func cssString(_ text: String) -> String {
    var css = "\""
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " " {
        css.unicodeScalars.append(scalar)
      } else {
        css += "\\\(String(scalar.value, radix: 16)) "
      }
    }
    return css + "\""
  }
}
