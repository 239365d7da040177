/// The reports that come with the program.
package enum ReportNames {
  package static let all = [
    "basis", "completeness", "concentration", "coverage", "erasures", "evidence", "lapsed", "offboarded", "register",
    "reminders", "reviews",
    "selection", "started-early", "states", "waivers",
  ]

  /// Those that say something of an empty register, too.
  package static let neverEmpty: Set = ["basis"]
}
