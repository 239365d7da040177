import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Imports of lists in the form that the program itself writes.
struct SheetImportTests {
  /// In a register with people, a vendor that the clerk registered, and work for it.
  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    let connection = try TestDatabase.connect()
    try connection.execute("SET clause6.as_of = '2026-11-22'")
    try connection.change(as: try Authorship(actor: "clerk", reason: "a test")) {
      try $0.execute(
        script: """
          INSERT INTO register.person (name, email, left_on) VALUES ('clerk', NULL, NULL), ('Sato', 'sato@x.example', NULL),
            ('Mori', 'mori@x.example', NULL), ('Ito', 'ito@x.example', NULL), ('Old', 'old@x.example', '2024-03-31');
          INSERT INTO register.vendor (code, name, owner_id) VALUES ('V1', 'Acme', (SELECT id FROM register.person WHERE name = 'Sato'));
          INSERT INTO register.contract (reference) VALUES ('C-1');
          INSERT INTO register.engagement (vendor_id, title) VALUES (1, 'payroll')
          """)
    }
    return try body(connection)
  }

  @discardableResult private func take(
    _ noun: String, _ lines: [String], _ connection: Connection, as actor: String = "auditor"
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(lines.joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try ListImport(file: path, mapping: try Mapping.ownForm(of: noun, file: path))
      .run(on: connection, as: try Authorship(actor: actor, reason: "a test"))
  }

  @Test(.register) func peopleCanStandInForEachOther() throws {
    try inOffice { connection in
      let result = try take(
        "person",
        [
          "name,email,manager,backup", "Abe,abe@x.example,boss@x.example,cho@x.example",
          "Cho,cho@x.example,,abe@x.example",
        ],
        connection)
      #expect(result.counts.added == 2 && result.rejects.isEmpty, "\(result.rejects)")
      let rows = try connection.table(
        "SELECT name, email, manager, backup FROM facts.sheet_person WHERE email ~ '^(abe|cho|boss)' ORDER BY email"
      ).rows
      #expect(
        rows == [
          ["Abe", "abe@x.example", "boss@x.example", "cho@x.example"], ["boss", "boss@x.example", nil, nil],
          ["Cho", "cho@x.example", nil, "abe@x.example"],
        ])
    }
  }

  @Test(.register) func ofAPersonOnlyTheBackupThatCannotBeIsLeftOut() throws {
    try inOffice { connection in
      let result = try take(
        "person", ["name,email,backup,zone", "Sato,sato@x.example,sato@x.example,Asia/Tokyo"], connection)
      #expect(result.rejects.map(\.column) == ["backup"])
      #expect(result.rejects.map(\.reason) == ["A person cannot be their own backup."])
      #expect(result.counts.changed == 1)
      #expect(
        try connection.value("SELECT zone FROM register.person WHERE name = 'Sato'", as: String.self) == "Asia/Tokyo")
    }
  }

  @Test(.register) func aNameWithAnotherAddressIsAnotherPerson() throws {
    try inOffice { connection in
      let result = try take("person", ["name,email", "Sato,sato@y.example", "Clerk,clerk@x.example"], connection)
      #expect(result.counts.added == 1 && result.counts.changed == 1, "\(result.counts)")
    }
  }

  @Test(.register) func eachRowIsJudgedByItself() throws {
    try inOffice { connection in
      let result = try take(
        "engagement",
        [
          "vendor,title,starts_on,ends_on,data,processing,contracts", "V1,payroll,2026-04-01,2026-03-31,,,",
          "V1,mailing,2026-04-01,,\"personal\ncard\",\"JP: Chiba\nAU\",C-1 2026-04-01/2027-03-31", "V9,other,,,,,",
          "V1,more,,,,,C-9", "V1,mailing,,,,,",
        ], connection)
      #expect(
        result.rejects.map(\.reason) == [
          "An engagement cannot end before it starts.", "no vendor V9 is registered: import or add it first",
          "no contract C-9 is registered: import or add it first", "line 3 is about the same",
        ], "\(result.rejects.map(\.reason))")
      #expect(result.counts.added == 1)
      let row = try #require(
        try connection.table("SELECT data, processing, contracts FROM facts.sheet_engagement WHERE title = 'mailing'")
          .rows.first)
      #expect(row == ["card\npersonal", "AU\nJP: Chiba", "C-1 2026-04-01/2027-03-31"])
    }
  }

  @Test(.register) func placesAreThoseOfTheRowAndContractsStay() throws {
    try inOffice { connection in
      let header = "vendor,title,data,storage,contracts,conditions"
      try take(
        "engagement", [header, "V1,payroll,\"card\npersonal\",\"AU\nJP\",C-1,cloud_service 2026-01-01/.."], connection)
      let result = try take("engagement", [header, "V1,payroll,personal,JP: Osaka,,"], connection)
      #expect(
        result.differences.map { [$0.field, $0.old, $0.new] } == [
          ["data", "card\npersonal", "personal"], ["storage", "AU\nJP", "JP: Osaka"],
        ], "\(result.rejects)")
    }
  }

  @Test(.register) func whatIsBelowAnotherMayStandBeforeIt() throws {
    try inOffice { connection in
      let header = "vendor,engagement,under,name,from_on,consent_given_on,consent_by"
      let result = try take(
        "subcontractor",
        [
          header, "V1,payroll,\"Alpha\nBeta\",Gamma,,,", "V1,payroll,Alpha,Beta,,,",
          "V1,payroll,,Alpha,2025-04-01,2025-03-01,ito@x.example", "V1,payroll,Nobody,Delta,,,",
        ], connection)
      #expect(result.counts.added == 3)
      #expect(result.rejects.map(\.line) == [6])
      let rows = try connection.table("SELECT name, under, consent_by FROM facts.sheet_subcontractor ORDER BY place")
        .rows
      #expect(rows == [["Alpha", nil, "ito@x.example"], ["Beta", "Alpha", nil], ["Gamma", "Alpha\nBeta", nil]])
    }
  }

  @Test(.register) func aRenewalMayStandBeforeWhatItReplaces() throws {
    try inOffice { connection in
      let result = try take(
        "evidence",
        [
          "vendor,kind,issuer,number,valid_from_on,valid_until_on,replaces,engagements",
          "V1,iso27001,BSI,IS 1,2026-04-01,2029-03-31,iso27001 / BSI / IS 1 / 2023-04-01,payroll",
          "V1,iso27001,BSI,IS 1,2023-04-01,2026-03-31,,", "V1,iso27001,BSI,IS 2,2023-04-01,2022-03-31,,", "V1,,,,,,,",
        ], connection)
      #expect(result.counts.added == 2)
      #expect(
        result.rejects.map(\.reason) == ["Evidence cannot end before it starts.", "has no kind"],
        "\(result.rejects.map(\.reason))")
    }
  }

  @Test(.register) func whoReviewedIsWhomTheFileNames() throws {
    try inOffice { connection in
      let header = "vendor,cause,due_on,started_on,completed_on,reviewer,outcome,note"
      let row = "V1,request,2025-06-30,2025-06-01,2025-06-20,ito@x.example,continue,"
      let result = try take(
        "review",
        [
          header, row, "V1,request,2025-06-30,2025-07-01,2025-07-20,old@x.example,continue,",
          "V1,request,2025-06-30,2025-08-01,2025-08-20,,continue_with_actions,",
        ], connection)
      #expect(result.counts.added == 1)
      #expect(
        result.rejects.map(\.reason) == [
          "Old left on 2024-03-31, and cannot answer for what is done on 2025-07-20",
          "auditor is nobody that the register knows, and this act needs a person who answers for it",
        ], "\(result.rejects.map(\.reason))")
      let again = try take("review", [header, row], connection)
      #expect(again.counts.identical == 1 && again.counts.added == 0)
      let changed = try take("review", [header, row.replacing("continue", with: "exit")], connection)
      #expect(changed.rejects.first?.reason.contains("stays as it is") == true, "\(changed.rejects)")
    }
  }

  @Test(.register) func anAmendmentStandsUnderWhatItAmends() throws {
    try inOffice { connection in
      let result = try take(
        "contract",
        [
          "reference,kind,parent,starts_on,ends_on,new_ends_on,our_party,governing_law",
          "M-1-A,amendment,M-1,2026-06-01,,2028-03-31,Tsubame Cargo,JP", "M-1,master,,2026-04-01,2027-03-31,,,",
          "M-2-A,amendment,M-2,2026-06-01,,2028-03-31,,", "M-1-B,amendment,M-1,2026-03-01,,2028-03-31,,",
          "M-3,master,,2026-04-01,2026-03-31,,,", "M-3-A,amendment,M-3,2026-04-01,,,,",
          "M-3-A-A,amendment,M-3-A,2026-04-01,,,,",
          "S-1,statement_of_work,M-9,2026-04-01,2027-03-31,,,", "S-2,statement_of_work,S-2,2026-04-01,2027-03-31,,,",
        ], connection)
      let reasons = result.rejects.filter(\.isRow).map { "\($0.line) \($0.reason)" }
      #expect(
        reasons == [
          "4 no contract M-2 is in the register or in this file",
          "4 Only an amendment or a memorandum under another contract moves that contract's end.",
          "5 would begin on 2026-03-01, before contract M-1 does, on 2026-04-01",
          "6 A contract cannot end before it starts.",
          "7 contract M-3, under which it stands, cannot be taken",
          "8 contract M-3-A, under which it stands, cannot be taken",
          "10 A contract cannot stand under itself.",
        ], "\(reasons)")
      #expect(result.rejects.filter { !$0.isRow }.map(\.line) == [9])
      let row = try connection.table(
        "SELECT parent, new_ends_on, our_party, governing_law FROM facts.sheet_contract WHERE reference = 'M-1-A'")
      #expect(row.rows == [["M-1", "2028-03-31", "Tsubame Cargo", "JP"]])
      let again = try take("contract", ["reference,parent", "M-1-A,M-1", "S-1,M-1"], connection)
      #expect(
        again.counts.identical == 1
          && again.differences.map { [$0.field, $0.old, $0.new] } == [["parent", nil, "M-1"]])
    }
  }

  @Test(.register) func anOwnerIsFoundByLogin() throws {
    try inOffice { connection in
      try take("person", ["name,login", "Kato Rin,kato", "kato,"], connection)
      let rows = ["reference,owner", "C-1,kato", "C-2,KATO"]
      let result = try take("contract", rows, connection)
      #expect(result.rejects.isEmpty && result.counts.added == 1 && result.counts.changed == 1)
      #expect(
        try connection.table(
          "SELECT DISTINCT p.name FROM register.contract c, register.person p WHERE p.id = c.owner_id"
        ).rows
          == [["Kato Rin"]])
      #expect(try take("contract", rows, connection).counts.identical == 2)
    }
  }

  /// Imports a text of contracts by a mapping of its own.
  private func takeContracts(
    _ text: String, ending: String = "csv", by words: String, _ connection: Connection
  ) throws -> (path: String, result: Result<ImportResult, any Error>) {
    let path = try temporaryFile(Array(text.utf8), ending: ending)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let yaml = "clause6: mapping/1\nnoun: contract\nsource: test\n\(words)"
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: ["confidentiality"])
    return (path, Result { try ListImport(file: path, mapping: mapping).run(on: connection, as: .test) })
  }

  @Test(.register) func whatIsRemovedIsNoPartOfATermsWord() throws {
    try inOffice { connection in
      let words = """
        fields:
          reference: No
          term.confidentiality: {column: NDA, remove: " \\\\(.*$", values: {yes: present}}
        """
      let result = try takeContracts("No,NDA\nC-1,yes (art. 4)", by: words, connection).result.get()
      #expect(result.rejects.isEmpty, "\(result.rejects)")
      #expect(try connection.value("SELECT status FROM register.term", as: String.self) == "present")
    }
  }

  @Test(.register) func anExpressionThatWouldNotEndRejectsItsCell() throws {
    try inOffice { connection in
      let words = """
        fields:
          reference: No
          title: {column: Title, remove: "(a+)+$"}
        """
      let text = "No,Title\nC-2,\(String(repeating: "a", count: 60))!\nC-3,aaa"
      let result = try takeContracts(text, by: words, connection).result.get()
      #expect(result.rejects.count == 1 && result.counts.added == 2, "\(result.rejects)")
      #expect(result.rejects.first?.reason.contains("\"remove\" too long") == true, "\(result.rejects)")
    }
  }

  @Test(.register) func linesOverWhichAnExpressionWouldNotEndStopTheImport() throws {
    try inOffice { connection in
      let words = """
        lines: "^(?<No>C-\\\\d+|(a+)+)( a)?$"
        fields:
          reference: No
        """
      let text = "C-2 a\n\(String(repeating: "a", count: 60))!"
      let (path, result) = try takeContracts(text, ending: "txt", by: words, connection)
      let error = try #require(throws: Clause6Error.self) { try result.get() }
      #expect(error.message.hasPrefix("\(path) line 2: the regular expression"), "\(error.message)")
      #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 1)
    }
  }
}
