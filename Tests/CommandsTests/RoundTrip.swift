import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commands

/// Export, import into an empty register, export again: by the commands, as people would.
struct RoundTrip {
  private let old: ConnectionInfo
  private let scratch: String

  init(of old: ConnectionInfo, scratch: String) {
    (self.old, self.scratch) = (old, scratch)
  }

  /// What others refer to first. Whoever registered the vendors cannot import that they were approved.
  private static let nouns = [
    ("person", "clerk"), ("vendor", "clerk"), ("alias", "clerk"), ("contact", "clerk"), ("contract", "clerk"),
    ("engagement", "clerk"), ("term", "clerk"),
    ("evidence", "clerk"), ("assessment", "auditor"), ("review", "auditor"), ("subcontractor", "auditor"),
    ("responsibility", "clerk"),
    ("dora_entity", "clerk"), ("dora_branch", "clerk"), ("dora_function", "clerk"), ("dora_provider", "clerk"),
    ("dora_contract", "clerk"), ("dora_service", "clerk"), ("dora_use", "clerk"), ("dora_definition", "clerk"),
  ]

  func check() throws {
    #expect(RoundTrip.nouns.map(\.0).sorted() == Mapping.nouns.sorted())
    let new = try TestServer.shared().makeDatabase(template: .register)
    defer { try? TestServer.shared().drop(new) }
    try Transcript.freezeToday(new)
    try carryQuestionnaires(to: new)
    try carryCalendars(to: new)
    var before: [String: String] = [:]
    for (noun, actor) in RoundTrip.nouns {
      let text = try run(["export", noun], on: old)
      before[noun] = text
      guard text.split(separator: "\n").count > 1 else { continue }
      let path = "\(scratch)/\(noun).csv"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      // Contracts without a vendor are imported, and that is said.
      let strict = noun == "contract" ? [] : ["--strict"]
      _ = try run(["import", noun, path, "--rejects", "\(scratch)/rejects.csv", "--actor", actor] + strict, on: new)
    }
    for (noun, actor) in RoundTrip.nouns {
      let text = try run(["export", noun], on: new)
      #expect(text == before[noun], "\(noun)")
      guard text == before[noun], text.split(separator: "\n").count > 1 else { continue }
      let again = try run(
        [
          "import", noun, "\(scratch)/\(noun).csv", "--rejects", "\(scratch)/rejects.csv", "--actor", actor, "--format",
          "csv",
        ], on: new)
      let counts = again.split(separator: "\n")[1].split(separator: ",").compactMap { Int($0) }
      #expect(counts[0] > 0 && counts[3] == counts[0], "the second import of \(noun) changes something: \(counts)")
    }
  }

  /// Questionnaires have commands of their own.
  private func carryQuestionnaires(to new: ConnectionInfo) throws {
    let known = try Connection(new).questionnaires()
    for name in try Connection(old).questionnaires() where !known.contains(name) {
      let path = "\(scratch)/questionnaire.json"
      try run(["questionnaire", "export", name], on: old).write(toFile: path, atomically: true, encoding: .utf8)
      _ = try run(["questionnaire", "import", path, "--as", name], on: new)
    }
  }

  /// Calendars, too, and which of them is the organisation's.
  private func carryCalendars(to new: ConnectionInfo) throws {
    for name in try Connection(old).calendars() {
      let text = try run(["calendar", "show", name, "--yaml"], on: old)
      let path = "\(scratch)/calendar.yaml"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let load = ["calendar", "load", path, "--replace", "--reason", "moved"]
      _ = try run(load, on: new)
      #expect(try run(["calendar", "show", name, "--yaml"], on: new) == text, "\(name)")
      let changes = try Connection(new).changes()
      _ = try run(load, on: new)
      #expect(try Connection(new).changes() == changes, "the second load of \(name) changes something")
    }
    let name = try Connection(old).value("SELECT facts.default_calendar()", as: String.self) ?? ""
    _ = try run(["calendar", "use", name, "--reason", "moved"], on: new)
  }

  private func run(_ arguments: [String], on database: ConnectionInfo) throws -> String {
    let environment = ["CLAUSE6_DATABASE": database.text, "CLAUSE6_ACTOR": "clerk", "CLAUSE6_ZONE": "Asia/Tokyo"]
    let terminal = Terminal.inMemory()
    let code = Terminal.$current.withValue(terminal) {
      Clause6Command.run(arguments: arguments, invocation: Invocation(environment: environment, ownsProcess: false))
    }
    #expect(code == 0, "\(arguments.joined(separator: " ")): \(terminal.err.takeText())")
    return terminal.out.takeText()
  }
}

extension Connection {
  fileprivate func calendars() throws -> [String] {
    try table("SELECT name FROM register.calendar ORDER BY id").rows.compactMap { $0[0] }
  }

  fileprivate func changes() throws -> Int { try value("SELECT count(*) FROM audit.entry") ?? 0 }

  fileprivate func questionnaires() throws -> [String] {
    try table("SELECT key || '@' || version FROM register.questionnaire").rows.compactMap { $0[0] }
  }
}
