extension Violations {
  static let vendorDetails = Violations(
    seed: """
      INSERT INTO register.vendor_name (vendor_id, kind, name) VALUES (1, 'trading', 'Ace');
      INSERT INTO register.vendor_contact (vendor_id, name, role, phone) VALUES (1, 'Desk', 'incident', '+81 3-1234-5678');
      INSERT INTO register.vendor_stage (vendor_id, stage, from_on) VALUES (1, 'proposed', '2026-04-01');
      INSERT INTO register.responsibility (vendor_id, standard, requirement, held_by) VALUES (1, 'PCI DSS', '12.8.5', 'us');
      """,
    names + contacts + stages + responsibilities)

  private static func name(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.vendor_name (\(columns)) VALUES (\(values))")
  }

  private static let names = [
    name("vendor_name_pkey", "id, vendor_id, kind, name", "1, 1, 'former', 'Old'"),
    name("vendor_name_vendor_is_known", "vendor_id, kind, name", "99, 'former', 'Old'"),
    name("vendor_name_kind_is_known", "vendor_id, kind, name", "1, 'nick', 'Old'"),
    name("vendor_name_text_is_not_blank", "vendor_id, kind, name", "1, 'former', E' \\u3000'"),
    name("vendor_name_language_is_known", "vendor_id, kind, name, language", "1, 'former', 'Old', 'fr'"),
    name(
      "vendor_name_ends_after_it_starts", "vendor_id, kind, name, from_on, until_on",
      "1, 'former', 'Old', '2026-04-01', '2026-03-31'"),
    name("vendor_name_days_are_plausible", "vendor_id, kind, name, from_on", "1, 'former', 'Old', '1899-12-31'"),
    name("vendor_name_days_are_plausible", "vendor_id, kind, name, until_on", "1, 'former', 'Old', '2200-01-01'"),
    name("vendor_name_is_given_once", "vendor_id, kind, name", "1, 'trading', ' ＡＣＥ '"),
  ]

  private static func responsibility(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.responsibility (vendor_id, \(columns)) VALUES (\(values))")
  }

  private static let responsibilities = [
    responsibility("responsibility_pkey", "id, standard, requirement, held_by", "1, 1, 'PCI DSS', '12.9', 'us'"),
    responsibility("responsibility_vendor_is_known", "standard, requirement, held_by", "99, 'PCI DSS', '12.9', 'us'"),
    responsibility(
      "responsibility_standard_is_written_plainly", "standard, requirement, held_by", "1, 'PCI DSS ', '12.9', 'us'"),
    responsibility(
      "responsibility_requirement_is_written_plainly", "standard, requirement, held_by", "1, 'PCI DSS', '', 'us'"),
    responsibility("responsibility_holder_is_known", "standard, requirement, held_by", "1, 'PCI DSS', '12.9', 'them'"),
    responsibility(
      "responsibility_that_is_shared_says_how", "standard, requirement, held_by", "1, 'PCI DSS', '12.9', 'shared'"),
    responsibility(
      "responsibility_that_is_shared_says_how", "standard, requirement, held_by, how",
      "1, 'PCI DSS', '12.9', 'shared', ' '"),
    responsibility(
      "responsibility_day_is_plausible", "standard, requirement, held_by, agreed_on",
      "1, 'PCI DSS', '12.9', 'us', '1899-12-31'"),
    responsibility(
      "responsibility_is_agreed_once", "standard, requirement, held_by", "1, 'PCI DSS', '12.8.5', 'vendor'"),
  ]

  private static func contact(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.vendor_contact (vendor_id, \(columns)) VALUES (\(values))")
  }

  private static let contacts = [
    contact("vendor_contact_pkey", "id, name, role, phone", "1, 1, 'Ito', 'legal', '0312345678'"),
    contact("vendor_contact_vendor_is_known", "name, role, phone", "99, 'Ito', 'legal', '0312345678'"),
    contact("vendor_contact_name_is_not_blank", "name, role, phone", "1, ' ', 'legal', '0312345678'"),
    contact("vendor_contact_role_is_known", "name, role, phone", "1, 'Ito', 'friend', '0312345678'"),
    contact("vendor_contact_can_be_reached", "name, role", "1, 'Ito', 'legal'"),
    contact("vendor_contact_email_is_an_address", "name, role, email", "1, 'Ito', 'legal', 'ito at acme.example'"),
    contact("vendor_contact_phone_is_a_number", "name, role, phone", "1, 'Ito', 'legal', 'ask at the desk'"),
    contact("vendor_contact_phone_is_a_number", "name, role, phone", "1, 'Ito', 'legal', '110'"),
    contact(
      "vendor_contact_language_is_offered", "name, role, phone, language", "1, 'Ito', 'legal', '0312345678', 'fr'"),
    contact(
      "vendor_contact_days_are_plausible", "name, role, phone, until_on",
      "1, 'Ito', 'legal', '0312345678', '9999-12-31'"),
    contact("vendor_contact_is_named_once", "name, role, email", "1, 'DESK', 'incident', 'desk@acme.example'"),
  ]

  private static func stage(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.vendor_stage (\(columns)) VALUES (\(values))")
  }

  private static let stages = [
    stage("vendor_stage_pkey", "id, vendor_id, stage, from_on", "1, 1, 'ended', '2026-05-01'"),
    stage("vendor_stage_vendor_is_known", "vendor_id, stage, from_on", "99, 'proposed', '2026-05-01'"),
    stage("vendor_stage_is_known", "vendor_id, stage, from_on", "1, 'retired', '2026-05-01'"),
    stage("vendor_stage_days_are_plausible", "vendor_id, stage, from_on", "1, 'ended', '2200-01-01'"),
    stage("vendor_stage_moves_once_a_day", "vendor_id, stage, from_on", "1, 'ended', '2026-04-01'"),
  ]
}
