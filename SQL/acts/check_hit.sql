-- Follows "WITH params …, rule AS (…)". @2 the vendors looked at. The rule's breaches with all columns that a finding has.
, hit AS (
  SELECT r.vendor_id::bigint, r.subject_id::bigint, /*key*/''::text AS key, /*severity*/p.severity AS severity, r.since::date, r.reason::text,
    /*reason_ja*/NULL::text AS reason_ja, /*evidence*/NULL::jsonb AS evidence, /*due_on*/NULL::date AS due_on
  FROM rule r
  /*tier*/LEFT JOIN facts.vendor_tier($1::date) t ON t.vendor_id = r.vendor_id LEFT JOIN params p ON p.tier = coalesce(t.tier, 'medium')/*end*/
  /*scope*/WHERE r.vendor_id = ANY (@2::bigint[])/*end*/
)
