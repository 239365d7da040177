-- Import, step 1: what the file says, typed, one row a line. Everything here is gone with the transaction.
CREATE TEMP TABLE staged (
  line integer NOT NULL,
  raw text NOT NULL,
  -- Which fields this row really gives: mapped, and readable. All others stay as they are registered.
  fields text[] NOT NULL,
  reference text, title text, kind text, signed_on date, starts_on date, ends_on date, open_ended boolean, auto_renews boolean,
  renewal_months integer, notice_months integer, notice_days integer, decision_days integer, notice_given_on date,
  terminated_on date, work_ended_on date, supersedes text, value_amount numeric, value_currency text, owner text, note text,
  vendors text[], vendor_codes text[], engagement text, tier text, terms jsonb
) ON COMMIT DROP;

-- Rows and cells that could not be taken, found by the database; the program found others before.
CREATE TEMP TABLE rejected (line integer NOT NULL, field text, reason text NOT NULL) ON COMMIT DROP;

-- What differs from the register. Only what stands here is written.
CREATE TEMP TABLE difference (line integer NOT NULL, field text NOT NULL, old text, new text) ON COMMIT DROP;

-- What earlier editions of the source had and this one lacks.
CREATE TEMP TABLE gone (key bigint NOT NULL, name text NOT NULL, binds boolean NOT NULL) ON COMMIT DROP;

-- Rows that a later row of the file with the same key replaces, where the mapping says so.
CREATE TEMP TABLE replaced (line integer NOT NULL) ON COMMIT DROP;
