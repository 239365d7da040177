package import Clause6
package import Postgres

/// The report `overview` as one page for a meeting: what is to be decided, how it stands, and the charts that go with it.
package struct Overview {
  package static let report = "overview"

  private static let parts: [(report: String, look: PartsPage.Look)] = [
    ("decisions", .all), ("kpis", .tiles), ("movement", .all), ("lapsed", .charts), ("expiring", .charts),
    ("reviews", .charts), ("coverage", .charts), ("states", .charts), ("concentration", .charts),
  ]

  private let answers: [(answer: PartsPage.Answer, look: PartsPage.Look)]

  /// Asks what belongs on the page.
  /// - Parameter question: what `overview` is asked.
  /// - Throws: as ``Postgres/Connection/answer(_:_:)``.
  package init(_ connection: Connection, _ question: ReportQuestion, from set: ReportSet) throws {
    answers = try Overview.parts.map { part in
      let report = try set.named(part.report)
      // Of the period's last day, also what is not asked about a period.
      let last = question.lastOn.map { min($0, question.asOf) } ?? question.asOf
      var asked = ReportQuestion(asOf: report.takesPeriod ? question.asOf : last)
      asked.language = question.language
      if report.takesPeriod {
        asked.firstOn = question.firstOn
        asked.lastOn = question.lastOn
      }
      return (try connection.answer(report, asked), part.look)
    }
  }

  /// Writes the page piece by piece.
  /// - Parameter stamp: what the answer of `overview` says of itself.
  package func write(_ stamp: ReportStamp, to out: (String) -> Void) {
    let language = stamp.question.language
    let title = stamp.report.title.text(in: language)
    PartsPage(
      title: "\(title) · \(stamp.question.asOf)", kind: "clause6 · \(stamp.report.name)",
      lead: stamp.report.question.text(in: language), entries: stamp.pageEntries, language: language, answers,
      foot: ReportPage(Table(columns: [], rows: []), stamp).footer
    ).write(to: out)
  }
}
