extension Violations {
  static let references = Violations(
    seed: "INSERT INTO register.reference (source, kind, name, code) VALUES ('payees', 'payee', 'Acme', '7');",
    [
      .reference("reference_pkey", ["id": "1"]),
      .reference("reference_source_is_not_blank", ["source": "' '"]),
      .reference("reference_kind_is_known", ["kind": "'debtor'"]),
      .reference("reference_name_is_not_blank", ["name": "E'\u{3000} '"]),
      .reference("reference_amount_has_a_currency", ["amount": "1"]),
      .reference("reference_currency_is_three_letters", ["currency": "'yen'"]),
      .reference("reference_last_day_is_plausible", ["last_on": "'1899-12-31'"]),
      .reference("reference_is_no_vendor_for_a_reason", ["no_vendor_because": "' '"]),
      .reference("reference_stands_once_in_a_list", ["code": "'7'"]),
    ])
}

extension Violation {
  fileprivate static func reference(_ constraint: String, _ fields: [String: String]) -> Violation {
    let all = ["source": "'payees'", "kind": "'payee'", "name": "'Other'"].merging(fields) { $1 }.sorted {
      $0.key < $1.key
    }
    return Violation(
      constraint,
      "INSERT INTO register.reference (\(all.map(\.key).joined(separator: ", "))) VALUES (\(all.map(\.value).joined(separator: ", ")))"
    )
  }
}
