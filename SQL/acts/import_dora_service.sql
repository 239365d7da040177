-- Import of services under DORA, step 2: by contract, engagement and kind.
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (pg_temp.service_meant(s.contract, s.vendor, s.engagement, s.kind));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.put('dora_service', entry, s.fields || ARRAY['contract_id', 'engagement_id'], jsonb_build_object(
      'contract_id', pg_temp.contract_meant(s.contract), 'engagement_id', pg_temp.engagement_meant(pg_temp.vendor_meant(s.vendor), s.engagement),
      'kind', s.kind, 'provided_from', upper(normalize(s.provided_from, NFKC)), 'stores_data', s.stores_data, 'sensitiveness', s.sensitiveness,
      'from_on', s.from_on, 'until_on', s.until_on, 'substitutability', s.substitutability, 'hard_because', s.hard_because,
      'audited_on', s.audited_on, 'exit_plan', s.exit_plan, 'reintegration', s.reintegration, 'impact', s.impact, 'alternatives', s.alternatives,
      'alternative_names', s.alternative_names));
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.contract, s.kind);
