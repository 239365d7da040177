import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Audit packs: the same question gives the same bytes, and what somebody did to one is found without the register.
struct PackTests {
  /// A register with a key, and a folder for what is made.
  private final class Desk {
    let folder = NSTemporaryDirectory() + "clause6-\(UUID().uuidString)"
    private let database: String

    init() throws {
      database = TestDatabase.current.text
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func run(_ words: String..., code: Int32 = 0) throws -> Program.Outcome {
      let outcome = try Program.run(
        words,
        [
          "CLAUSE6_DATABASE": database, "CLAUSE6_ACTOR": "tanaka", "CLAUSE6_KEYS": folder + "/keys",
          "CLAUSE6_EVIDENCE": folder + "/evidence", "CLAUSE6_ZONE": "Asia/Tokyo",
        ])
      #expect(outcome.code == code, "\(words): \(outcome.out) \(outcome.err)")
      return outcome
    }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }
    func path(_ name: String) -> String { folder + "/" + name }

    /// Without a register, as on an auditor's machine.
    func verify(_ name: String, key: String? = nil) throws -> Program.Outcome {
      let words = ["audit", "pack", "verify", path(name), "--format", "csv"] + (key.map { ["--key", path($0)] } ?? [])
      return try Program.run(words, ["CLAUSE6_DATABASE": "host=/nonexistent"])
    }

    func fill() throws {
      let reason = ["--reason", "x"]
      try write("certificate", to: "証明書 =1+1<script>.pdf")
      for (code, name) in [("T1", "Acme KK"), ("=T2/../x", "<b>Bolt</b> & Co")] {
        try run("vendor", "add", name, "--code", code, reason[0], reason[1])
        try run("engagement", "add", code, "payroll", "--starts", "2026-05-01", reason[0], reason[1])
        try run(
          "evidence", "add", code, "--kind", "iso27001", "--valid-until", "2028-03-31", "--file",
          path("証明書 =1+1<script>.pdf"), "--in", "folder", reason[0], reason[1])
      }
      try run(
        "contract", "add", "C-1", "--vendor", "T1", "--starts", "2025-05-01", "--ends", "2026-04-30", reason[0],
        reason[1])
      try run("vendor", "add", "Left in 2020", "--code", "T3", reason[0], reason[1])
      try run("history", "seal")
      try run("history", "key").out.write(toFile: path("log.keys"), atomically: true, encoding: .utf8)
    }

    func pack(_ out: String, _ more: String..., code: Int32 = 0) throws {
      let words = ["audit", "pack", "--from", "2026-04-01", "--to", "2026-11-22", "--out", path(out)] + more
      let outcome = try Program.run(
        words,
        [
          "CLAUSE6_DATABASE": database, "CLAUSE6_KEYS": folder + "/keys", "CLAUSE6_EVIDENCE": folder + "/evidence",
          "CLAUSE6_ZONE": "Asia/Tokyo", "TZ": more.isEmpty ? "UTC" : "Asia/Tokyo",
        ])
      #expect(outcome.code == code, "\(words): \(outcome.out) \(outcome.err)")
    }
  }

  @Test(.register) func theSameQuestionGivesTheSameBytes() throws {
    let desk = try Desk()
    try desk.fill()
    let leaves = try TestDatabase.connect().leafCount()
    try desk.pack("one.zip")
    try desk.run("vendor", "edit", "T1", "--name", "Renamed KK", "--reason", "x")
    try desk.run("history", "seal")
    try desk.pack("two.zip", "--known-at", "@\(leaves)", "--seed", try seed(in: desk, "one.zip"))
    #expect(try desk.bytes("one.zip") == desk.bytes("two.zip"))
    try desk.pack("three.zip")
    #expect(try desk.bytes("one.zip") != desk.bytes("three.zip"))
    // As a folder, it has the same files; other tools find them intact.
    try desk.pack("folder", "--known-at", "@\(leaves)", "--seed", try seed(in: desk, "one.zip"))
    let unzipped = try Program.run(
      [
        "-c", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", desk.path("one.zip"),
        desk.path("out"),
      ],
      binary: "/usr/bin/python3")
    try #require(unzipped.code == 0, "\(unzipped.err)")
    let compared = try Program.run(
      ["-r", desk.path("folder"), desk.path("out/audit-pack-2026-04-01-2026-11-22")], binary: "/usr/bin/diff")
    #expect(compared.code == 0, "\(compared.out)")
    let sums = try Program.run(
      ["-c", "cd \"$1\" && sha256sum --quiet --strict -c SHA256SUMS", "sh", desk.path("folder")], binary: "/bin/sh")
    #expect(sums.code == 0, "\(sums.out) \(sums.err)")
    for name in ["one.zip", "folder"] {
      let verified = try desk.verify(name, key: "log.keys")
      #expect(verified.code == 0 && verified.out.contains("evidence,2,hold"), "\(verified.out) \(verified.err)")
    }
  }

  private func seed(in desk: Desk, _ name: String) throws -> String {
    let listed = try Program.run(
      [
        "-c",
        "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.read([n for n in z.namelist() if n.endswith('manifest.csv')][0]).decode())",
        desk.path(name),
      ], binary: "/usr/bin/python3")
    return String(try #require(listed.out.firstMatch(of: /--seed ([0-9a-f]+)/)).1)
  }

  /// What somebody may do to a pack, and what is said then.
  private static let attacks: [(what: String, said: String)] = [
    ("printf x >> reports/register.csv", "reports/register.csv is not what it was"),
    ("rm reports/lapsed.csv", "reports/lapsed.csv is missing"),
    ("touch reports/more.csv", "reports/more.csv was added"),
    ("ln -s register.csv reports/link.csv", "reports/link.csv was added"),
    (
      "sed -i 's/Acme KK/Evil KK/' reports/register.csv; fix reports/register.csv",
      "SHA256SUMS.signed is of another pack"
    ),
    ("sed -i '$d' reports/register.csv; fix reports/register.csv", "rows, not "),
    ("sed -i 's/,days [0-9]*,/,days 7,/' manifest.csv; relist", "have other sums than the manifest says"),
    ("for f in sample/*/evidence/*; do printf x >> $f; fix $f; done", "no proven entry has the hash of sample/"),
    (
      "f=$(ls sample/*/proofs/* | head -1); sed -i 's/^index .*/index 0/' $f; fix $f",
      "the entry is not in the tree of the checkpoint"
    ),
    ("sed -i '3s/^..../AAAA/' checkpoint.txt; fix checkpoint.txt", "is under another checkpoint"),
    ("sed -i '3s/^..../AAAA/' checkpoint.txt; fix checkpoint.txt", "the checkpoint has a signature of"),
    ("sed -i '$d' SHA256SUMS", "has no hash"),
    ("sed -i '$p' SHA256SUMS", "a line of SHA256SUMS is none"),
    ("mkfifo reports/pipe.csv", "reports/pipe.csv was added"),
    ("echo \"$(printf x | sha256sum | cut -c1-64)  ../../../../../dev/zero\" >> SHA256SUMS", "../dev/zero is missing"),
    ("rm checkpoint.txt", "checkpoint.txt is missing, or is none"),
    ("printf '\\377' >> SHA256SUMS.signed", "SHA256SUMS.signed is no signed note"),
  ]

  @Test(.register) func whatIsDoneToAPackIsFound() throws {
    let desk = try Desk()
    try desk.fill()
    try desk.pack("pack", "--sign")
    let verified = try desk.verify("pack", key: "log.keys")
    #expect(verified.code == 0 && verified.out.contains("pack,1,signed"), "\(verified.out) \(verified.err)")
    // Whoever alters a file makes all hashes of it fit again, where they can.
    let fix = """
      fix() { old=$(grep "  $1\\$" SHA256SUMS | cut -c1-64); new=$(sha256sum "$1" | cut -c1-64); size=$(wc -c < "$1")
        sed -i "s/$old/$new/g" SHA256SUMS manifest.csv; sed -i "s|^\\($1,.*\\),[0-9]*,$new|\\1,$size,$new|" manifest.csv
        relist; }
      relist() { m=$(sha256sum manifest.csv | cut -c1-64); sed -i "s/^.*  manifest.csv\\$/$m  manifest.csv/" SHA256SUMS; }
      """
    for (what, said) in PackTests.attacks {
      let attacked = try Program.run(
        [
          "-c", "rm -rf \"$2\" && cp -r \"$1\" \"$2\" && cd \"$2\" || exit 9\n\(fix)\n\(what)", "sh", desk.path("pack"),
          desk.path("bad"),
        ],
        binary: "/bin/bash")
      try #require(attacked.code == 0, "\(what): \(attacked.err)")
      let found = try desk.verify("bad", key: "log.keys")
      #expect(found.code == 2 && found.err.contains(said), "\(what): \(found.out) \(found.err)")
    }
    // Another's keys signed nothing of it.
    try desk.write("other.example/x+4a4dc5de+AWt1cMTsYuBPtPvAEfLr7kdXcZgS1jzBL0rgk7gYeWBZ\n", to: "others")
    let others = try desk.verify("pack", key: "others")
    #expect(others.code != 0, "\(others.out)")
  }

  @Test(.register) func whatIsNoPackIsRefused() throws {
    let desk = try Desk()
    try desk.run("vendor", "add", "Acme KK", "--code", "T1", "--reason", "x")
    try desk.pack("early.zip", code: 1)
    #expect(!FileManager.default.fileExists(atPath: desk.path("early.zip")))
    try desk.run("history", "seal")
    try desk.pack("there")
    try desk.pack("there", code: 1)
    try desk.pack("nowhere/there", code: 1)
    try desk.write("no archive", to: "text.zip")
    for (script, said) in [
      ("z.writestr('a/SHA256SUMS', ''); z.writestr('b/x', '')", "its files are not in one folder"),
      ("z.writestr('a/x', ''); z.writestr('a/x', '')", "has two files called a/x"),
      ("z.writestr('a/x', '')", "is no audit pack"),
      ("z.writestr('a/SHA256SUMS', ''); z.writestr('a/manifest.csv', 'x')", "manifest.csv is not what a pack has"),
    ] {
      let made = try Program.run(
        [
          "-W", "ignore", "-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w'); \(script)",
          desk.path("odd.zip"),
        ],
        binary: "/usr/bin/python3")
      try #require(made.code == 0, "\(made.err)")
      let found = try desk.verify("odd.zip")
      #expect(found.code == 1 && found.err.contains(said), "\(script): \(found.err)")
    }
    for name in ["text.zip", "missing.zip", "keys"] { #expect(try desk.verify(name).code == 1) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).allSatisfy { !$0.contains(".partial-") })
  }

  /// A pack says what it lacks, and ends with 2, so that nobody hands it over unseen.
  @Test(.register) func evidenceThatIsGoneIsSaid() throws {
    let desk = try Desk()
    try desk.fill()
    try FileManager.default.removeItem(atPath: desk.path("evidence"))
    try desk.pack("pack", code: 2)
    #expect(try desk.read("pack/index.html").contains("is missing"))
    #expect(try desk.verify("pack").code == 0)
  }

  /// It takes the auditor's rights, and for files of evidence those of who reads the register.
  @Test(.register) func anAuditorMakesOne() throws {
    let desk = try Desk()
    try desk.fill()
    let owner = try TestDatabase.connect()
    try owner.createRoles()
    for (roles, code, name) in [
      (["clause6_auditor"], 2, "auditor"), (["clause6_auditor", "clause6_reviewer"], 0, "both"),
    ] {
      try owner.asMember(of: roles, units: []) { login in
        let made = try Program.run(
          [
            "audit", "pack", "--from", "2026-04-01", "--to", "2026-11-22", "--out", desk.path(name), "--seed", "x",
          ],
          [
            "CLAUSE6_DATABASE": login.info.text, "CLAUSE6_EVIDENCE": desk.path("evidence"),
            "CLAUSE6_ZONE": "Asia/Tokyo",
          ])
        #expect(made.code == code, "\(roles): \(made.err)")
        #expect(made.err.contains("may not read") == (code == 2), "\(made.err)")
      }
      let verified = try desk.verify(name, key: "log.keys")
      #expect(
        verified.code == 0 && verified.out.contains("evidence,\(code == 2 ? 0 : 2),hold"),
        "\(verified.out) \(verified.err)")
    }
    let lines = try desk.read("auditor/reports/population.csv").split(separator: "\n")
    #expect(lines.count == 3 && lines[0] == "vendor_code,vendor", "\(lines)")
  }

  /// Names that people typed are text in pages, and no paths.
  @Test(.register) func hostileNamesStayText() throws {
    let desk = try Desk()
    try desk.fill()
    try desk.pack("pack")
    let files = try #require(FileManager.default.enumerator(atPath: desk.path("pack"))?.allObjects as? [String])
    #expect(files.contains { $0.hasSuffix("-証明書__1_1_script_.pdf") }, "\(files)")
    for file in files where file.hasSuffix(".html") {
      let page = try desk.read("pack/" + file)
      #expect(!page.contains("<b>Bolt") && !page.contains("<script"), "\(file)")
      for link in page.matches(of: /href="([^"#]+)"/) {
        let target = (file as NSString).deletingLastPathComponent + "/" + (String(link.1).removingPercentEncoding ?? "")
        #expect(FileManager.default.fileExists(atPath: desk.path("pack/" + target)), "\(file): \(link.1)")
      }
    }
  }
}
