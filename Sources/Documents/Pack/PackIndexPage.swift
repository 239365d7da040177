import Bytes
import Clause6

/// The start page of an audit pack.
struct PackIndexPage {
  private let pack: PackMaker
  private var isJapanese: Bool { pack.question.language == "ja" }

  init(_ pack: PackMaker) { self.pack = pack }

  private func said(_ english: String, _ japanese: String) -> String { isJapanese ? japanese : english }

  func write(to out: (String) -> Void) {
    let days = "\(pack.question.firstOn) – \(pack.question.lastOn)"
    let title = said("Audit pack \(days)", "監査資料 \(days)")
    var page = Page(language: pack.question.language, title: title)
    page.style =
      PageStyle.labels(answerTitles.map(\.0), in: "answers") + "\n"
      + PageStyle.labels(sampleTitles.map(\.0), in: "sample")
    out(page.start)
    let lead = said(
      "What auditors ask about vendors, as it was known when the log had \(pack.basis.leaves) leaves, with all that proves it. Nothing here needs the network, the register or this program to be read.",
      "委託先の管理について監査で求められる資料と、その裏付け。履歴が \(pack.basis.leaves) 件であった時点の記録による。閲覧に通信、台帳、本プログラムは不要。")
    out(
      Markup.element(
        "header", [:], .element("p", ["class": "kind"], .text("clause6 · audit pack")),
        .element("h1", [:], .text(title)), .element("p", ["class": "question"], .text(lead)),
        .entries(pack.entries(isOfVendor: false))
      ).html + "\n")
    if !pack.lacking.isEmpty { out(list(said("What is missing", "欠けているもの"), pack.lacking).html) }
    out(answers.html)
    out(sample.html)
    out(verification.html)
    out(Page.end)
  }

  private func list(_ title: String, _ lines: [String]) -> Markup {
    .element("h2", [:], .text(title))
      + .element("ul", [:], .joined(lines.map { .element("li", ["class": "bad"], .text($0)) }))
  }

  private var answers: Markup {
    let rows = pack.answers.map { stamp in
      let name = stamp.report.name
      let title = stamp.report.title.text(in: pack.question.language)
      let rows = "reports/\(name).csv"
      return Markup.element(
        "tr", [:],
        .element("td", ["class": "name"], link(title, to: pack.pages.contains(name) ? "reports/\(name).html" : rows)),
        .element("td", ["class": "prose"], .text(stamp.report.question.text(in: pack.question.language))),
        .element("td", ["class": "number"], .text(Digits.grouped(String(stamp.given.rows)))),
        .element("td", ["class": "word"], link("CSV", to: rows)),
        .element("td", ["class": "hash"], .text(String(stamp.given.hash.prefix(16)))))
    }
    return .element(
      "section", ["id": "answers"], .element("h2", [:], .text(said("Answers", "回答"))), table(answerTitles, rows))
  }

  /// Each with the look of its column.
  private var answerTitles: [(String, String?)] {
    [
      (said("Report", "帳票"), nil), (said("Question", "問い"), nil), (said("Rows", "行数"), "number"),
      (said("Data", "データ"), nil),
      (said("SHA-256, its beginning", "SHA-256（先頭）"), nil),
    ]
  }

  private var sampleTitles: [(String, String?)] {
    [
      (said("Vendor", "委託先"), nil), (said("Name", "名称"), nil), (said("Files of evidence", "証拠ファイル"), "number"),
      (said("Proofs", "証明"), "number"),
    ]
  }

  private var sample: Markup {
    let lead = said(
      "\(pack.vendors.count) of the \(pack.population) vendors of the period, drawn with the seed \"\(pack.seed)\": as the report on the population draws them with --sample and --seed. Every change of theirs up to then is proven.",
      "対象期間の委託先 \(pack.population) 件のうち \(pack.vendors.count) 件。抽出の種「\(pack.seed)」による（監査対象委託先一覧を --sample と --seed で抽出したものと同じ）。各委託先のすべての変更に証明を付す。"
    )
    let rows = pack.vendors.map { vendor in
      Markup.element(
        "tr", [:], .element("td", ["class": "key-cell"], link(vendor.called, to: vendor.place + "/index.html")),
        .element("td", ["class": "name"], .text(vendor.name)),
        .element("td", ["class": "number"], .text("\(vendor.papers)")),
        .element("td", ["class": "number"], .text("\(vendor.leaves.count)")))
    }
    return .element(
      "section", ["id": "sample"], .element("h2", [:], .text(said("Sample", "抽出"))),
      .element("p", ["class": "question"], .text(lead)),
      table(sampleTitles, rows))
  }

  private var verification: Markup {
    let lines: [(String, String)] = [
      (said("That no file was altered since", "作成後に改変がないこと"), "sha256sum -c SHA256SUMS"),
      (
        said(
          "That, and that every proof leads to the checkpoint, which the log's key signed",
          "上記に加え、すべての証明が、履歴の鍵で署名されたチェックポイントに至ること"), "clause6 audit pack verify pack.zip --key log.keys"
      ),
      (said("That the register says the same", "台帳の内容と一致すること"), pack.command),
    ]
    let items = lines.map { Markup.element("li", [:], .text($0.0 + ": "), .element("code", [:], .text($0.1))) }
    return .element(
      "footer", [:], .element("p", [:], .text(said("To verify:", "検証方法:"))), .element("ul", [:], .joined(items)))
  }

  private func table(_ titles: [(String, String?)], _ rows: [Markup]) -> Markup {
    let head = titles.map { Markup.element("th", ["scope": "col", "class": $0.1], .text($0.0)) }
    return .element(
      "div", ["class": "scroll"],
      .element(
        "table", ["class": "rows"], .element("thead", [:], .element("tr", [:], .joined(head))),
        .element("tbody", [:], .joined(rows))))
  }

  private func link(_ text: String, to place: String) -> Markup {
    .element("a", ["href": PackIndexPage.address(of: place)], .text(text))
  }

  /// A path as an address: what is not plain as its bytes (RFC 3986 §2.1).
  static func address(of path: String) -> String {
    var address = ""
    for byte in path.utf8 {
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-_./".utf8.contains(byte)
      address += isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode([byte]).uppercased()
    }
    return address
  }
}

extension PackMaker {
  /// What a page of the pack says of itself.
  func entries(isOfVendor: Bool) -> [(title: String, text: String)] {
    let isJapanese = question.language == "ja"
    func said(_ english: String, _ japanese: String) -> String { isJapanese ? japanese : english }
    var entries = [
      (said("Period", "対象期間"), "\(question.firstOn) – \(question.lastOn)"),
      (said("As of", "基準日"), "\(question.lastOn)"),
      (said("Known", "記録時点"), said("once the log had \(basis.leaves) leaves", "履歴 \(basis.leaves) 件")),
    ]
    guard !isOfVendor else { return entries }
    entries += [
      (said("Log", "履歴"), basis.origin),
      (said("Checkpoint", "チェックポイント"), said("\(basis.size) leaves", "\(basis.size) 件")),
      (said("Root over them", "根ハッシュ"), basis.root),
      (said("Made by", "作成"), program),
    ]
    return entries
  }
}
