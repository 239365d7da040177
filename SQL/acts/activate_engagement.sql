-- Looks at the gate and lets through in one statement, so that nothing is let through that was not looked at.
INSERT INTO register.activation (engagement_id, activated_on, gate)
SELECT g.engagement_id, $2::date, jsonb_object_agg(g.leg, g.why)
FROM facts.engagement_gate($2::date) g
WHERE g.engagement_id = $1::bigint
GROUP BY g.engagement_id
HAVING bool_and(g.is_open)
