extension Violations {
  static let vendors = Violations(
    seed: """
      INSERT INTO register.vendor (code, name, owner_id) VALUES ('T-1', 'Acme', 1), (NULL, 'Bolt Ltd', NULL);
      """,
    [
      Violation("vendor_pkey", "INSERT INTO register.vendor (id, name) VALUES (1, 'Cog')"),
      Violation("vendor_owner_is_known", "INSERT INTO register.vendor (name, owner_id) VALUES ('Cog', 99)"),
      Violation("vendor_owner_is_known", "DELETE FROM register.person WHERE id = 1"),
      Violation("vendor_code_is_free", "INSERT INTO register.vendor (code, name) VALUES ('T-1', 'Cog')"),
      Violation("vendor_code_is_not_blank", "INSERT INTO register.vendor (code, name) VALUES ('', 'Cog')"),
      Violation("vendor_name_is_not_blank", "INSERT INTO register.vendor (name) VALUES (E'\u{3000}\\t ')"),
      Violation("vendor_country_is_known", "INSERT INTO register.vendor (name, country) VALUES ('Cog', 'jp')"),
      Violation("vendor_country_is_known", "INSERT INTO register.vendor (name, country) VALUES ('Cog', 'JPN')"),
      Violation("vendor_country_is_known", "INSERT INTO register.vendor (name, country) VALUES ('Cog', 'UK')"),
      Violation("vendor_name_is_free", "INSERT INTO register.vendor (name) VALUES ('  ＢＯＬＴ\u{3000} ｌｔｄ ')"),
      Violation("vendor_parent_is_known", "INSERT INTO register.vendor (name, parent_id) VALUES ('Cog', 99)"),
      Violation(
        "vendor_is_not_its_own_parent", "INSERT INTO register.vendor (id, name, parent_id) VALUES (9, 'Cog', 9)"),
      Violation(
        "vendor_backup_owner_is_known", "INSERT INTO register.vendor (name, backup_owner_id) VALUES ('Cog', 99)"),
      Violation(
        "vendor_backup_owner_is_another",
        "INSERT INTO register.vendor (name, owner_id, backup_owner_id) VALUES ('Cog', 1, 1)"),
      Violation(
        "vendor_website_is_an_address", "INSERT INTO register.vendor (name, website) VALUES ('Cog', 'cog.example')"),
      Violation(
        "vendor_website_is_an_address", "INSERT INTO register.vendor (name, website) VALUES ('Cog', 'https://a b')"),
      Violation("vendor_reading_is_katakana", "INSERT INTO register.vendor (name, reading) VALUES ('Cog', 'こぐ')"),
      Violation("vendor_reading_is_katakana", "INSERT INTO register.vendor (name, reading) VALUES ('Cog', 'ｺｸﾞ')"),
      Violation("vendor_reading_is_katakana", "INSERT INTO register.vendor (name, reading) VALUES ('Cog', ' ・ー')"),
    ])
}
