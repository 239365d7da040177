-- When the owner of a contract wants to be reminded of it.
ALTER TABLE register.contract
  ADD COLUMN remind_days integer[],
  ADD CONSTRAINT contract_reminders_are_few CHECK (cardinality(remind_days) BETWEEN 1 AND 12
    AND 1 <= ALL (remind_days) AND 730 >= ALL (remind_days) AND register.has_each_once(remind_days));
COMMENT ON COLUMN register.contract.remind_days IS 'Days before its end and its last day for notice on which its owner is reminded, instead of the policy''s';
COMMENT ON CONSTRAINT contract_reminders_are_few ON register.contract IS 'A contract is reminded of on 1 to 12 days, each 1 to 730 days before and named once.';
