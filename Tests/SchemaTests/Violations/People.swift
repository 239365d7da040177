extension Violations {
  static let people = Violations(
    seed: """
      INSERT INTO register.person (name, email, login) VALUES ('Tanaka', 'tanaka@tsubame.example', 'ktanaka'),
        -- Under these names the tests act: some acts need a person who answers for them.
        ('Ueda', NULL, 'test'), ('Noda', NULL, session_user);
      """,
    [
      Violation("person_pkey", "INSERT INTO register.person (id, name) VALUES (1, 'Mori')"),
      Violation("person_name_is_not_blank", "INSERT INTO register.person (name) VALUES ('  ')"),
      Violation(
        "person_email_is_an_address",
        "INSERT INTO register.person (name, email) VALUES ('Mori', 'mori at tsubame.example')"),
      Violation(
        "person_email_is_free", "INSERT INTO register.person (name, email) VALUES ('Mori', 'TANAKA@tsubame.example')"),
      Violation("person_login_is_free", "INSERT INTO register.person (name, login) VALUES ('Mori', 'KTanaka')"),
      Violation("person_login_is_one_word", "INSERT INTO register.person (name, login) VALUES ('Mori', 'mori@home')"),
      Violation("person_manager_is_known", "INSERT INTO register.person (name, manager_id) VALUES ('Mori', 99)"),
      Violation("person_backup_is_known", "INSERT INTO register.person (name, backup_id) VALUES ('Mori', 99)"),
      Violation("person_is_not_their_own_manager", "UPDATE register.person SET manager_id = id"),
      Violation("person_is_not_their_own_backup", "UPDATE register.person SET backup_id = id"),
      Violation("person_zone_is_a_place", "UPDATE register.person SET zone = '+09:00'"),
      Violation("person_zone_is_known", "UPDATE register.person SET zone = 'Asia/Kyoto'"),
      Violation("person_calendar_is_one_word", "UPDATE register.person SET calendar = 'bank holidays'"),
      Violation("person_language_is_offered", "UPDATE register.person SET language = 'fr'"),
      Violation("person_days_are_plausible", "UPDATE register.person SET away_until_on = '9999-12-31'"),
      Violation("person_days_are_plausible", "UPDATE register.person SET left_on = '1899-12-31'"),
      Violation(
        "person_days_are_plausible",
        "UPDATE register.person SET away_from_on = '1899-12-31', away_until_on = '1900-01-01'"),
      Violation("person_absence_has_an_end", "UPDATE register.person SET away_from_on = '2026-12-21'"),
      Violation(
        "person_absence_has_an_end",
        "UPDATE register.person SET away_from_on = '2026-12-21', away_until_on = '2026-12-20'"),
    ])
}
