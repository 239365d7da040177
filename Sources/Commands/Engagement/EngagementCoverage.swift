import ArgumentParser
import Clause6
import Postgres

struct EngagementCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Show what regimes ask of an engagement's papers, and what these say together.",
    discussion: """
      All papers that bind on the day count together. Exit 2 when a mandatory requirement is not met.

      EXAMPLE:
        clause6 engagement coverage 3 --gaps --lang ja
      """)

  @Argument(help: "The engagement: its number, or its title.")
  var engagement: String

  @Flag(help: "Only what is not met.")
  var gaps = false

  @OptionGroup var language: LanguageOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let isMet = try read(database, day) { connection, asOf in
      let id = try connection.engagement(called: engagement)
      let words: (title: SQL, detail: SQL) =
        language.language == .ja ? ("title_ja", "detail_ja") : ("title_en", "detail_en")
      var listing = Listing(
        columns: "regime, ref, strength, state, \(words.title) AS title, \(words.detail) AS detail",
        source: "facts.engagement_coverage(\(asOf)::date)", conditions: ["engagement_id = \(id)"],
        order: "regime_place, place")
      listing.filter(gaps ? true : nil) { "gap = \($0)" }
      return try connection.looking(at: .engagement(id), on: asOf) { connection in
        try listing.print(connection, list, format, layout: .wrapped)
        return try connection.gate(engagement: id, on: asOf).contains { $0.leg == "terms" && $0.isMet }
      }
    }
    guard isMet else { throw ExitCode(2) }
  }
}
