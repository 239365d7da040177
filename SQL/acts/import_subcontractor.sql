-- Import of subcontractors, step 2: by vendor, engagement, those above it, name and first day.

-- The subcontractor above: it may stand further down in the file.
CREATE OR REPLACE FUNCTION pg_temp.above(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  entries bigint[] := pg_temp.company(s.vendor);
  engagement bigint := pg_temp.engagement_meant(pg_temp.vendor_meant(s.vendor), s.engagement);
  found bigint;
  named text;
BEGIN
  FOREACH named IN ARRAY coalesce(s.under, '{}') LOOP
    found := (
      SELECT o.id FROM register.subcontractor o
      WHERE o.name_key = register.name_key(named)
        AND CASE WHEN found IS NULL THEN o.vendor_id = ANY (entries) AND o.engagement_id IS NOT DISTINCT FROM engagement ELSE o.parent_id = found END
      -- Of several with one name the one that worked then.
      ORDER BY coalesce(o.from_on, '-infinity') <= coalesce(s.from_on, 'infinity') DESC, o.from_on DESC NULLS LAST, o.id LIMIT 1);
    IF found IS NULL THEN
      RAISE EXCEPTION 'no subcontractor % of the vendor is registered, or further down in this file', named USING ERRCODE = 'P0002';
    END IF;
  END LOOP;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION pg_temp.entry(s pg_temp.staged) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  above bigint := pg_temp.above(s);
  vendor bigint := pg_temp.vendor_meant(s.vendor);
  engagement bigint := CASE WHEN above IS NULL THEN pg_temp.engagement_meant(vendor, s.engagement) END;
BEGIN
  RETURN (
    SELECT o.id FROM register.subcontractor o
    WHERE o.name_key = register.name_key(s.name) AND o.from_on IS NOT DISTINCT FROM s.from_on
      AND CASE WHEN above IS NULL THEN o.vendor_id = ANY (pg_temp.company(s.vendor)) AND o.engagement_id IS NOT DISTINCT FROM engagement
        ELSE o.parent_id = above END
    ORDER BY o.id LIMIT 1);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.take(s pg_temp.staged, entry bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  above bigint := pg_temp.above(s);
  vendor bigint := pg_temp.vendor_meant(s.vendor);
  place jsonb := CASE WHEN entry IS NOT NULL THEN '{}' WHEN above IS NOT NULL THEN jsonb_build_object('parent_id', above)
    ELSE jsonb_build_object('vendor_id', vendor, 'engagement_id', pg_temp.engagement_meant(vendor, s.engagement)) END;
BEGIN
  RETURN pg_temp.put('subcontractor', entry, s.fields || ARRAY['parent_id', 'subcontractor_vendor_id']
      || CASE WHEN 'consent_by' = ANY (s.fields) THEN '{}' WHEN 'consent_given_on' = ANY (s.fields) AND s.consent_given_on IS NULL THEN ARRAY['consent_by_id'] END,
    jsonb_build_object('name', s.name, 'country', upper(normalize(s.country, NFKC)), 'service', s.service, 'data', s.data,
      'receives_personal_data', s.receives_personal_data, 'is_published', s.is_published, 'consent_given_on', s.consent_given_on,
      'consent_by_id', pg_temp.person_meant(s.consent_by), 'consent_article', s.consent_article, 'flow_down', coalesce(s.flow_down, 'unknown'),
      'flow_down_checked_on', s.flow_down_checked_on, 'from_on', s.from_on, 'until_on', s.until_on, 'note', s.note)
    || place || CASE WHEN 'same_as' = ANY (s.fields) THEN jsonb_build_object('subcontractor_vendor_id', pg_temp.vendor_meant(s.same_as)) ELSE '{}' END);
END $$;
CREATE OR REPLACE FUNCTION pg_temp.shown(s pg_temp.staged, OUT key text, OUT title text) LANGUAGE sql RETURN ROW (s.vendor, s.name);
