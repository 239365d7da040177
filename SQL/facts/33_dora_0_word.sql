-- Closed lists of Implementing Regulation (EU) 2024/2956: our words and the codes of the EBA's taxonomy 4.0.
CREATE VIEW facts.dora_word AS
  SELECT l.list, w.word, w.code, pair.place::integer AS place
  FROM (VALUES
    ('entity', 'eba_CT:', 'credit_institution x12, investment_firm x599, central_counterparty x643, management_company x639, payment_institution x300,
      account_information_provider x301, e_money_institution x302, crypto_asset_provider x303, central_securities_depository x304, trading_venue x305,
      trade_repository x306, alternative_fund_manager x307, data_reporting_provider x308, insurer x309, asset_referenced_token_issuer x310,
      pension_institution x311, credit_rating_agency x312, benchmark_administrator x313, crowdfunding_provider x314, securitisation_repository x315,
      other_financial x316, intragroup_ict_provider x317, other_non_financial x318, insurance_intermediary x320'),
    ('place_in_group', 'eba_RP:', 'ultimate_parent x53, parent x551, subsidiary x56, no_group x21, outsourcing_provider x210'),
    ('arrangement', 'eba_CO:', 'standalone x1, overarching x2, subsequent x3'),
    ('ended_because', 'eba_CO:', 'expired x4, breach x5, impediments x6, weak_data_handling x7, authority x8, other x9'),
    ('code', 'eba_qCO:', 'lei qx2000, national_id qx2001, euid qx2002, registration qx2003, vat qx2004, passport qx2005'),
    ('service', 'eba_TA:', 'project_management S01, development S02, help_desk S03, security_management S04, data_provision S05, data_analysis S06,
      hosting S07, computation S08, data_storage S09, telecom S10, network S11, hardware S12, software_licence S13, operations S14, consulting S15,
      risk_management S16, iaas S17, paas S18, saas S19'),
    ('answer', 'eba_BT:', 'yes x28, no x29, not_assessed x21'),
    ('level', 'eba_ZZ:', 'low x791, medium x792, high x793, not_assessed x799'),
    ('reliance', 'eba_ZZ:', 'not_significant x794, low x795, material x796, full x797'),
    ('nature', 'eba_ZZ:', 'branch x838, entity x839'),
    ('person', 'eba_CT:', 'legal x212, individual x213'),
    ('substitutability', 'eba_ZZ:', 'not_substitutable x959, highly_complex x960, medium_complexity x961, easy x962'),
    ('hard_because', 'eba_ZZ:', 'no_alternative x963, hard_to_migrate x964, both x965'),
    ('reintegration', 'eba_ZZ:', 'easy x798, difficult x966, highly_complex x967, not_applicable x0')
  ) l (list, prefix, words), regexp_split_to_table(l.words, ',\s+') WITH ORDINALITY pair (text, place)
  CROSS JOIN LATERAL (SELECT split_part(pair.text, ' ', 1) AS word, l.prefix || split_part(pair.text, ' ', 2) AS code) w;
COMMENT ON VIEW facts.dora_word IS 'The words of the closed lists of the register of information under DORA, with the codes by which they are reported';

-- Worked out once a statement, while it is planned.
CREATE FUNCTION facts.dora_codes() RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT jsonb_object_agg(w.list || '.' || w.word, w.code) FROM facts.dora_word w);
COMMENT ON FUNCTION facts.dora_codes() IS 'The code of each word, by list and word: {"service.saas": "eba_TA:S19", …}';

CREATE FUNCTION facts.dora_code(list text, word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN facts.dora_codes() ->> (list || '.' || word);
COMMENT ON FUNCTION facts.dora_code(text, text) IS 'The code by which a word is reported';

CREATE FUNCTION facts.dora_country(country text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'eba_GA:' || country;
COMMENT ON FUNCTION facts.dora_country(text) IS 'The code by which a country is reported';

CREATE FUNCTION facts.is_latin(name text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN name ~ '^[\u0020-\u024F\u1E00-\u1EFF\u2010-\u2027]*$';
COMMENT ON FUNCTION facts.is_latin(text) IS 'Whether a name is written in Latin letters';

CREATE FUNCTION facts.dora_option() RETURNS TABLE (word text, place bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT o.of_what || '.' || w.word, row_number() OVER (ORDER BY o.place, w.place)
  FROM (VALUES (1, 'arrangement', 'arrangement'), (2, 'sensitiveness', 'level'), (3, 'function', 'level'), (4, 'substitutability', 'substitutability'),
    (5, 'reintegration', 'reintegration'), (6, 'service', 'level')) o (place, of_what, list)
  JOIN facts.dora_word w ON w.list = o.list
  -- That nobody judged, or that it does not apply, needs no definition.
  WHERE w.word NOT IN ('not_assessed', 'not_applicable');
END;
COMMENT ON FUNCTION facts.dora_option() IS 'The words that a register of information may define, in the order of B_99.01';
