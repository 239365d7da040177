-- Numbers that others gave a vendor, who is not who, and who became whom.

-- Written in every possible way, kept in one: docs/identifiers.md says what is ignored.
CREATE FUNCTION register.identifier_value(scheme text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN scheme = 'eu_vat'
  -- Belgian numbers had nine digits until 2005 and are the same with a zero before them.
  THEN regexp_replace(regexp_replace(upper(normalize(value, NFKC)), '[\s\u200B\uFEFF.\u2010-\u2015\u2212-]', '', 'g'), '^BE(\d{9})$', 'BE0\1')
  ELSE regexp_replace(upper(normalize(value, NFKC)), '[\s\u200B\uFEFF.\u2010-\u2015\u2212-]', '', 'g') END;
COMMENT ON FUNCTION register.identifier_value(text, text) IS 'An identifier as it is kept: capital letters of half width, without blanks, hyphens and dots; a Belgian VAT number with ten digits';

CREATE FUNCTION register.weighted_sum(digits text, weights integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT sum(substr(digits, place::integer, 1)::integer * weight) FROM unnest(weights) WITH ORDINALITY AS w (weight, place));
COMMENT ON FUNCTION register.weighted_sum(text, integer[]) IS 'Each digit times the weight of its place, added up';

-- A = 10 … Z = 35, then the remainder by 97 must be 1; the check digits of ISO 7064 are 02 to 98.
CREATE FUNCTION register.lei_is_valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value ~ '^[0-9A-Z]{18}[0-9]{2}$' THEN right(value, 2) BETWEEN '02' AND '98'
  AND (SELECT string_agg(CASE WHEN letter ~ '[A-Z]' THEN (ascii(letter) - 55)::text ELSE letter END, '' ORDER BY place)
    FROM string_to_table(value, NULL) WITH ORDINALITY AS l (letter, place))::numeric % 97 = 1
  ELSE false END;
COMMENT ON FUNCTION register.lei_is_valid(text) IS 'Whether an LEI has its form and its check digits (ISO 17442, ISO 7064 MOD 97-10)';

-- The first digit checks the twelve behind it: nine less the remainder by nine of their sum, every other one doubled.
CREATE FUNCTION register.corporate_number_is_valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value ~ '^[0-9]{13}$'
  THEN left(value, 1)::bigint = 9 - register.weighted_sum(right(value, 12), '{2,1,2,1,2,1,2,1,2,1,2,1}') % 9 ELSE false END;
COMMENT ON FUNCTION register.corporate_number_is_valid(text) IS 'Whether a Japanese corporate number (法人番号) has thirteen digits and its check digit';

CREATE FUNCTION register.abn_is_valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value ~ '^[1-9][0-9]{10}$'
  THEN (register.weighted_sum(value, '{10,1,3,5,7,9,11,13,15,17,19}') - 10) % 89 = 0 ELSE false END;
COMMENT ON FUNCTION register.abn_is_valid(text) IS 'Whether an Australian Business Number has eleven digits and its check digits: weighted, with one less in the first place, they are divisible by 89';

CREATE FUNCTION register.austrian_vat_is_valid(digits text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (10 - (register.weighted_sum(digits, '{1,0,1,0,1,0,1}') + 4
  + (SELECT sum(doubled / 10 + doubled % 10) FROM (SELECT substr(digits, place, 1)::integer * 2 AS doubled FROM unnest('{2,4,6}'::integer[]) AS place) d)) % 10) % 10
  = right(digits, 1)::integer;
COMMENT ON FUNCTION register.austrian_vat_is_valid(text) IS 'Whether the eight digits of an Austrian VAT number have their check digit';

-- Nine digits are a company's. Ten are a person's (ЕГН), a foreigner's (ЛНЧ) or another's, each with a rule of its own.
CREATE FUNCTION register.bulgarian_vat_is_valid(digits text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN length(digits) = 9 THEN right(digits, 1)::integer = CASE
    WHEN register.weighted_sum(digits, '{1,2,3,4,5,6,7,8}') % 11 < 10 THEN register.weighted_sum(digits, '{1,2,3,4,5,6,7,8}') % 11
    ELSE register.weighted_sum(digits, '{3,4,5,6,7,8,9,10}') % 11 % 10 END
  ELSE right(digits, 1)::integer IN (
    CASE WHEN substr(digits, 3, 2)::integer % 20 BETWEEN 1 AND 12 AND substr(digits, 5, 2)::integer BETWEEN 1 AND 31
      THEN register.weighted_sum(digits, '{2,4,8,5,10,9,7,3,6}') % 11 % 10 END,
    register.weighted_sum(digits, '{21,19,17,13,11,9,7,3,1}') % 10,
    (11 - register.weighted_sum(digits, '{4,3,2,7,6,5,4,3,2}') % 11) % 11) END;
COMMENT ON FUNCTION register.bulgarian_vat_is_valid(text) IS 'Whether the nine or ten digits of a Bulgarian VAT number have their check digit';

-- Check digits where the project has numbers to try the rule on; elsewhere the form, for a wrong rule would refuse right numbers.
CREATE FUNCTION register.eu_vat_is_valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE left(value, 2)
  WHEN 'AT' THEN value ~ '^ATU[0-9]{8}$' AND CASE WHEN value ~ '^ATU[0-9]{8}$' THEN register.austrian_vat_is_valid(right(value, 8)) END
  WHEN 'BE' THEN CASE WHEN value ~ '^BE[01][0-9]{9}$' THEN 97 - substr(value, 3, 8)::integer % 97 = right(value, 2)::integer ELSE false END
  WHEN 'BG' THEN CASE WHEN value ~ '^BG[0-9]{9,10}$' THEN coalesce(register.bulgarian_vat_is_valid(substr(value, 3)), false) ELSE false END
  WHEN 'CY' THEN value ~ '^CY[0-9]{8}[A-Z]$'
  WHEN 'CZ' THEN value ~ '^CZ[0-9]{8,10}$'
  WHEN 'DE' THEN value ~ '^DE[1-9][0-9]{8}$'
  WHEN 'DK' THEN value ~ '^DK[1-9][0-9]{7}$'
  WHEN 'EE' THEN value ~ '^EE[0-9]{9}$'
  WHEN 'EL' THEN value ~ '^EL[0-9]{9}$'
  WHEN 'ES' THEN value ~ '^ES([A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z])$'
  WHEN 'FI' THEN value ~ '^FI[0-9]{8}$'
  WHEN 'FR' THEN value ~ '^FR[0-9A-HJ-NP-Z]{2}[0-9]{9}$'
  WHEN 'HR' THEN value ~ '^HR[0-9]{11}$'
  WHEN 'HU' THEN value ~ '^HU[0-9]{8}$'
  WHEN 'IE' THEN value ~ '^IE([0-9][0-9A-Z+*][0-9]{5}[A-W]|[0-9]{7}[A-W][A-I])$'
  WHEN 'IT' THEN value ~ '^IT[0-9]{11}$'
  WHEN 'LT' THEN value ~ '^LT([0-9]{9}|[0-9]{12})$'
  WHEN 'LU' THEN value ~ '^LU[0-9]{8}$'
  WHEN 'LV' THEN value ~ '^LV[0-9]{11}$'
  WHEN 'MT' THEN value ~ '^MT[0-9]{8}$'
  WHEN 'NL' THEN value ~ '^NL[0-9]{9}B[0-9]{2}$'
  WHEN 'PL' THEN value ~ '^PL[0-9]{10}$'
  WHEN 'PT' THEN value ~ '^PT[0-9]{9}$'
  WHEN 'RO' THEN value ~ '^RO[1-9][0-9]{1,9}$'
  WHEN 'SE' THEN value ~ '^SE[0-9]{10}01$'
  WHEN 'SI' THEN value ~ '^SI[1-9][0-9]{7}$'
  WHEN 'SK' THEN value ~ '^SK[1-9][0-9]{9}$'
  WHEN 'XI' THEN value ~ '^XI([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})$'
  ELSE false END;
COMMENT ON FUNCTION register.eu_vat_is_valid(text) IS 'Whether a VAT number has the form of its country; for AT, BE and BG also its check digits';

CREATE FUNCTION register.identifier_is_valid(scheme text, value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE scheme
  WHEN 'lei' THEN register.lei_is_valid(value)
  WHEN 'jp_corporate_number' THEN register.corporate_number_is_valid(value)
  WHEN 'eu_vat' THEN register.eu_vat_is_valid(value)
  WHEN 'abn' THEN register.abn_is_valid(value)
  WHEN 'duns' THEN value ~ '^[0-9]{9}$' AND value <> '000000000' END;
COMMENT ON FUNCTION register.identifier_is_valid(text, text) IS 'Whether an identifier, as it is kept, has the form and the check digits of its scheme; nothing for a scheme that is not known';

CREATE TABLE register.vendor_identifier (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  vendor_id bigint NOT NULL,
  scheme text NOT NULL,
  value text NOT NULL,
  from_on date,
  until_on date,
  CONSTRAINT vendor_identifier_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_identifier_vendor_is_known FOREIGN KEY (vendor_id) REFERENCES register.vendor (id),
  -- Not once among all vendors: two entries of one company are found by the number that they share.
  CONSTRAINT vendor_identifier_is_recorded_once UNIQUE (vendor_id, scheme, value),
  CONSTRAINT vendor_identifier_scheme_is_known CHECK (scheme IN ('lei', 'jp_corporate_number', 'eu_vat', 'duns', 'abn')),
  CONSTRAINT vendor_identifier_lei_is_right CHECK (scheme <> 'lei' OR register.lei_is_valid(value)),
  CONSTRAINT vendor_identifier_corporate_number_is_right CHECK (scheme <> 'jp_corporate_number' OR register.corporate_number_is_valid(value)),
  CONSTRAINT vendor_identifier_eu_vat_is_right CHECK (scheme <> 'eu_vat' OR register.eu_vat_is_valid(value)),
  CONSTRAINT vendor_identifier_duns_is_right CHECK (scheme <> 'duns' OR register.identifier_is_valid(scheme, value)),
  CONSTRAINT vendor_identifier_abn_is_right CHECK (scheme <> 'abn' OR register.abn_is_valid(value)),
  CONSTRAINT vendor_identifier_ends_after_it_starts CHECK (until_on >= from_on),
  CONSTRAINT vendor_identifier_days_are_plausible CHECK (
    from_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE AND until_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE)
);
CREATE INDEX vendor_identifier_value ON register.vendor_identifier (value);
COMMENT ON TABLE register.vendor_identifier IS 'A number by which others tell the vendor from every other company';
COMMENT ON COLUMN register.vendor_identifier.id IS 'Number given by the register';
COMMENT ON COLUMN register.vendor_identifier.vendor_id IS 'The vendor';
COMMENT ON COLUMN register.vendor_identifier.scheme IS 'lei (ISO 17442), jp_corporate_number (法人番号), eu_vat, duns (D-U-N-S) or abn (Australian Business Number)';
COMMENT ON COLUMN register.vendor_identifier.value IS 'The number in the one form in which register.identifier_value writes it';
COMMENT ON COLUMN register.vendor_identifier.from_on IS 'First day on which it is the vendor''s; none when nobody recorded it';
COMMENT ON COLUMN register.vendor_identifier.until_on IS 'Last day on which it is the vendor''s; none while it is';
COMMENT ON CONSTRAINT vendor_identifier_pkey ON register.vendor_identifier IS 'Each identifier has a number of its own.';
COMMENT ON CONSTRAINT vendor_identifier_vendor_is_known ON register.vendor_identifier IS 'The vendor must be registered.';
COMMENT ON CONSTRAINT vendor_identifier_is_recorded_once ON register.vendor_identifier IS 'The vendor already has this identifier.';
COMMENT ON CONSTRAINT vendor_identifier_scheme_is_known ON register.vendor_identifier IS 'A scheme is lei, jp_corporate_number, eu_vat, duns or abn.';
COMMENT ON CONSTRAINT vendor_identifier_lei_is_right ON register.vendor_identifier IS 'An LEI is 18 letters or digits and two check digits that fit them (ISO 17442): look for a mistyped one.';
COMMENT ON CONSTRAINT vendor_identifier_corporate_number_is_right ON register.vendor_identifier IS 'A 法人番号 is 13 digits, of which the first checks the others: look for a mistyped one, and leave out the T of an invoice number.';
COMMENT ON CONSTRAINT vendor_identifier_eu_vat_is_right ON register.vendor_identifier IS 'A VAT number begins with its country, such as ATU or BE, and has the form and check digits of that country.';
COMMENT ON CONSTRAINT vendor_identifier_duns_is_right ON register.vendor_identifier IS 'A D-U-N-S number is nine digits.';
COMMENT ON CONSTRAINT vendor_identifier_abn_is_right ON register.vendor_identifier IS 'An ABN is eleven digits, of which the first two check the others: look for a mistyped one.';
COMMENT ON CONSTRAINT vendor_identifier_ends_after_it_starts ON register.vendor_identifier IS 'An identifier cannot end before it starts.';
COMMENT ON CONSTRAINT vendor_identifier_days_are_plausible ON register.vendor_identifier IS 'A day of an identifier lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.vendor_identifier_value IS 'Whose number it is';
SELECT audit.track('register.vendor_identifier');

CREATE FUNCTION register.vendor_by_identifier(identifier text) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT DISTINCT i.vendor_id FROM register.vendor_identifier i
  WHERE i.value IN (register.identifier_value('lei', identifier), register.identifier_value('eu_vat', identifier));
END;
COMMENT ON FUNCTION register.vendor_by_identifier(text) IS 'The vendors that have or had an identifier, of whatever scheme and however it is written';

CREATE TABLE register.vendor_distinct (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  vendor_id bigint NOT NULL,
  other_id bigint NOT NULL,
  decided_by_id bigint NOT NULL,
  CONSTRAINT vendor_distinct_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_distinct_vendor_is_known FOREIGN KEY (vendor_id) REFERENCES register.vendor (id),
  CONSTRAINT vendor_distinct_other_is_known FOREIGN KEY (other_id) REFERENCES register.vendor (id),
  CONSTRAINT vendor_distinct_decider_is_known FOREIGN KEY (decided_by_id) REFERENCES register.person (id),
  CONSTRAINT vendor_distinct_is_decided_once UNIQUE (vendor_id, other_id),
  CONSTRAINT vendor_distinct_is_in_order CHECK (vendor_id < other_id)
);
CREATE INDEX vendor_distinct_other ON register.vendor_distinct (other_id);
CREATE INDEX vendor_distinct_decider ON register.vendor_distinct (decided_by_id);
COMMENT ON TABLE register.vendor_distinct IS 'Two vendors that look alike and of which a person said that they are two';
COMMENT ON COLUMN register.vendor_distinct.id IS 'Number given by the register';
COMMENT ON COLUMN register.vendor_distinct.vendor_id IS 'The vendor with the lower number';
COMMENT ON COLUMN register.vendor_distinct.other_id IS 'The other vendor';
COMMENT ON COLUMN register.vendor_distinct.decided_by_id IS 'Who said so; filled in by the register';
COMMENT ON CONSTRAINT vendor_distinct_pkey ON register.vendor_distinct IS 'Each decision has a number of its own.';
COMMENT ON CONSTRAINT vendor_distinct_vendor_is_known ON register.vendor_distinct IS 'The vendor must be registered.';
COMMENT ON CONSTRAINT vendor_distinct_other_is_known ON register.vendor_distinct IS 'The other vendor must be registered.';
COMMENT ON CONSTRAINT vendor_distinct_decider_is_known ON register.vendor_distinct IS 'Who decides must be a person of the register.';
COMMENT ON CONSTRAINT vendor_distinct_is_decided_once ON register.vendor_distinct IS 'It is recorded already that these are two vendors.';
COMMENT ON CONSTRAINT vendor_distinct_is_in_order ON register.vendor_distinct IS 'Two different vendors are named, the one with the lower number first.';
COMMENT ON INDEX register.vendor_distinct_other IS 'From whom else a vendor was told apart';
COMMENT ON INDEX register.vendor_distinct_decider IS 'What a person decided';
SELECT audit.track('register.vendor_distinct');

CREATE FUNCTION register.fill_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.decided_by_id := register.acting_person();
  RETURN NEW;
END $$;
COMMENT ON FUNCTION register.fill_decider() IS 'Trigger: who acts is who decides, whatever is given';
CREATE TRIGGER vendor_distinct_decider BEFORE INSERT OR UPDATE ON register.vendor_distinct
  FOR EACH ROW EXECUTE FUNCTION register.fill_decider();
ALTER TABLE register.vendor_distinct ENABLE ALWAYS TRIGGER vendor_distinct_decider;

ALTER TABLE register.vendor
  ADD COLUMN merged_into_id bigint,
  ADD COLUMN merged_on date,
  ADD CONSTRAINT vendor_successor_is_known FOREIGN KEY (merged_into_id) REFERENCES register.vendor (id),
  ADD CONSTRAINT vendor_is_not_merged_into_itself CHECK (merged_into_id <> id),
  ADD CONSTRAINT vendor_merger_has_a_day CHECK ((merged_into_id IS NULL) = (merged_on IS NULL)),
  ADD CONSTRAINT vendor_merger_day_is_plausible CHECK (merged_on BETWEEN '1900-01-01' AND '2199-12-31');
CREATE INDEX vendor_merged ON register.vendor (merged_into_id) WHERE merged_into_id IS NOT NULL;
COMMENT ON COLUMN register.vendor.merged_into_id IS 'The vendor as which it goes on: the two were one company';
COMMENT ON COLUMN register.vendor.merged_on IS 'First day on which it no longer is a vendor of its own';
COMMENT ON CONSTRAINT vendor_successor_is_known ON register.vendor IS 'A vendor is merged into one that is registered.';
COMMENT ON CONSTRAINT vendor_is_not_merged_into_itself ON register.vendor IS 'A vendor cannot be merged into itself.';
COMMENT ON CONSTRAINT vendor_merger_has_a_day ON register.vendor IS 'A merger names both the vendor that goes on and the day.';
COMMENT ON CONSTRAINT vendor_merger_day_is_plausible ON register.vendor IS 'The day of a merger lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.vendor_merged IS 'What was merged into a vendor';

-- The way ends, because a merger never changes and nothing is merged into a vendor that was merged away.
CREATE FUNCTION register.vendor_survivor(vendor bigint) RETURNS bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  WITH RECURSIVE way AS (
    SELECT v.id, v.merged_into_id FROM register.vendor v WHERE v.id = vendor
    UNION ALL SELECT v.id, v.merged_into_id FROM way JOIN register.vendor v ON v.id = way.merged_into_id
  ) SELECT id FROM way WHERE merged_into_id IS NULL;
END;
COMMENT ON FUNCTION register.vendor_survivor(bigint) IS 'The vendor as which a vendor goes on: itself, unless it was merged into another';

CREATE FUNCTION register.guard_merger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE goes_on_as bigint;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.merged_into_id IS NOT NULL THEN
    RAISE EXCEPTION 'Vendor #% was merged into #% on %, and that is not undone', OLD.id, OLD.merged_into_id, OLD.merged_on
      USING ERRCODE = '23514', HINT = format('It goes on as vendor #%s', register.vendor_survivor(OLD.id));
  END IF;
  -- Held until the end, so that two mergers at a time cannot close a circle.
  PERFORM FROM register.vendor WHERE id = NEW.merged_into_id FOR UPDATE;
  goes_on_as := register.vendor_survivor(NEW.merged_into_id);
  IF goes_on_as <> NEW.merged_into_id THEN
    RAISE EXCEPTION 'Vendor #% was itself merged into #%', NEW.merged_into_id, goes_on_as
      USING ERRCODE = '23514', HINT = format('Merge into #%s', goes_on_as);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION register.guard_merger() IS 'Trigger: a merger stays, and nothing is merged into a vendor that was merged away';
CREATE TRIGGER vendor_merger_is_new BEFORE INSERT ON register.vendor
  FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION register.guard_merger();
CREATE TRIGGER vendor_merger_is_final BEFORE UPDATE OF merged_into_id, merged_on ON register.vendor
  FOR EACH ROW WHEN ((OLD.merged_into_id, OLD.merged_on) IS DISTINCT FROM (NEW.merged_into_id, NEW.merged_on))
  EXECUTE FUNCTION register.guard_merger();
ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER vendor_merger_is_new, ENABLE ALWAYS TRIGGER vendor_merger_is_final;

-- What is final stays as it is, but for whose it is when two entries turn out to be one company.
CREATE FUNCTION register.is_moved_by_merger(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql STABLE
RETURN before - 'vendor_id' = after - 'vendor_id' AND EXISTS (
  SELECT FROM register.vendor v
  WHERE v.id = (before ->> 'vendor_id')::bigint AND v.merged_into_id = (after ->> 'vendor_id')::bigint);
COMMENT ON FUNCTION register.is_moved_by_merger(jsonb, jsonb) IS 'Whether a row differs only in that it now belongs to the vendor into which its own was merged';

-- Every reference to a vendor moves, whichever table has it, so a table that is added later is not forgotten. A row stays
-- where its table refuses the move, because the other vendor has the same already or what is written there is final.
CREATE FUNCTION register.merge_vendor(gone bigint, kept bigint, day date) RETURNS TABLE (what text, moved bigint, stayed bigint)
LANGUAGE plpgsql AS $$
DECLARE
  reference record;
  row_id bigint;
BEGIN
  PERFORM FROM register.vendor WHERE id IN (gone, kept) ORDER BY id FOR UPDATE;
  UPDATE register.vendor SET merged_into_id = kept, merged_on = day WHERE id = gone;

  -- What nobody recorded of the one is known of the other; its own name is found for ever.
  UPDATE register.vendor k SET english_name = coalesce(k.english_name, g.english_name), reading = coalesce(k.reading, g.reading),
    country = coalesce(k.country, g.country), website = coalesce(k.website, g.website),
    owner_id = coalesce(k.owner_id, nullif(g.owner_id, k.backup_owner_id)), parent_id = nullif(k.parent_id, g.id)
  FROM register.vendor g
  WHERE k.id = kept AND g.id = gone
    AND (k.english_name IS NULL AND g.english_name IS NOT NULL OR k.reading IS NULL AND g.reading IS NOT NULL OR k.country IS NULL AND g.country IS NOT NULL
      OR k.website IS NULL AND g.website IS NOT NULL OR k.owner_id IS NULL AND g.owner_id IS NOT NULL OR k.parent_id = g.id);
  INSERT INTO register.vendor_name (vendor_id, kind, name, from_on)
  SELECT kept, 'trading', g.name, day FROM register.vendor g
  WHERE g.id = gone AND NOT EXISTS (SELECT FROM register.vendor k WHERE k.id = kept AND k.name_key = g.name_key)
    AND NOT EXISTS (SELECT FROM register.vendor_name n WHERE n.vendor_id = kept AND n.name_key = g.name_key);

  -- Two links of one contract become one.
  DELETE FROM register.contract_vendor l
  WHERE l.vendor_id = gone AND EXISTS (SELECT FROM register.contract_vendor k WHERE k.contract_id = l.contract_id AND k.vendor_id = kept);
  -- Two engagements of one title stay two.
  UPDATE register.engagement e SET title = format('%s (%s, #%s)', e.title, (SELECT name FROM register.vendor WHERE id = gone), e.id)
  WHERE e.vendor_id = gone AND EXISTS (SELECT FROM register.engagement k WHERE k.vendor_id = kept AND k.title = e.title);

  FOR reference IN
    SELECT c.relname::text AS table_name, a.attname::text AS column_name
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND f.confrelid = 'register.vendor'::regclass AND cardinality(f.conkey) = 1
      -- What was said of the vendor as it then was: mergers, decisions, findings and stages are its own history.
      AND c.relname NOT IN ('vendor_distinct', 'finding', 'vendor_stage')
      AND NOT (c.relname = 'vendor' AND a.attname = 'merged_into_id')
      AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'c6_keep')
    ORDER BY c.relname, a.attnum
  LOOP
    what := reference.table_name;
    moved := 0;
    stayed := 0;
    FOR row_id IN EXECUTE format('SELECT id FROM register.%I WHERE %I = $1 ORDER BY id', reference.table_name, reference.column_name) USING gone LOOP
      BEGIN
        EXECUTE format('UPDATE register.%I SET %I = $1 WHERE id = $2', reference.table_name, reference.column_name) USING kept, row_id;
        moved := moved + 1;
      EXCEPTION WHEN unique_violation OR exclusion_violation OR check_violation OR insufficient_privilege THEN
        stayed := stayed + 1;
      END;
    END LOOP;
    IF moved + stayed > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION register.merge_vendor(bigint, bigint, date) IS 'Two entries of one company become one: what refers to the first refers to the second from now on, table by table as it tells; the first stays as history';
