import ArgumentParser
import Clause6
import Postgres

/// Where the register is. Part of every command.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Address of the PostgreSQL to use: host=… dbname=… or postgresql://…",
      discussion: "Else CLAUSE6_DATABASE, else the PG* variables, else a private PostgreSQL of clause6's own.",
      valueName: "address"))
  var database: String?

  @Flag(name: .shortAndLong, help: "Show each statement on stderr; never the values in it.")
  var verbose = false
}

/// How a result is printed.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "table, json, ndjson, csv, or csv-raw: csv for programs, in which no text is guarded.", valueName: "format"))
  var format = Format.table

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  var terminal: Terminal { color == .auto ? .current : Terminal.current.with(color: color) }

  func print(_ table: Table, layout: Layout = .rows) {
    terminal.print(table, format: format, layout: layout)
  }
}

/// Whose knowledge an answer is of.
struct KnownOptions: ParsableArguments {
  @Option(
    name: .customLong("known-at"),
    help: ArgumentHelp(
      "Answer as at that time: 2026-03-31 (its end), 2026-03-31T18:00, or @1290, once the log had so many leaves.",
      valueName: "time"), transform: KnownMoment.parse)
  var knownAt: KnownMoment?
}

extension KnownMoment {
  @Sendable static func parse(_ text: String) throws -> KnownMoment {
    guard let moment = KnownMoment(text) else {
      throw ValidationError(
        "\"\(text)\" is not a time: write a day as 2026-03-31, an instant as 2026-03-31T18:00+09:00, or @ and a number of leaves."
      )
    }
    return moment
  }
}

/// The day a question is asked about, and whose knowledge the answer is of.
struct DayOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Ask about that day; default today.", valueName: "day"),
    transform: Day.parse)
  var asOf: CalendarDate?

  @OptionGroup var known: KnownOptions
}

/// The language of titles that the register has in both.
struct LanguageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("en or ja; else as LANG says, else en.", valueName: "language"))
  var lang: Language?

  var language: Language {
    lang ?? (Invocation.current.variable("LANG")?.hasPrefix("ja") == true ? .ja : .en)
  }
}

/// A language that the register's own texts are in.
enum Language: String, ExpressibleByArgument, CaseIterable, Sendable {
  case en, ja
}

/// Part of every command that reads a list.
struct ListOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("At most so many rows; default 50 in a table, all in the other formats.", valueName: "rows"))
  var limit: Int?

  @Flag(name: .shortAndLong, help: "Only the names that other commands take, one a line.")
  var quiet = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  /// Formats that programs read are never cut by themselves.
  func limit(for format: Format) -> Int? { limit ?? (format == .table && !quiet ? 50 : nil) }
}

/// Who acts, and why.
struct AuthorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who makes the change; else CLAUSE6_ACTOR, else the login.", valueName: "name"))
  var actor: String?

  @Option(help: ArgumentHelp("Why the change is made; kept with it for ever.", valueName: "text"))
  var reason: String?

  /// - Parameter defaultReason: for acts that are their own reason, such as an import.
  func author(defaultReason: String? = nil) throws -> Authorship {
    guard let reason = reason ?? defaultReason else {
      throw UsageError(message: "A change needs its reason: add --reason \"…\".")
    }
    return try Authorship(
      actor: actor ?? Invocation.current.variable("CLAUSE6_ACTOR") ?? Invocation.login, reason: reason)
  }
}

/// Part of every command that writes.
struct WriteOptions: ParsableArguments {
  @Flag(help: "Do it all, show what would come of it, and undo it.")
  var dryRun = false

  @OptionGroup var authorship: AuthorOptions

  func author(defaultReason: String? = nil) throws -> Authorship {
    try authorship.author(defaultReason: defaultReason)
  }

  func noteDryRun() {
    if dryRun { Terminal.current.note("This was a dry run: nothing was changed.") }
  }
}

/// Days on the command line.
enum Day {
  @Sendable static func parse(_ text: String) throws -> CalendarDate {
    if let day = CalendarDate(text) ?? CalendarDate(yearFirst: text) { return day }
    guard CalendarDate.isYearFirst(text) else {
      throw ValidationError("\"\(text)\" is not a day as it is written here: 2026-11-22, 2026/11/22 or 2026年11月22日.")
    }
    throw ValidationError("\"\(text)\" is not a day of the calendar; write it as 2026-11-22.")
  }

  /// An empty text takes the day away.
  @Sendable static func parseEdit(_ text: String) throws -> Edit<CalendarDate> {
    text.isEmpty ? .set(nil) : .set(try parse(text))
  }
}

/// Words of a closed list: one that is not in it is refused rather than found nowhere.
enum Choice {
  @Sendable static func tier(_ text: String) throws -> String { try one(of: Rule.tiers, text, "tier") }
  @Sendable static func severity(_ text: String) throws -> String { try one(of: Rule.severities, text, "severity") }

  /// A word of a closed list of the library's.
  static func one<Word: RawRepresentable & CaseIterable>(_ text: String, _ what: String) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try one(of: Word.allCases.map(\.rawValue), text, what)) else {
      throw ValidationError("\"\(text)\" is no \(what).")
    }
    return word
  }

  static func one(of words: [String], _ text: String, _ what: String) throws -> String {
    guard words.contains(text) else {
      throw ValidationError("\"\(text)\" is no \(what); these are: \(words.joined(separator: ", ")).")
    }
    return text
  }
}
