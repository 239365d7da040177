-- After register.sql, for the section remind of scripts/bench: the owners get what reminders ask of people (a zone, a calendar, a manager, somebody in their
-- place), a few are away, some notices take days to arrive, and the policy has somebody for what nobody else can be told.
\set ON_ERROR_STOP on
SET search_path = register;

ALTER TABLE person DISABLE TRIGGER ALL;
ALTER TABLE contract DISABLE TRIGGER ALL;
ALTER TABLE reminder_policy DISABLE TRIGGER ALL;
UPDATE person SET zone = (ARRAY['Asia/Tokyo', 'Europe/London', 'America/New_York', 'Australia/Sydney', NULL])[1 + id % 5],
  calendar = (ARRAY['JP', 'JP-GOV', NULL])[1 + id % 3], manager_id = CASE WHEN id > 1 THEN greatest(1, id / 8) END,
  backup_id = CASE WHEN id % 4 = 0 THEN id - 1 END, away_from_on = CASE WHEN id % 17 = 0 THEN date '2026-11-16' END,
  away_until_on = CASE WHEN id % 17 = 0 THEN date '2026-12-04' END;
UPDATE contract SET delivery_days = 1 + id % 5 WHERE auto_renews AND id % 4 = 0;
UPDATE contract SET remind_days = '{180,90,30}' WHERE id % 10 = 0;
UPDATE reminder_policy SET fallback_id = 1, risk_lead_id = 2;
ALTER TABLE person ENABLE TRIGGER ALL;
ALTER TABLE contract ENABLE TRIGGER ALL;
ALTER TABLE reminder_policy ENABLE TRIGGER ALL;
VACUUM (ANALYZE) person, contract;
