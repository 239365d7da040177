/// The reports that come with the program.
package enum ReportNames {
  package static let all = [
    "basis", "changes", "completeness", "concentration", "contracts", "coverage", "decisions", "dora-gaps", "erasures",
    "evidence",
    "expiring", "findings", "incidents", "kpis", "lapsed", "movement", "offboarded", "overview", "population",
    "register",
    "reminders",
    "requirements", "responsibilities", "reviews", "selection", "started-early", "states", "subcontractors",
    "subprocessors", "waivers",
  ]

  /// Those that say something of an empty register, too.
  package static let neverEmpty: Set = ["basis", "kpis", "overview"]
}
