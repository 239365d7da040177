public import Postgres

/// What rules found in the register as it was on a day, and what that changed, or would change, among the findings.
public struct CheckResult: Sendable {
  public let day: CalendarDate
  public let rules: [RuleOutcome]
  /// Findings that are open afterwards and not waived, by severity; those of drafts not counted.
  public let open: [String: Int]
  /// Findings that are open afterwards and waived.
  public let waived: Int
  /// Rules whose findings are open although no rule of that name is there, with how many.
  public let orphans: [String: Int]

  /// Whether some rule gave no answer, or one that was not believed.
  public var isIncomplete: Bool { rules.contains { $0.error != nil && $0.outcome != .draft } }

  /// Open findings, waived ones not counted, at a severity or worse.
  public func openCount(atLeast severity: String) -> Int { CheckResult.count(open, atLeast: severity) }

  /// Findings that are new or came back, waived ones not counted, at a severity or worse.
  public func newCount(atLeast severity: String) -> Int {
    rules.reduce(0) { $0 + ($1.outcome == .draft ? 0 : CheckResult.count($1.new, atLeast: severity)) }
  }

  private static func count(_ counts: [String: Int], atLeast severity: String) -> Int {
    let least = Rule.severities.firstIndex(of: severity) ?? 0
    return counts.reduce(0) { $0 + ((Rule.severities.firstIndex(of: $1.key) ?? 0) >= least ? $1.value : 0) }
  }
}

/// What one rule did.
public struct RuleOutcome: Sendable {
  /// The rule; `nil` where another has taken its place and only its findings are left.
  public let rule: Rule?
  public let name: String
  public internal(set) var outcome = Outcome.done
  public internal(set) var opened = 0
  /// Open findings that say something else now; those that grew worse are among them.
  public internal(set) var changed = 0
  public internal(set) var worsened = 0
  public internal(set) var reopened = 0
  public internal(set) var resolved = 0
  /// Findings of the rule that are open afterwards, waived ones too.
  public internal(set) var open = 0
  /// Those of them that are waived.
  public internal(set) var waived = 0
  /// Findings that are new or came back and are not waived, by severity.
  public internal(set) var new: [String: Int] = [:]
  /// Of how many subjects the breaches are some, where the rule says.
  public internal(set) var population: Int?
  /// Why the rule gave no answer; its findings were left as they were.
  public internal(set) var error: String?

  public enum Outcome: String, Sendable {
    /// What it found is kept, or would be.
    case done
    /// It gave no answer.
    case failed
    /// It would have resolved so much at once that nothing was done.
    case held
    /// It is only watched.
    case draft
    /// It does not run any more; all it had found is resolved.
    case retired
    /// It looks at all vendors together, and only some were asked about.
    case skipped
  }

  /// Counts what a plan does.
  mutating func count(_ tally: PlanTally) {
    for (kind, count) in tally.counts {
      switch kind.what {
      case "opened": opened += count
      case "worsened":
        changed += count
        worsened += count
      case "changed": changed += count
      case "reopened": reopened += count
      case "resolved": resolved += count
      default: break
      }
      if ["opened", "reopened"].contains(kind.what), kind.isWaived == false { new[kind.severity, default: 0] += count }
    }
  }

  mutating func fail(_ sentence: String) {
    error = sentence
    if outcome != .draft { outcome = .failed }
  }
}

/// How many findings are open, by severity, and how many are waived.
struct Standing {
  /// Per severity, without and with a waiver.
  private var counts: [String: (open: Int, waived: Int)] = [:]

  mutating func add(_ severity: String, isWaived: Bool, _ number: Int) {
    if isWaived {
      counts[severity, default: (0, 0)].waived += number
    } else {
      counts[severity, default: (0, 0)].open += number
    }
  }

  /// What is open once a plan is carried out.
  mutating func apply(_ tally: PlanTally) {
    for (kind, count) in tally.counts {
      if let severity = kind.oldSeverity, kind.what != "opened", kind.what != "reopened" {
        add(severity, isWaived: kind.wasWaived ?? false, -count)
      }
      if kind.what != "resolved" { add(kind.severity, isWaived: kind.isWaived ?? false, count) }
    }
  }

  var open: [String: Int] { counts.compactMapValues { $0.open == 0 ? nil : $0.open } }
  var openCount: Int { counts.values.reduce(0) { $0 + $1.open } }
  var waivedCount: Int { counts.values.reduce(0) { $0 + $1.waived } }
}
