-- The policy as the file that "clause6 remind policy load" reads.
CREATE FUNCTION facts.reminder_policy_file() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT concat_ws(E'\n', 'clause6: reminders/1',
    format('send: {from: "%s", until: "%s"}', to_char(p.send_from, 'HH24:MI'), to_char(p.send_until, 'HH24:MI')),
    'language: ' || p.language,
    'fallback: ' || coalesce(f.email, f.name, 'none'),
    'risk-lead: ' || coalesce(r.email, r.name, 'none'),
    'silent-hours: ' || p.silent_hours,
    'uncertain: ' || p.on_uncertain,
    'ladders:',
    (
      SELECT string_agg(concat_ws(E'\n  ', '- ' || l.head, l.owner, l.manager, l.risk_lead), E'\n' ORDER BY l.kind NULLS FIRST, l.tier NULLS FIRST)
      FROM (
        SELECT s.kind, s.tier,
          coalesce('kind: ' || s.kind || E'\n  tier: ' || s.tier, 'kind: ' || s.kind, 'tier: ' || s.tier, '# every kind without a ladder of its own') AS head,
          'owner: [' || string_agg(facts.step_text(s.days, s.business), ', ' ORDER BY s.days, s.business) FILTER (WHERE s.audience = 'owner') || ']' AS owner,
          'manager: [' || string_agg(facts.step_text(s.days, s.business), ', ' ORDER BY s.days, s.business) FILTER (WHERE s.audience = 'manager') || ']' AS manager,
          'risk-lead: [' || string_agg(facts.step_text(s.days, s.business), ', ' ORDER BY s.days, s.business) FILTER (WHERE s.audience = 'risk_lead') || ']' AS risk_lead
        FROM register.reminder_step s GROUP BY s.kind, s.tier
      ) l
    )) || E'\n'
  FROM register.reminder_policy p
  LEFT JOIN register.person f ON f.id = p.fallback_id
  LEFT JOIN register.person r ON r.id = p.risk_lead_id
  WHERE p.id = 1;
END;
COMMENT ON FUNCTION facts.reminder_policy_file() IS 'The reminder policy in force, in YAML';
