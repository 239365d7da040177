-- rule:       assessment-condition-open
-- version:    1
-- title:      A condition of an approval is not met yet
-- severity:   medium
-- subject:    assessment
-- controls:   JAL-6 6-c1; ISO27001:2022 A.5.19
-- tier:       critical severity=critical
-- tier:       high severity=high
-- why:        A vendor was approved on the strength of something still to be done; until then its ability is assumed.
-- fix:        See that it is done and say so with "clause6 assessment meet", or assess the vendor anew.
-- false:      It was done, and nobody recorded it yet.

SELECT a.vendor_id,
  a.assessment_id AS subject_id,
  c.number::text AS key,
  a.concluded_on AS since,
  c.due_on,
  format('%s was approved on %s on condition that, by %s: %s', a.vendor, a.concluded_on, c.due_on, c.text) AS reason,
  jsonb_build_object('condition', c.number, 'due_on', c.due_on, 'overdue', c.state = 'overdue') AS evidence,
  -- Until its day has passed it is only something to remember.
  CASE c.state WHEN 'overdue' THEN p.severity ELSE 'low' END AS severity
FROM facts.assessment(:as_of) a
JOIN facts.assessment_condition(:as_of) c ON c.assessment_id = a.assessment_id AND c.state <> 'met'
JOIN params p ON p.tier = a.tier
WHERE a.state = 'approved_with_conditions'
