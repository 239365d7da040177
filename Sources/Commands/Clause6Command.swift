public import ArgumentParser
import Postgres

/// `clause6 <noun> <verb>`.
public struct Clause6Command: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "clause6",
    abstract: "A register of vendors, their contracts and confidentiality terms, that says what has lapsed.",
    discussion: """
      Without configuration it keeps its data in a private PostgreSQL that it creates and starts by itself; see \
      "clause6 db status". Results go to stdout, everything else to stderr.

      EXIT CODES:
        0    done
        1    failed, and nothing was changed
        2    done, and the answer is no: findings are open, the schema is not current, a test failed
        64   the command line is wrong
        130  interrupted; nothing was changed

      ENVIRONMENT:
        CLAUSE6_DATABASE  address of a PostgreSQL to use, as --database
        CLAUSE6_HOME      folder of the private PostgreSQL
        CLAUSE6_EVIDENCE  folder of the files of evidence; else "evidence" in CLAUSE6_HOME
        CLAUSE6_KEYS      folder of the keys that sign the history; else "keys" in CLAUSE6_HOME
        CLAUSE6_ACTOR     who makes changes, as --actor
        CLAUSE6_TIMEOUT   after how many seconds a command gives up waiting for the database; else never
        CLAUSE6_ZONE      the organisation's time zone, such as Asia/Tokyo; it decides which day today is
        NO_COLOR          no colours
      The PG* variables of PostgreSQL work too: PGHOST, PGDATABASE, PGSERVICE and so on.

      EXAMPLE:
        clause6 import contract register.csv --mapping mapping.yaml --dry-run
      """,
    subcommands: [
      VendorCommand.self, PersonCommand.self, EngagementCommand.self, AssessmentCommand.self, QuestionnaireCommand.self,
      ContractCommand.self, TermCommand.self, RegimeCommand.self, ConditionCommand.self, EvidenceCommand.self,
      ReviewCommand.self, CalendarCommand.self, WaiverCommand.self, SubcontractorCommand.self, ReferenceCommand.self,
      IncidentCommand.self, OffboardingCommand.self, ResponsibilityCommand.self, UnitCommand.self,
      ImportCommand.self, ExportCommand.self, MappingCommand.self, CheckCommand.self,
      FindingCommand.self, RuleCommand.self, DeadlineCommand.self, RemindCommand.self, ReportCommand.self,
      AuditCommand.self, DoraCommand.self,
      HistoryCommand.self, CheckpointCommand.self, ProofCommand.self, QueryCommand.self,
      DatabaseCommand.self,
    ])

  /// Of the program; the newest heading of CHANGELOG.md is the same.
  public static let version = "0.1.0"

  @Flag(help: "Print the versions of clause6, its schema and libpq.")
  var version = false

  public init() {}

  public func run() throws {
    guard version else { throw CleanExit.helpRequest(self) }
    Terminal.current.print(VersionText.text)
  }
}

extension Clause6Command {
  /// Runs one command line.
  /// - Returns: the exit code.
  public static func run(arguments: [String], invocation: Invocation) -> Int32 {
    Invocation.$current.withValue(invocation) {
      defer { Terminal.current.flush() }
      do {
        var command = try self.command(arguments)
        try command.run()
        return 0
      } catch let code as ExitCode {
        return code.rawValue
      } catch {
        return report(error)
      }
    }
  }

  /// The command that a command line says.
  ///
  /// The parser works through all commands several times to find out about one, so the one that the first words name is asked
  /// by itself. What it does not take, and help, is told by the whole tree, which knows the words before.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    var words = arguments[...]
    var type: any ParsableCommand.Type = Clause6Command.self
    while let word = words.first, let next = type.configuration.subcommands.first(where: { $0._commandName == word }) {
      type = next
      words.removeFirst()
    }
    if type.configuration.subcommands.isEmpty, let command = try? type.parseAsRoot(Array(words)),
      Swift.type(of: command) == type
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  private static func report(_ error: any Error) -> Int32 {
    if let failure = Failure(error) {
      Terminal.current.note(styled: failure.text(color: Terminal.current.errUsesColor))
      return failure.exitCode
    }
    // ArgumentParser's own: a wrong command line, or help that was asked for.
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if code == .success { Terminal.current.print(text) } else { Terminal.current.note(text) }
    return code.rawValue
  }
}
