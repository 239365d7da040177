-- For reports that ask what a rule asks: they say the same as its next check, whatever the organisation has set.
CREATE FUNCTION facts.rule_value(rule text, name text, tier text, otherwise text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce((
  SELECT s.value FROM register.rule_setting s
  WHERE s.rule = rule_value.rule AND s.name = rule_value.name AND (s.tier = rule_value.tier OR s.tier IS NULL)
  ORDER BY s.tier IS NULL LIMIT 1), otherwise);
COMMENT ON FUNCTION facts.rule_value(text, text, text, text) IS 'The value of a parameter of a rule for a tier: what the organisation has set, for the tier before that for all, else what the rule''s file says';
