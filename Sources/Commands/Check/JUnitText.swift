import Clause6

/// A check as JUnit's XML: a suite a rule, with one case, which fails when findings are open.
///
/// The form is what continuous integration reads: https://github.com/testmoapp/junitxml
enum JUnitText {
  /// More than people read in a log.
  private static let mostShown = 20

  static func render(_ report: CheckReport) -> String {
    let rules = report.rules.filter { $0.outcome != .draft }
    let failures = rules.count { $0.error == nil && openCount($0) > 0 }
    let errors = rules.count { $0.error != nil }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites name=\"clause6 as of \(report.day)\" tests=\"\(rules.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for rule in rules { text += suite(rule, report) }
    return text + "</testsuites>\n"
  }

  /// Waived findings make nothing fail.
  private static func openCount(_ rule: RuleOutcome) -> Int { rule.open - rule.waived }

  private static func suite(_ rule: RuleOutcome, _ report: CheckReport) -> String {
    let isSkipped = rule.outcome == .skipped || rule.outcome == .retired
    let fails = rule.error == nil && openCount(rule) > 0
    let title = rule.rule.map { report.language == .ja ? $0.texts.titleJa ?? $0.title : $0.title } ?? rule.name
    var text =
      "  <testsuite name=\"\(xml(rule.name))\" tests=\"1\" failures=\"\(fails ? 1 : 0)\" errors=\"\(rule.error == nil ? 0 : 1)\" skipped=\"\(isSkipped ? 1 : 0)\">\n"
    text += "    <testcase classname=\"\(xml(rule.name))\" name=\"\(xml(title))\">\n"
    if let error = rule.error {
      text += "      <error message=\"\(xml(error))\"/>\n"
    } else if isSkipped {
      text += "      <skipped/>\n"
    } else if fails {
      let message = "\(openCount(rule)) open" + (rule.waived > 0 ? ", \(rule.waived) waived" : "")
      text +=
        "      <failure message=\"\(xml(message))\" type=\"\(rule.rule?.severity ?? "")\">\(xml(lines(rule, report)))</failure>\n"
    }
    return text + "    </testcase>\n  </testsuite>\n"
  }

  private static func lines(_ rule: RuleOutcome, _ report: CheckReport) -> String {
    let open = report.changes.filter { $0.name == rule.name && $0["what"] != "resolved" && $0["is_waived"] != "t" }
    var lines = open.prefix(mostShown).map { change in
      [change["severity"].map { "[\($0)]" }, report.vendor(change).map { "\($0):" }, report.reason(change)]
        .compactMap { $0 }.joined(separator: " ")
    }
    if open.count > mostShown {
      lines.append("… \(open.count - mostShown) more: clause6 check \(rule.name) --all --as-of \(report.day)")
    }
    return lines.joined(separator: "\n")
  }

  /// Characters that XML 1.0 has no way to write are left out.
  private static func xml(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
      // Which a terminal would obey.
      case _ where scalar.turnsDirection || (0x7F...0x9F).contains(scalar.value): escaped += "&#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
