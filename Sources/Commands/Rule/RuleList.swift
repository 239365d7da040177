import ArgumentParser
import Clause6
import Postgres

struct RuleList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules.",
    discussion: """
      EXAMPLE:
        clause6 rule list
      """)

  @OptionGroup var rules: RuleOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions

  func run() throws {
    let names = ["rule", "version", "severity", "status", "subject", "title"]
    format.print(
      Table(
        columns: names.map { Table.Column(name: $0, kind: $0 == "version" ? .number : .text) },
        rows: try rules.set().rules.map {
          [
            $0.name, String($0.version), $0.severity, $0.status.rawValue, $0.subject,
            language.language == .ja ? $0.texts.titleJa ?? $0.title : $0.title,
          ]
        }))
  }
}
