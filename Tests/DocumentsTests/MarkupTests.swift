import Testing

@testable import Documents

@Suite struct MarkupTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onload=\"x", "&quot; onload=&quot;x"), ("'&amp;", "&#39;&amp;amp;"),
    // A mark that joins a character must not hide it.
    ("\"\u{301} x=\"", "&quot;\u{301} x=&quot;"), ("<\u{338}b>", "&lt;\u{338}b&gt;"),
    ("a\u{1B}[31m", "a·[31m"), ("a\u{202E}b", "a·b"), ("空港 & 貨物", "空港 &amp; 貨物"),
  ])
  func textIsEscaped(text: String, html: String) {
    #expect(Markup.text(text).html == html)
    #expect(Markup.element("p", ["title": text]).html == "<p title=\"\(html)\"></p>")
  }

  @Test func aTextOfCSSEndsNothing() {
    #expect(Page.cssString("a\"; } </style>") == "\"a\\22 \\3b  \\7d  \\3c \\2f style\\3e \"")
  }
}
