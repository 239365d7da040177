public import Postgres
import Schema

/// What the register knows of findings beside a check's plan: since when, and why they are borne.
public struct KeptFindings: Sendable {
  /// A finding as it was kept last.
  public struct Finding: Sendable, Decodable {
    public let id: Int
    /// What its subject is: contract, vendor …
    public let subject: String
    /// The day as of which it was found first.
    public let foundOn: CalendarDate
    public let since: CalendarDate?
    public let dueOn: CalendarDate?
    /// How often it came back.
    public let reopened: Int
  }

  /// A waiver in force, of one finding or of all that a rule finds of a vendor.
  public struct Waiver: Sendable, Decodable {
    public let rule: String
    public let vendorId: Int?
    public let findingId: Int?
    public let waiverId: Int
    public let reason: String
    public let approvedBy: String?
    public let approvedOn: CalendarDate?
    public let startsOn: CalendarDate
    public let endsOn: CalendarDate
  }

  private let findings: [Int: Finding]
  private let waivers: [String: [Waiver]]

  fileprivate init(_ findings: [Finding], _ waivers: [Waiver]) {
    self.findings = Dictionary(uniqueKeysWithValues: findings.map { ($0.id, $0) })
    self.waivers = Dictionary(grouping: waivers, by: \.rule)
  }

  public func finding(_ id: Int) -> Finding? { findings[id] }

  /// The waiver of a finding: its own before that of all that the rule finds of the vendor.
  public func waiver(rule: String, finding: Int?, vendor: Int?) -> Waiver? {
    let ofRule = waivers[rule, default: []]
    return finding.flatMap { id in ofRule.first { $0.findingId == id } }
      ?? vendor.flatMap { id in ofRule.first { $0.findingId == nil && $0.vendorId == id } }
  }
}

extension Connection {
  /// What the register has kept of findings, and the waivers in force on a day.
  public func keptFindings(_ ids: [Int], on day: CalendarDate) throws -> KeptFindings {
    KeptFindings(
      try rows(SQL(verbatim: SQLFile.at("acts/check_kept.sql").text, [ids])),
      try rows(SQL(verbatim: SQLFile.at("acts/check_waivers.sql").text, [day])))
  }
}
