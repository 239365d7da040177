-- rule:       register-incomplete
-- version:    1
-- title:      Somebody on another list is no vendor of the register
-- title-ja:   支払先・利用アプリの一覧にあって、委託先台帳にない
-- severity:   medium
-- scope:      all
-- subject:    reference
-- controls:   PCI-DSS-4.0 12.8.1; NIST-CSF-2.0 GV.SC-04; ISO27001:2022 A.5.19; DORA Art.28
-- limit:      600
-- why:        Who is paid or signed in to, and is not registered, was never assessed and may hold information of ours.
-- why-ja:     支払いや利用があるのに台帳にない先は、選定評価を受けないまま当社の情報を扱っている可能性がある。
-- fix:        Register it (clause6 vendor add), or say why it is no vendor: clause6 reference dismiss NUMBER --because REASON.
-- fix-ja:     委託先として登録する（clause6 vendor add）か、委託先でない理由を登録する：clause6 reference dismiss 番号 --because 理由
-- false:      It is a vendor under another name: record that name (clause6 vendor name add) or its number.
-- false-ja:   別の名称で登録済みの委託先である場合。その名称（clause6 vendor name add）または番号を登録する。

SELECT NULL::bigint AS vendor_id,
  r.reference_id AS subject_id,
  -- When it came to stand there the list does not tell.
  NULL::date AS since,
  format('%s, on the list %s, is no vendor of the register%s', r.name, r.source,
    CASE r.state WHEN 'likely' THEN format(', but may be %s: %s', r.vendor, r.why) ELSE '' END) AS reason,
  format('「%s」は一覧「%s」にあるが、委託先台帳に登録されていない%s', r.name, r.source,
    CASE r.state WHEN 'likely' THEN format('（「%s」の可能性がある）', r.vendor) ELSE '' END) AS reason_ja,
  jsonb_build_object('kind', r.kind, 'company', r.company, 'likely_vendor', r.vendor, 'amount', r.amount, 'currency', r.currency, 'last_on', r.last_on) AS evidence,
  -- One that is probably there under a like name takes a look, and no assessment.
  CASE r.state WHEN 'likely' THEN 'low' ELSE p.severity END AS severity
FROM facts.reference(:as_of) r
JOIN params p ON p.tier = 'medium'
WHERE r.state IN ('likely', 'unknown')
