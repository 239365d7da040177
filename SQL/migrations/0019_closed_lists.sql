-- Codes that are written right and mean nothing: a country, a currency, a time zone that there is none of. What was recorded
-- before stays until it is next changed.

CREATE FUNCTION register.is_country(code text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN code = ANY (string_to_array(
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH '
  'CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN '
  'GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI '
  'LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM '
  'PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD '
  'TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW', ' '));
COMMENT ON FUNCTION register.is_country(text) IS 'Whether this is a code of ISO 3166-1, or XK, which everybody uses for Kosovo';

-- Old contracts have old money.
CREATE FUNCTION register.is_currency(code text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN code = ANY (string_to_array(
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF '
  'CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF '
  'IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU '
  'MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD '
  'SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST '
  'XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG ZWL AFA ATS AZM BEF BGL BYR CSD CYP DEM EEK ESP FIM FRF GHC GRD IEP ITL LTL LUF LVL MRO '
  'MTL MZM NLG PTE ROL SDD SIT SKK STD TMM TRL VEB VEF YUM ZMK ZWD', ' '));
COMMENT ON FUNCTION register.is_currency(text) IS 'Whether this is a code of ISO 4217 for money, in use or replaced since 1999';

CREATE FUNCTION register.is_zone(zone text) RETURNS boolean LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  PERFORM timestamptz 'epoch' AT TIME ZONE zone;
  RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END $$;
COMMENT ON FUNCTION register.is_zone(text) IS 'Whether the server knows this time zone';

ALTER TABLE register.vendor DROP CONSTRAINT vendor_country_is_two_letters, ADD CONSTRAINT vendor_country_is_known CHECK (register.is_country(country)) NOT VALID;
COMMENT ON CONSTRAINT vendor_country_is_known ON register.vendor IS 'A country is a code of ISO 3166-1, such as JP; the United Kingdom is GB.';
ALTER TABLE register.engagement_place DROP CONSTRAINT engagement_place_country_is_two_letters, ADD CONSTRAINT engagement_place_country_is_known CHECK (register.is_country(country)) NOT VALID;
COMMENT ON CONSTRAINT engagement_place_country_is_known ON register.engagement_place IS 'The country of a place is a code of ISO 3166-1, such as JP; the United Kingdom is GB.';
ALTER TABLE register.subcontractor DROP CONSTRAINT subcontractor_country_is_two_letters, ADD CONSTRAINT subcontractor_country_is_known CHECK (register.is_country(country)) NOT VALID;
COMMENT ON CONSTRAINT subcontractor_country_is_known ON register.subcontractor IS 'The country of a subcontractor is a code of ISO 3166-1, such as JP; the United Kingdom is GB.';
ALTER TABLE register.contract DROP CONSTRAINT contract_currency_is_three_letters, ADD CONSTRAINT contract_currency_is_known CHECK (register.is_currency(value_currency)) NOT VALID;
COMMENT ON CONSTRAINT contract_currency_is_known ON register.contract IS 'A currency is a code of ISO 4217, such as JPY.';
ALTER TABLE register.evidence DROP CONSTRAINT evidence_currency_is_three_letters, ADD CONSTRAINT evidence_currency_is_known CHECK (register.is_currency(currency)) NOT VALID;
COMMENT ON CONSTRAINT evidence_currency_is_known ON register.evidence IS 'The currency of a sum insured is a code of ISO 4217, such as JPY.';
ALTER TABLE register.person ADD CONSTRAINT person_zone_is_known CHECK (register.is_zone(zone)) NOT VALID;
COMMENT ON CONSTRAINT person_zone_is_known ON register.person IS 'There is no such time zone: Asia/Tokyo, Europe/Berlin and UTC are some.';

CREATE FUNCTION register.refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % stays recorded', tg_argv[0], OLD.id USING ERRCODE = '23514', HINT = tg_argv[1];
END $$;
COMMENT ON FUNCTION register.refuse_removal() IS 'Trigger: keeps what people asked for and decided; what the thing is called and the way out are given';
CREATE TRIGGER tier_override_stays BEFORE DELETE ON register.tier_override FOR EACH ROW
  EXECUTE FUNCTION register.refuse_removal('Override', 'Withdraw it: "clause6 engagement withdraw-override"');
ALTER TABLE register.tier_override ENABLE ALWAYS TRIGGER tier_override_stays;
