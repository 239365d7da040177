public import Postgres

extension Connection {
  /// Rules with what the organisation has set for them.
  public func configured(_ rules: [Rule]) throws -> [Rule] {
    struct Row: Decodable {
      let rule: String
      let tier: String?
      let name: String
      let value: String
    }
    let rows = try rows(
      "SELECT rule, tier, name, value FROM register.rule_setting WHERE rule IS NOT NULL ORDER BY id", as: Row.self)
    let settings = Dictionary(grouping: rows, by: \.rule)
    return rules.map { rule in
      var rule = rule
      rule.settings = (settings[rule.name] ?? []).map {
        RuleSetting(name: $0.name, tier: $0.tier, value: $0.value)
      }
      return rule
    }
  }

  /// Sets a value of a rule, or of all rules, from the next check on.
  /// - Parameters:
  ///   - name: a parameter of the rule, `severity`, `status` or `waiver_days`.
  ///   - value: as the rule's file would write it; `nil` goes back to what the file says.
  ///   - rule: the rule; `nil` for all, which only `waiver_days` can be set for.
  ///   - tier: the tier it is set for; `nil` for all.
  /// - Throws: ``Clause6Error`` for a name that the rule does not have, and a value that is not of its type.
  public func set(_ name: String, to value: String?, of rule: Rule?, tier: String?) throws {
    if let rule { try refuseUnknownSetting(name, value, of: rule) }
    let changed =
      if let value {
        try execute(
          """
          INSERT INTO register.rule_setting (rule, tier, name, value) VALUES (\(rule?.name), \(tier), \(name), \(value))
          ON CONFLICT (coalesce(rule, ''), name, coalesce(tier, '')) DO UPDATE SET value = excluded.value
          """)
      } else {
        try execute(
          """
          DELETE FROM register.rule_setting
          WHERE rule IS NOT DISTINCT FROM \(rule?.name) AND tier IS NOT DISTINCT FROM \(tier) AND name = \(name)
          """)
      }
    guard changed > 0 else {
      throw Clause6Error(
        "\(name) is not set\(tier.map { " for the tier \($0)" } ?? ""), so there is nothing to take away.")
    }
  }

  private func refuseUnknownSetting(_ name: String, _ value: String?, of rule: Rule) throws {
    let known = rule.valueNames + [RuleSetting.status, RuleSetting.waiverDays]
    guard known.contains(name) else {
      throw Clause6Error(
        "\(rule.name) has no \"\(name)\"\(suggestion(name, known)); these can be set: \(known.joined(separator: ", "))."
      )
    }
    guard let value, let parameter = rule.parameters.first(where: { $0.name == name }) else { return }
    guard try isReadable(value, as: parameter.type) else {
      throw Clause6Error("\(name) is of type \(parameter.type), and \"\(value)\" is not.")
    }
  }

  /// Whether a text is a value of one of ``Rule/parameterTypes``.
  func isReadable(_ value: String, as type: String) throws -> Bool {
    do {
      _ = try savepointIfNeeded {
        try self.value(SQL(verbatim: "SELECT ($1::text::\(type)) IS NULL", [value]), as: Bool.self)
      }
      return true
    } catch let error as PostgresError where error.sqlState?.hasPrefix("22") == true {
      return false
    }
  }

  private func savepointIfNeeded<T>(_ body: () throws -> T) throws -> T {
    isInTransaction ? try savepoint(body) : try body()
  }
}
