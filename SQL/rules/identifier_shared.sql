-- rule:       identifier-shared
-- version:    1
-- title:      Two vendors that were told apart have one identifier
-- title-ja:   別会社とされた二つの委託先に同じ識別番号が登録されている
-- severity:   medium
-- scope:      all
-- subject:    vendor
-- controls:   NIST-CSF-2.0 GV.SC-04; PCI-DSS-4.0 12.8.1
-- tier:       critical severity=high
-- tier:       low severity=low
-- why:        Such a number belongs to one company only: either they are one, or one of them has another's number.
-- why-ja:     この番号は一つの会社だけのものである。同じ会社か、どちらかの番号が誤っている。
-- fix:        End the wrong number (clause6 vendor identifier end), or make the two one (clause6 vendor merge).
-- fix-ja:     誤った番号を終了するか（clause6 vendor identifier end）、二つを統合する（clause6 vendor merge）。
-- false:      The number passed from one to the other, and the last day with the first is not recorded.
-- false-ja:   番号が一方から他方へ引き継がれたが、その最終日が登録されていない。

WITH number AS (
  -- Of these a company has one, and no other company has it.
  SELECT i.vendor_id, i.scheme, i.value, i.from_on FROM facts.vendor_identifier(:as_of) i WHERE i.scheme IN ('lei', 'jp_corporate_number', 'abn')
), pair AS (
  SELECT t.vendor_id, t.other_id, a.scheme, a.value, greatest(min(a.from_on), min(b.from_on)) AS since
  FROM facts.told_apart(:as_of) t
  JOIN number a ON a.vendor_id = t.vendor_id
  JOIN number b ON b.vendor_id = t.other_id AND (b.scheme, b.value) = (a.scheme, a.value)
  GROUP BY t.vendor_id, t.other_id, a.scheme, a.value
), tier AS MATERIALIZED (
  SELECT v.vendor_id, facts.tier_rank(v.tier) AS rank FROM facts.vendor_tier(:as_of) v
)
SELECT l.id AS vendor_id,
  l.id AS subject_id,
  format('%s %s %s', e.id, d.scheme, d.value) AS key,
  d.since,
  format('%s and %s were told apart, and both have the %s %s', l.name, e.name, facts.scheme_title(d.scheme), d.value) AS reason,
  format('委託先「%s」と「%s」は別会社とされているが、どちらにも%s %sが登録されている', l.name, e.name, facts.scheme_title(d.scheme), d.value) AS reason_ja,
  jsonb_build_object('other', e.id, 'scheme', d.scheme, 'value', d.value) AS evidence,
  p.severity
FROM pair d
-- On the later entry, which has the higher number.
JOIN register.vendor l ON l.id = d.other_id
JOIN register.vendor e ON e.id = d.vendor_id
LEFT JOIN tier lt ON lt.vendor_id = l.id
LEFT JOIN tier et ON et.vendor_id = e.id
-- Of two tiers the stricter.
JOIN params p ON p.tier = coalesce(facts.tier_of_rank(least(lt.rank, et.rank)), 'medium')
WHERE d.vendor_id <> d.other_id
