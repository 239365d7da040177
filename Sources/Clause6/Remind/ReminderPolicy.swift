public import Postgres

/// How an organisation reminds, as its file says: what the file does not name stays as it is.
///
/// ```yaml
/// clause6: reminders/1
/// send: {from: "09:00", until: "20:00"}
/// language: ja
/// fallback: sato@tsubame.example
/// ladders:
/// - kind: notice
///   owner: [-60, -30, -14, -7, -2b, +1b]
///   manager: [-7]
/// ```
public struct ReminderPolicy: Sendable {
  /// So many days, or business days, before (negative) or after a deadline somebody is reminded.
  public struct Step: Sendable, Hashable {
    public var kind: String?
    public var tier: String?
    public var audience: Digest.Item.Audience
    public var days: Int
    public var isBusiness: Bool
  }

  var settings: [Assignment] = []
  /// Every ladder; `nil` when the file has none.
  public var steps: [Step]?

  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - path: the file's name, for messages.
  ///   - person: the number of the person with this mail address, login or name.
  /// - Throws: ``Clause6Error`` that names file, line and word.
  public init(yaml: String, path: String, person: (String) throws -> Int) throws {
    let document = try YAMLNode.document(yaml, at: path)
    let words = MappingWords(path: path)
    guard let document else { throw Clause6Error("\(path) is empty: \"clause6 remind policy show\" prints one.") }
    let keys = try words.mapping(
      document, "the policy",
      allowed: ["clause6", "send", "language", "fallback", "risk-lead", "silent-hours", "uncertain", "ladders"])
    guard keys["clause6"]?.text == "reminders/1" else {
      throw Clause6Error("\(path) does not begin with \"clause6: reminders/1\": it is no policy this program knows.")
    }
    if let node = keys["send"] {
      let hours = try words.mapping(node, "send", allowed: ["from", "until"])
      for (key, node) in hours { settings.append(Assignment("send_\(key)", try words.time(node, key))) }
    }
    for (key, column) in [("language", "language"), ("uncertain", "on_uncertain")] {
      if let node = keys[key] { settings.append(Assignment(column, try words.string(node, key))) }
    }
    for (key, column) in [("fallback", "fallback_id"), ("risk-lead", "risk_lead_id")] {
      guard let node = keys[key] else { continue }
      let called = try words.string(node, key)
      settings.append(Assignment(column, called.isEmpty || called == "none" ? nil : try person(called)))
    }
    if let node = keys["silent-hours"] {
      guard let hours = node.text.flatMap({ Int($0) }) else { throw words.refusal(node, "silent-hours is a number") }
      settings.append(Assignment("silent_hours", hours))
    }
    steps = try keys["ladders"].map { try words.ladders($0) }
  }
}

extension MappingWords {
  fileprivate func time(_ node: YAMLNode, _ key: String) throws -> String {
    guard let text = node.text, text.wholeMatch(of: /([01]\d|2[0-3]):[0-5]\d/) != nil else {
      throw refusal(node, "\(key) is a time of day, such as \"09:00\"")
    }
    return text
  }

  fileprivate func ladders(_ node: YAMLNode) throws -> [ReminderPolicy.Step] {
    guard let list = node.list, !list.isEmpty else {
      throw refusal(node, "ladders is a list, each with owner, manager or risk-lead")
    }
    var steps: Set<ReminderPolicy.Step> = []
    var ladders: Set<[String?]> = []
    for ladder in list {
      let keys = try mapping(ladder, "a ladder", allowed: ["kind", "tier", "owner", "manager", "risk-lead"])
      let place = [keys["kind"]?.text, keys["tier"]?.text]
      guard ladders.insert(place).inserted else {
        throw refusal(ladder, "this kind and tier have a ladder already")
      }
      for audience in Digest.Item.Audience.allCases {
        guard let days = keys[audience == .riskLead ? "risk-lead" : audience.rawValue] else { continue }
        for day in days.list ?? [days] {
          steps.insert(try step(day, kind: place[0], tier: place[1], audience))
        }
      }
    }
    return Array(steps)
  }

  private func step(
    _ node: YAMLNode, kind: String?, tier: String?, _ audience: Digest.Item.Audience
  ) throws -> ReminderPolicy.Step {
    guard let text = node.text, let match = text.wholeMatch(of: /([+-]?\d{1,3})(b?)/), let days = Int(match.1) else {
      throw refusal(node, "a step is a number of days before (-30) or after (+7), with b for business days (-2b)")
    }
    return ReminderPolicy.Step(kind: kind, tier: tier, audience: audience, days: days, isBusiness: match.2 == "b")
  }
}

extension Connection {
  /// Makes a policy the organisation's. One that is so already changes nothing.
  /// - Returns: whether anything changed.
  public func setReminderPolicy(_ policy: ReminderPolicy) throws -> Bool {
    var changed = 0
    if !policy.settings.isEmpty {
      changed += try execute(
        """
        UPDATE register.reminder_policy SET \(policy.settings.setClause) WHERE id = 1 AND (\(policy.settings.anyDiffers))
        """)
    }
    guard let steps = policy.steps else { return changed > 0 }
    let lines = steps.map { step in
      [step.kind ?? "", step.tier ?? "", step.audience.rawValue, "\(step.days)", "\(step.isBusiness)"].joined(
        separator: "|")
    }
    changed += try execute(
      """
      DELETE FROM register.reminder_step s
      WHERE concat_ws('|', coalesce(kind, ''), coalesce(tier, ''), audience, days, business::text) <> ALL (\(lines)::text[])
      """)
    changed += try execute(
      """
      INSERT INTO register.reminder_step (kind, tier, audience, days, business)
      SELECT nullif(p[1], ''), nullif(p[2], ''), p[3], p[4]::integer, p[5]::boolean
      FROM (SELECT string_to_array(line, '|') AS p FROM unnest(\(lines)::text[]) AS line) l
      ON CONFLICT DO NOTHING
      """)
    return changed > 0
  }

  /// The policy in force as a file that ``ReminderPolicy`` reads.
  public func reminderPolicyFile() throws -> String {
    try value("SELECT facts.reminder_policy_file()", as: String.self) ?? ""
  }
}
