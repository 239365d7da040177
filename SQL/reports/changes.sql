CREATE FUNCTION reports.changes(
  as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL, vendor text DEFAULT NULL, actor text DEFAULT NULL,
  entity text DEFAULT NULL
) RETURNS TABLE (
  leaf text, changed_at text, actor text, login text, reason text, entity text, which text, change text, field text, before text, after text
) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH period AS MATERIALIZED (
    SELECT coalesce(facts.day_end(changes.first_on - 1), '-infinity') AS from_at, facts.day_end(least(changes.last_on, changes.as_of)) AS until_at
  ), acted AS MATERIALIZED (
    -- People act under their mail address, their login or their name.
    SELECT lower(changes.actor) AS name
    UNION SELECT lower(w.word) FROM register.person p CROSS JOIN LATERAL unnest(ARRAY[p.name, p.email, p.login]) w (word)
    WHERE lower(changes.actor) IN (lower(p.name), lower(p.email), lower(p.login))
  ), company AS MATERIALIZED (
    SELECT e.entry_id AS id FROM facts.vendor_called(changes.vendor, changes.as_of) c CROSS JOIN LATERAL facts.entry_of(c.vendor_id, changes.as_of) e
  ), link AS MATERIALIZED (
    -- One object and not rows to join, of which nobody knows how many there will be.
    SELECT jsonb_object_agg(t.relname || '.' || a.attname, o.relname) AS target
    FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid AND t.relnamespace = 'register'::regnamespace
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    JOIN pg_class o ON o.oid = c.confrelid
    WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND a.attname LIKE '%\_id'
  ), derived AS MATERIALIZED (
    -- What follows from other fields is none that anybody changed.
    SELECT jsonb_object_agg(c.relname || '.' || a.attname, true) AS field FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND (a.attgenerated <> '' OR a.attname = 'id')
  ), entry AS (
    SELECT l.idx AS leaf, l.seq, l.at, l.actor, l.login, l.reason, l.entity, l.key, l.op, l.image, l.salt IS NULL AS is_erased,
      b.image AS image_before, b.is_erased AS was_erased
    FROM audit.log l
    LEFT JOIN LATERAL (
      SELECT v.image, v.salt IS NULL AS is_erased FROM audit.log v
      WHERE l.op IN ('U', 'D') AND v.entity = l.entity AND v.key = l.key AND v.idx < l.idx AND v.op IN ('I', 'U') ORDER BY v.idx DESC LIMIT 1
    ) b ON true
    -- As "history list" counts days: by when it was known, which never goes back from one leaf to the next.
    WHERE l.known_at >= (SELECT p.from_at FROM period p) AND l.known_at < (SELECT p.until_at FROM period p)
    UNION ALL
    SELECT NULL, o.seq, o.at, o.actor, o.login, o.reason, o.entity, o.key, o.op, o.image, false, NULL, NULL
    FROM audit.outbox o
    WHERE o.op NOT IN ('U', 'D') AND o.at >= (SELECT p.from_at FROM period p) AND o.at < (SELECT p.until_at FROM period p)
    UNION ALL
    -- What waits for its seal has no index of its versions.
    SELECT NULL, o.seq, o.at, o.actor, o.login, o.reason, o.entity, o.key, o.op, o.image, false,
      CASE WHEN o.is_first THEN b.image ELSE o.image_before END, b.is_erased
    FROM (
      SELECT u.*, lag(u.seq) OVER versions IS NULL AS is_first, lag(u.image) OVER versions AS image_before FROM audit.outbox u
      WHERE u.op IN ('U', 'D') OR (u.op = 'I' AND (u.entity, u.key) IN (SELECT c.entity, c.key FROM audit.outbox c WHERE c.op IN ('U', 'D')))
      WINDOW versions AS (PARTITION BY u.entity, u.key ORDER BY u.seq)
    ) o
    LEFT JOIN LATERAL (
      SELECT v.image, v.salt IS NULL AS is_erased FROM audit.log v
      WHERE o.is_first AND v.entity = o.entity AND v.key = o.key AND v.op IN ('I', 'U') ORDER BY v.idx DESC LIMIT 1
    ) b ON true
    WHERE o.op IN ('U', 'D') AND o.at >= (SELECT p.from_at FROM period p) AND o.at < (SELECT p.until_at FROM period p)
  )
  SELECT e.leaf::text, w.changed_at, e.actor, nullif(e.login, e.actor), e.reason, e.entity, w.which, facts.change_word(e.op),
    CASE WHEN k.target IS NULL THEN f.field ELSE regexp_replace(f.field, '_id$', '') END,
    CASE WHEN e.was_erased THEN '(erased)' WHEN k.target IS NULL OR f.before IS NULL THEN f.before ELSE coalesce(CASE k.target
      WHEN 'person' THEN (SELECT p.name FROM register.person p WHERE p.id = f.before::bigint)
      WHEN 'vendor' THEN (SELECT coalesce(v.code, v.name) FROM register.vendor v WHERE v.id = f.before::bigint)
      WHEN 'contract' THEN (SELECT c.reference FROM register.contract c WHERE c.id = f.before::bigint)
      WHEN 'engagement' THEN (SELECT g.title FROM register.engagement g WHERE g.id = f.before::bigint) END, '#' || f.before) END,
    CASE WHEN e.is_erased AND e.op <> 'D' THEN '(erased)' WHEN k.target IS NULL OR f.after IS NULL THEN f.after ELSE coalesce(CASE k.target
      WHEN 'person' THEN (SELECT p.name FROM register.person p WHERE p.id = f.after::bigint)
      WHEN 'vendor' THEN (SELECT coalesce(v.code, v.name) FROM register.vendor v WHERE v.id = f.after::bigint)
      WHEN 'contract' THEN (SELECT c.reference FROM register.contract c WHERE c.id = f.after::bigint)
      WHEN 'engagement' THEN (SELECT g.title FROM register.engagement g WHERE g.id = f.after::bigint) END, '#' || f.after) END
  FROM entry e
  LEFT JOIN LATERAL json_to_record(
    CASE WHEN e.op IN ('I', 'U', 'D') AND e.entity NOT IN ('vendor', 'contract', 'person')
      THEN CASE WHEN e.image IS NULL THEN e.image_before ELSE e.image END END
  ) r (
    vendor_id bigint, contract_id bigint, engagement_id bigint, assessment_id bigint, evidence_id bigint, finding_id bigint, calendar_id bigint,
    term_key text, data_class text, condition_key text
  ) ON true
  CROSS JOIN LATERAL (
    SELECT CASE WHEN e.entity = 'contract' THEN e.key ELSE r.contract_id END AS contract_id,
      CASE WHEN e.entity = 'engagement' THEN e.key ELSE r.engagement_id END AS engagement_id,
      CASE WHEN e.entity = 'vendor' THEN e.key WHEN r.vendor_id IS NOT NULL THEN r.vendor_id
        WHEN r.engagement_id IS NOT NULL THEN (SELECT g.vendor_id FROM register.engagement g WHERE g.id = r.engagement_id)
        WHEN r.assessment_id IS NOT NULL THEN (
          SELECT coalesce(a.vendor_id, g.vendor_id) FROM register.assessment a LEFT JOIN register.engagement g ON g.id = a.engagement_id
          WHERE a.id = r.assessment_id)
        WHEN r.evidence_id IS NOT NULL THEN (SELECT x.vendor_id FROM register.evidence x WHERE x.id = r.evidence_id)
        WHEN r.finding_id IS NOT NULL THEN (SELECT x.vendor_id FROM register.finding x WHERE x.id = r.finding_id) END AS vendor_id
    OFFSET 0
  ) s
  CROSS JOIN LATERAL (
    -- As the register calls it now: who was erased has no name any more.
    SELECT facts.instant_text(e.at) AS changed_at, concat_ws(' / ',
      CASE WHEN s.vendor_id IS NOT NULL THEN (SELECT coalesce(v.code, v.name) FROM register.vendor v WHERE v.id = s.vendor_id) END,
      CASE WHEN s.contract_id IS NOT NULL THEN (SELECT c.reference FROM register.contract c WHERE c.id = s.contract_id) END,
      CASE WHEN s.engagement_id IS NOT NULL THEN (SELECT g.title FROM register.engagement g WHERE g.id = s.engagement_id) END,
      CASE e.entity WHEN 'person' THEN (SELECT p.name FROM register.person p WHERE p.id = e.key)
        WHEN 'subcontractor' THEN (SELECT c.name FROM register.subcontractor c WHERE c.id = e.key)
        WHEN 'calendar' THEN (SELECT c.name FROM register.calendar c WHERE c.id = e.key)
        WHEN 'calendar_closure' THEN (SELECT c.name FROM register.calendar c WHERE c.id = r.calendar_id) END,
      r.term_key, r.data_class, r.condition_key, 'assessment ' || r.assessment_id, 'evidence ' || r.evidence_id, 'finding ' || r.finding_id,
      CASE WHEN e.entity NOT IN ('vendor', 'contract', 'engagement', 'person', 'calendar') THEN '#' || e.key END) AS which
    OFFSET 0
  ) w
  LEFT JOIN LATERAL (
    SELECT coalesce(n.key, b.key) AS field, b.value AS before, n.value AS after
    FROM json_each_text(e.image) n FULL JOIN json_each_text(e.image_before) b ON b.key = n.key
    WHERE e.op = 'U' AND n.value IS DISTINCT FROM b.value
      AND NOT coalesce((SELECT d.field FROM derived d) ? (e.entity || '.' || coalesce(n.key, b.key)), false)
  ) f ON true
  CROSS JOIN LATERAL (SELECT (SELECT l.target FROM link l) ->> (e.entity || '.' || f.field) AS target OFFSET 0) k
  WHERE (e.op <> 'U' OR f.field IS NOT NULL OR e.is_erased)
    AND (changes.entity IS NULL OR e.entity = replace(changes.entity, '-', '_'))
    AND (changes.actor IS NULL OR lower(e.actor) IN (SELECT a.name FROM acted a))
    AND (changes.vendor IS NULL OR s.vendor_id IN (SELECT c.id FROM company c)
      OR s.contract_id IN (SELECT l.contract_id FROM register.contract_vendor l WHERE l.vendor_id IN (SELECT c.id FROM company c))
      OR (e.entity = 'subcontractor' AND e.key IN (
        SELECT b.subcontractor_id FROM facts.subcontractor(changes.as_of) b WHERE b.vendor_id IN (SELECT c.id FROM company c))))
  ORDER BY e.leaf DESC NULLS FIRST, e.seq DESC, f.field COLLATE "C";
END;
COMMENT ON FUNCTION reports.changes(date, date, date, text, text, text)
  IS 'Who changed what in the register, when and why, and what did it say before?
question-ja: 誰が、いつ、何のために、台帳のどこを、どの値からどの値に変更したか？
title-ja: 変更履歴一覧
filter vendor: what belongs to the vendor, by code or name
filter actor: who acted, by name, mail address or login
filter entity: only entries of this kind: vendor, contract, term and so on
chart: count entity by change';
