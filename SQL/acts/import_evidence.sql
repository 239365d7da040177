-- Import of what is known of evidence, step 2: by vendor, kind, issuer, number and the day from which it is valid; of several alike the first
-- is the first. The files themselves are attached with "evidence attach".
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT e.id FROM register.evidence e
    WHERE e.vendor_id = ANY (pg_temp.company(s.vendor))
      AND NOT EXISTS (SELECT FROM pg_temp.merged m WHERE m.id = e.id)
      AND (e.kind, e.issuer, e.number, coalesce(e.valid_from_on, e.issued_on))
        IS NOT DISTINCT FROM (s.kind, s.issuer, s.number, coalesce(s.valid_from_on, s.issued_on))
    ORDER BY e.id LIMIT 1);
END $$;
-- What it replaces may stand further down in the file.
CREATE OR REPLACE FUNCTION pg_temp.replaced(vendor bigint, word text, own bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found bigint;
BEGIN
  IF word IS NULL THEN RETURN NULL; END IF;
  found := (
    SELECT max(e.id) FROM register.evidence e
    WHERE e.vendor_id = ANY (pg_temp.entries(vendor)) AND (own IS NULL OR e.id < own)
      AND facts.evidence_word(e.kind, e.issuer, e.number, e.valid_from_on, e.issued_on) = word);
  IF found IS NULL THEN
    RAISE EXCEPTION 'no evidence "%" of the vendor is registered, or further down in this file', word USING ERRCODE = 'P0002';
  END IF;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  vendor bigint := pg_temp.vendor_meant(s.vendor);
  named bigint[];
  taken bigint;
BEGIN
  taken := pg_temp.put('evidence', entry, s.fields, jsonb_build_object('kind', s.kind, 'issuer', s.issuer, 'number', s.number, 'scope', s.scope,
      'issued_on', s.issued_on, 'valid_from_on', s.valid_from_on, 'valid_until_on', s.valid_until_on, 'amount', s.amount, 'currency', s.currency,
      'replaces_id', pg_temp.replaced(vendor, s.replaces, entry), 'note', s.note)
    || CASE WHEN entry IS NULL THEN jsonb_build_object('vendor_id', vendor) ELSE '{}' END);
  IF 'engagements' = ANY (s.fields) THEN
    named := ARRAY(SELECT DISTINCT pg_temp.engagement_meant(vendor, t) FROM unnest(s.engagements) t);
    DELETE FROM register.evidence_engagement l WHERE l.evidence_id = taken AND l.engagement_id <> ALL (named);
    INSERT INTO register.evidence_engagement (evidence_id, engagement_id)
    SELECT taken, n FROM unnest(named) n
    WHERE NOT EXISTS (SELECT FROM register.evidence_engagement l WHERE l.evidence_id = taken AND l.engagement_id = n);
  END IF;
  RETURN taken;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql
RETURN ROW (s.vendor, facts.evidence_word(s.kind, s.issuer, s.number, s.valid_from_on, s.issued_on));
