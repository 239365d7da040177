-- Import of contracts that are reported under DORA, step 2: by reference. Who signed and what stands behind it are those of the row.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT d.id FROM register.dora_contract d WHERE d.contract_id = pg_temp.contract_meant(s.contract));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  paper bigint := pg_temp.contract_meant(s.contract);
  taken bigint;
BEGIN
  taken := pg_temp.put('dora_contract', entry, s.fields, jsonb_build_object('contract_id', paper, 'yearly_cost', s.yearly_cost,
      'currency', s.currency, 'ended_because', s.ended_because, 'our_notice_days', s.our_notice_days, 'their_notice_days', s.their_notice_days,
      'law_country', upper(normalize(s.law_country, NFKC))));
  IF 'signed_by' = ANY (s.fields) THEN
    DELETE FROM register.dora_signature g WHERE g.contract_id = paper
      AND g.entity_id NOT IN (SELECT pg_temp.entity_meant(w) FROM unnest(s.signed_by) w);
    INSERT INTO register.dora_signature (contract_id, entity_id)
    SELECT DISTINCT paper, pg_temp.entity_meant(w) FROM unnest(s.signed_by) w
    EXCEPT SELECT g.contract_id, g.entity_id FROM register.dora_signature g;
  END IF;
  IF 'behind' = ANY (s.fields) THEN
    DELETE FROM register.dora_link l WHERE l.contract_id = paper
      AND l.behind_id NOT IN (SELECT pg_temp.contract_meant(w) FROM unnest(s.behind) w);
    INSERT INTO register.dora_link (contract_id, behind_id)
    SELECT DISTINCT paper, pg_temp.contract_meant(w) FROM unnest(s.behind) w
    EXCEPT SELECT l.contract_id, l.behind_id FROM register.dora_link l;
  END IF;
  RETURN taken;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.contract, s.currency);
