-- $1 the day. The waivers of findings in force on it: for each thing that is waived the one that lasts longest.
SELECT r.rule, r.vendor_id, r.finding_id, w.waiver_id, w.reason, w.approved_by, w.approved_on, w.starts_on, w.ends_on
FROM facts.rule_waiver($1::date) r
JOIN facts.waiver($1::date) w ON w.waiver_id = r.waiver_id
