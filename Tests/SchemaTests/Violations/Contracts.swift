extension Violations {
  static let contracts = Violations(
    seed: """
      INSERT INTO register.contract (reference) VALUES ('C-1'), ('C-2');
      """,
    [
      .contract("contract_pkey", ["id": "1", "reference": "'C-9'"]),
      .contract("contract_reference_is_free", ["reference": "'C-1'"]),
      .contract("contract_superseded_is_known", ["reference": "'C-9'", "supersedes_id": "99"]),
      .contract("contract_owner_is_known", ["reference": "'C-9'", "owner_id": "99"]),
      .contract("contract_reference_is_not_blank", ["reference": "' '"]),
      .contract("contract_kind_is_known", ["reference": "'C-9'", "kind": "'handshake'"]),
      .contract(
        "contract_ends_after_it_starts", ["reference": "'C-9'", "starts_on": "'2026-04-01'", "ends_on": "'2026-03-31'"]),
      .contract(
        "contract_open_end_has_no_day", ["reference": "'C-9'", "open_ended": "true", "ends_on": "'2026-03-31'"]),
      .contract("contract_renewal_is_in_months", ["reference": "'C-9'", "renewal_months": "0"]),
      .contract("contract_renewal_is_in_months", ["reference": "'C-9'", "renewal_months": "1201"]),
      // Each half of the notice is judged although the other is not recorded.
      .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_months": "-1"]),
      .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_months": "121"]),
      .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_days": "-1"]),
      .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_days": "3661"]),
      .contract("contract_decision_is_not_negative", ["reference": "'C-9'", "decision_days": "-1"]),
      .contract("contract_decision_is_not_negative", ["reference": "'C-9'", "decision_days": "367"]),
      .contract("contract_delivery_is_not_negative", ["reference": "'C-9'", "delivery_days": "-1"]),
      .contract("contract_delivery_is_not_negative", ["reference": "'C-9'", "delivery_days": "91"]),
      .contract("contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{}'"]),
      .contract(
        "contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{1,2,3,4,5,6,7,8,9,10,11,12,13}'"]),
      .contract("contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{30,0}'"]),
      .contract("contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{731,30}'"]),
      .contract("contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{30,NULL}'"]),
      .contract("contract_reminders_are_few", ["reference": "'C-9'", "remind_days": "'{30,30}'"]),
      .contract("contract_does_not_replace_itself", ["id": "9", "reference": "'C-9'", "supersedes_id": "9"]),
      .contract(
        "contract_value_is_not_negative", ["reference": "'C-9'", "value_amount": "-1", "value_currency": "'JPY'"]),
      .contract("contract_value_has_a_currency", ["reference": "'C-9'", "value_amount": "1"]),
      .contract("contract_currency_is_known", ["reference": "'C-9'", "value_currency": "'yen'"]),
      .contract("contract_days_are_plausible", ["reference": "'C-9'", "ends_on": "'9999-12-31'"]),
      .contract("contract_days_are_plausible", ["reference": "'C-9'", "signed_on": "'1899-12-31'"]),
      .contract("contract_days_are_plausible", ["reference": "'C-9'", "work_ended_on": "'2200-01-01'"]),
      .contract("contract_parent_is_known", ["reference": "'C-9'", "parent_id": "99"]),
      .contract("contract_is_not_under_itself", ["id": "9", "reference": "'C-9'", "parent_id": "9"]),
      .contract("contract_our_party_is_not_blank", ["reference": "'C-9'", "our_party": "' '"]),
      .contract("contract_governing_law_is_not_blank", ["reference": "'C-9'", "governing_law": "''"]),
      .contract(
        "contract_end_is_moved_by_an_amendment",
        ["reference": "'C-9'", "kind": "'amendment'", "starts_on": "'2026-04-01'", "new_ends_on": "'2027-03-31'"]),
      .contract(
        "contract_end_is_moved_by_an_amendment",
        ["reference": "'C-9'", "parent_id": "1", "starts_on": "'2026-04-01'", "new_ends_on": "'2027-03-31'"]),
      .amendment("contract_end_is_moved_from_a_day", ["new_ends_on": "'2027-03-31'"]),
      .amendment(
        "contract_end_is_moved_to_a_later_day", ["starts_on": "'2026-04-01'", "new_ends_on": "'2026-03-31'"]),
      .amendment("contract_new_end_is_plausible", ["starts_on": "'2026-04-01'", "new_ends_on": "'2200-01-01'"]),
    ])
}
