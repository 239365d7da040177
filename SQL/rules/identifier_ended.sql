-- rule:       identifier-ended
-- version:    1
-- title:      An identifier of a vendor in use ended, and none of its kind follows
-- title-ja:   委託先の識別番号が失効し、後継の番号が登録されていない
-- severity:   low
-- subject:    vendor
-- controls:   DORA Art.28; NIST-CSF-2.0 GV.SC-04; NIST-CSF-2.0 GV.SC-07
-- tier:       critical severity=medium
-- tier:       low severity=info
-- why:        A number ends when a company merges, is dissolved or no longer renews it: the contract may bind nobody.
-- why-ja:     番号は合併・解散・更新停止で失効する。契約の相手方がもう存在しない可能性がある。
-- fix:        Look up what became of the company, and record its new number: clause6 vendor identifier add VENDOR SCHEME NUMBER.
-- fix-ja:     会社の状況を調べ、新しい番号を登録する：clause6 vendor identifier add 委託先 種類 番号
-- false:      The number is not needed any more, as with an LEI of a company that no longer trades.
-- false-ja:   取引をやめた会社のLEIのように、その番号自体が不要になった。

WITH number AS (
  SELECT DISTINCT ON (n.vendor_id, n.scheme) n.vendor_id, n.vendor, n.scheme, n.title, n.value, n.until_on
  FROM facts.vendor_number(:as_of) n
  WHERE n.until_on < :as_of
  -- Of several that ended, the last.
  ORDER BY n.vendor_id, n.scheme, n.until_on DESC, n.value
)
SELECT n.vendor_id,
  n.vendor_id AS subject_id,
  format('%s %s', n.scheme, n.value) AS key,
  n.until_on + 1 AS since,
  format('The %s %s of %s ended on %s, and no other %s is recorded', n.title, n.value, n.vendor, n.until_on, n.title) AS reason,
  format('委託先「%s」の%s %sは%sで失効したが、後継の番号が登録されていない', n.vendor,
    CASE n.scheme WHEN 'eu_vat' THEN 'VAT番号' WHEN 'duns' THEN 'D-U-N-S番号' ELSE n.title END, n.value, n.until_on) AS reason_ja,
  jsonb_build_object('scheme', n.scheme, 'value', n.value, 'until_on', n.until_on, 'tier', t.tier) AS evidence,
  p.severity
FROM number n
-- Who has no tier has no work under way.
JOIN facts.vendor_tier(:as_of) t ON t.vendor_id = n.vendor_id
JOIN params p ON p.tier = t.tier
WHERE NOT EXISTS (SELECT FROM facts.vendor_identifier(:as_of) i WHERE i.vendor_id = n.vendor_id AND i.scheme = n.scheme)
  AND NOT EXISTS (SELECT FROM facts.stage(:as_of) s WHERE s.vendor_id = n.vendor_id AND s.stage = 'ended')
