/// The files of a new rule: they run as they are, and are to be changed.
public struct RuleDraft: Sendable {
  private let name: String

  /// - Parameter name: small letters, digits, `.` and `-`.
  /// - Throws: ``Clause6Error`` for another name.
  public init(name: String) throws(Clause6Error) {
    self.name = name
    // The rule that it writes is read, so that what is wrong with the name is said as it is of any rule.
    _ = try Rule(source: rule, path: "the new rule")
  }

  /// Writes the two files.
  /// - Parameter folder: must be there.
  /// - Returns: their paths.
  /// - Throws: ``Clause6Error`` when a file is there already, or cannot be written.
  public func write(to folder: String) throws(Clause6Error) -> [String] {
    let stem = (folder.hasSuffix("/") ? folder : folder + "/") + name.replacing(/[.-]/, with: "_")
    let files = [(stem + ".sql", rule), (stem + RuleSet.testEnding, cases)]
    for (path, _) in files where SQLFolder.exists(path) {
      throw Clause6Error("\(path) is there already: choose another name, or change that rule.")
    }
    for (path, text) in files { try SQLFolder.write(text, to: path) }
    return files.map(\.0)
  }

  private var rule: String {
    """
    -- rule:       \(name)
    -- version:    1
    -- title:      Contract in force without an owner
    -- title-ja:   有効な契約に担当者がいない
    -- severity:   medium
    -- status:     draft
    -- subject:    contract
    -- param:      least int = 0 | value of the contract from which on it counts
    -- tier:       critical severity=high
    -- why:        What nobody answers for, nobody renews.
    -- why-ja:     担当者のいない契約は、誰も更新しない。
    -- fix:        Name the owner: clause6 contract edit REFERENCE --owner PERSON
    -- fix-ja:     担当者を登録する: clause6 contract edit REFERENCE --owner PERSON

    -- A row is a breach. Read facts, ask about :as_of, and take thresholds from params.
    SELECT c.vendor_id,
      c.contract_id AS subject_id,
      c.starts_on AS since,
      format('Contract %s is in force and has no owner', c.reference) AS reason,
      format('契約 %s は有効だが担当者がいない', c.reference) AS reason_ja,
      jsonb_build_object('value', c.value_amount) AS evidence,
      p.severity
    FROM facts.contract(:as_of) c
    JOIN params p ON p.tier = c.tier
    WHERE facts.binds(c.state)
      AND c.owner IS NULL
      AND coalesce(c.value_amount, 0) >= p.least

    """
  }

  private var cases: String {
    """
    -- given:
    INSERT INTO person (id, name) VALUES (1, 'Sato');
    INSERT INTO contract (id, reference, starts_on, ends_on) VALUES (10, 'C-10', '2026-04-01', '2027-03-31');

    -- test:   in force, and nobody owns it
    -- as-of:  2026-04-01
    -- expect: subject_id, since, severity, reason
    VALUES (10, date '2026-04-01', 'medium', 'Contract C-10 is in force and has no owner');

    -- test:   the day before it starts
    -- as-of:  2026-03-31
    -- expect: none

    -- test:   somebody owns it
    -- as-of:  2026-04-01
    UPDATE contract SET owner_id = 1;
    -- expect: none

    """
  }
}
