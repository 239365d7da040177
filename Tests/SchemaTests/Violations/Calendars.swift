extension Violations {
  /// The calendars that come with the program: 1 is WEEKDAYS, the organisation's, 2 JP.
  static let calendars = Violations(
    seed: "",
    [
      calendar("calendar_pkey", ["id": "1"]),
      calendar("calendar_name_is_free", ["name": "'JP'"]),
      calendar("calendar_name_is_one_word", ["name": "'bank holidays'"]),
      calendar("calendar_title_is_not_blank", ["title": "' '"]),
      calendar("calendar_title_is_not_blank", ["title_ja": "''"]),
      calendar("calendar_source_is_not_blank", ["source": "' '"]),
      calendar("calendar_weekend_is_of_weekdays", ["weekend_days": "'{0}'"]),
      calendar("calendar_weekend_is_of_weekdays", ["weekend_days": "'{8}'"]),
      calendar("calendar_weekend_is_of_weekdays", ["weekend_days": "'{6,6}'"]),
      calendar("calendar_weekend_is_of_weekdays", ["weekend_days": "'{6,NULL}'"]),
      calendar("calendar_weekend_is_of_weekdays", ["weekend_days": "'{1,2,3,4,5,6,7}'"]),
      calendar("calendar_covers_a_day_at_least", ["covers_until_on": "'2025-12-31'"]),
      calendar("calendar_days_are_plausible", ["covers_from_on": "'1899-12-31'"]),
      calendar("calendar_days_are_plausible", ["covers_until_on": "'2200-01-01'"]),
      calendar("calendar_days_are_plausible", ["published_on": "'9999-12-31'"]),
      calendar("calendar_default_is_one", ["is_default": "true"]),
      closure("calendar_closure_pkey", "(SELECT min(id) FROM register.calendar_closure), 1, '2026-08-14', 'x', NULL"),
      closure("calendar_closure_calendar_is_known", "9999, 99, '2026-08-14', 'x', NULL"),
      closure("calendar_closure_is_said_once", "9999, 2, '2026-01-01', 'x', NULL"),
      closure("calendar_closure_name_is_not_blank", "9999, 1, '2026-08-14', ' ', NULL"),
      closure("calendar_closure_name_is_not_blank", "9999, 1, '2026-08-14', 'x', ''"),
      closure("calendar_closure_day_is_plausible", "9999, 1, '2200-01-01', 'x', NULL"),
    ])

  /// A calendar that only one of its fields makes impossible.
  private static func calendar(_ constraint: String, _ field: [String: String]) -> Violation {
    var fields = [
      "name": "'X'", "title": "'x'", "source": "'x'", "covers_from_on": "'2026-01-01'",
      "covers_until_on": "'2026-12-31'",
    ]
    fields.merge(field) { $1 }
    let columns = fields.keys.sorted()
    return Violation(
      constraint,
      """
      INSERT INTO register.calendar (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { fields[$0] ?? "" }.joined(separator: ", ")))
      """)
  }

  private static func closure(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      "INSERT INTO register.calendar_closure (id, calendar_id, closed_on, name, name_ja) VALUES (\(values)); SET CONSTRAINTS ALL IMMEDIATE"
    )
  }
}
