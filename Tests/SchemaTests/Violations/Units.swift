extension Violations {
  static let units = Violations(
    seed: "INSERT INTO register.unit_limit (login, unit) VALUES ('sato', 'Cargo');",
    [
      Violation("unit_limit_pkey", "INSERT INTO register.unit_limit (id, login, unit) VALUES (1, 'mori', 'Cargo')"),
      Violation("unit_limit_is_said_once", "INSERT INTO register.unit_limit (login, unit) VALUES ('sato', 'Cargo')"),
      Violation("unit_limit_login_is_not_blank", "INSERT INTO register.unit_limit (login, unit) VALUES (' ', 'Cargo')"),
      Violation(
        "unit_limit_unit_is_written_plainly", "INSERT INTO register.unit_limit (login, unit) VALUES ('sato', ' Cargo')"),
      Violation(
        "unit_limit_unit_is_written_plainly", "INSERT INTO register.unit_limit (login, unit) VALUES ('sato', '')"),
      Violation("vendor_unit_is_written_plainly", "INSERT INTO register.vendor (name, unit) VALUES ('Cog', 'Cargo ')"),
      Violation("vendor_unit_is_written_plainly", "UPDATE register.vendor SET unit = '' WHERE id = 1"),
    ])
}
