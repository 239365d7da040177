-- rule:       assessment-condition-open
-- version:    2
-- title:      A condition of an approval is not met yet
-- title-ja:   承認の条件がまだ満たされていない
-- severity:   medium
-- subject:    assessment
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19
-- tier:       critical severity=critical
-- tier:       high severity=high
-- why:        A vendor was approved on the strength of something still to be done; until then its ability is assumed.
-- why-ja:     委託先は、これから行うべきことを前提に承認された。それまで、その能力は仮定にすぎない。
-- fix:        See that it is done and say so with "clause6 assessment meet", or assess the vendor anew.
-- fix-ja:     条件を満たさせ、clause6 assessment meet で記録する。または改めて評価する。
-- false:      It was done, and nobody recorded it yet.
-- false-ja:   条件は満たされたが、まだ記録されていない。

SELECT a.vendor_id,
  a.assessment_id AS subject_id,
  c.number::text AS key,
  a.concluded_on AS since,
  c.due_on,
  format('%s was approved on %s on condition that, by %s: %s', a.vendor, a.concluded_on, c.due_on, c.text) AS reason,
  format('%s は %s に、%s までに次の条件を満たすことを前提に承認された: %s', a.vendor, a.concluded_on, c.due_on, c.text) AS reason_ja,
  jsonb_build_object('condition', c.number, 'due_on', c.due_on, 'overdue', c.state = 'overdue') AS evidence,
  -- Until its day has passed it is only something to remember.
  CASE c.state WHEN 'overdue' THEN p.severity ELSE 'low' END AS severity
FROM facts.assessment(:as_of) a
JOIN facts.assessment_condition(:as_of) c ON c.assessment_id = a.assessment_id AND c.state <> 'met'
JOIN params p ON p.tier = a.tier
WHERE a.state = 'approved_with_conditions'
