import Clause6
import LocalPostgres
import Postgres

/// A command line that is wrong in a way only the running command can see: exit 64.
struct UsageError: Error {
  let message: String
}

/// An error as the person reads it: one sentence, the way out, an exit code.
struct Failure {
  private(set) var sentence: String
  private(set) var hint: String?
  private(set) var exitCode: Int32 = 1

  /// `nil` for errors of the command line, which ArgumentParser explains.
  init?(_ error: any Error) {
    switch error {
    case let error as Clause6Error: self.init(sentence: error.message, hint: error.hint)
    case let error as UsageError: self.init(sentence: error.message, exitCode: 64)
    case let error as LocalServerError: self.init(sentence: error.description)
    case let error as PostgresError: self.init(error)
    default: return nil
    }
  }

  private init(sentence: String, hint: String? = nil, exitCode: Int32 = 1) {
    self.sentence = sentence
    self.hint = hint
    self.exitCode = exitCode
  }

  private init(_ error: PostgresError) {
    switch error {
    case .cancelled(let afterCommit):
      self.init(
        sentence: afterCommit
          ? "Interrupted; what was changed before that stays." : "Interrupted; nothing was changed.", exitCode: 130)
    case .connection(let text):
      let isAboutTLS = text.contains("SSL") || text.contains("certificate")
      self.init(
        sentence: "The database cannot be reached: \(text.withoutQuestions).",
        hint: isAboutTLS
          ? "Another machine has to prove by a certificate that it is the one that was named: sslrootcert=FILE in the "
            + "address says whose are trusted, and sslmode= asks for less."
          : "Check --database, CLAUSE6_DATABASE or the PG* variables; "
            + "with none of them clause6 uses a private PostgreSQL of its own.")
    case .connectionLost(let text, let afterCommit):
      let state =
        afterCommit ? "What was changed before that stays; the rest was undone" : "What was being done was undone"
      self.init(sentence: "\(Failure.whatBroke(text)). \(state).", hint: "Try again.")
    case .commitUnknown(let text):
      self.init(
        sentence: "\(Failure.whatBroke(text)), just as the change was being made. "
          + "The database did not come back to say whether it was.",
        hint: "Look with \"clause6 history list\" whether it was, before you try again.")
    case .server(let report): self.init(report)
    case .unsendable: self.init(sentence: "Nothing was changed: \(error.sentence).")
    case .decoding, .unexpectedRowCount:
      self.init(sentence: "The database gave an answer this program does not understand: \(error.sentence).")
    }
  }

  private static func whatBroke(_ text: String) -> String {
    Patience.isOver
      ? "The database did not answer in the time that CLAUSE6_TIMEOUT allows, so the connection was ended"
      : "The connection to the database broke: \(text.withoutQuestions)"
  }

  private init(_ report: ServerError) {
    self.init(
      sentence: report.message.hasSuffix(".") ? report.message : report.message + ".",
      hint: report.hint ?? report.detail)
    switch report.sqlState {
    case "23502":
      sentence = "The \(report.column ?? "field") cannot be taken away; nothing was changed."
      hint = nil
    case "25006":
      sentence = "This is read-only, so nothing was changed."
      hint =
        "\"clause6 query\" never writes; for other commands connect to the primary server, as a role that may: see --database."
    // It knows no serializable transactions, in which changes are made.
    case "0A000" where report.message.contains("hot standby"):
      sentence = "This server is a standby, which is read-only, so nothing was changed."
      hint = "Name the primary server, too, with target_session_attrs=read-write: see --database."
    case "42501" where report.message.contains("row-level security"):
      sentence = "This is outside the units that your login is limited to, so nothing was changed."
      hint = "\"clause6 unit list\" shows them; what is the whole organisation's is changed by who sees all of it."
    case "42501" where report.hint == nil:
      hint = "Ask the owner of the database for the right, or connect as another role: see --database."
    case "40001" where report.message.contains("recovery"):
      sentence =
        "The standby had to make room for what the primary did, so the question was ended; nothing was changed."
      hint = "Try again, or ask the primary server."
    case "40001", "40P01":
      sentence = "Other changes kept coming in between, so this one was given up; nothing was changed."
      hint = "Try again."
    case "57014": sentence = "The statement took longer than the server allows, so it was stopped; nothing was changed."
    case "53100": sentence = "The server's disk is full, so nothing was changed."
    default: break
    }
  }

  func text(color: Bool) -> String {
    let mark = color ? "\u{1B}[31merror:\u{1B}[0m" : "error:"
    return "\(mark) \(TextWidth.visibleLines(sentence))" + (hint.map { "\n\(TextWidth.visibleLines($0))" } ?? "")
  }
}

extension String {
  /// libpq's report on one line, without the question it likes to add.
  fileprivate var withoutQuestions: String {
    split(separator: "\n").filter { !$0.hasPrefix("\t") }.joined(separator: "; ")
  }
}
