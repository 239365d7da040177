-- Import, step 1: what steps of every noun hand to each other. Everything here is gone with the transaction.
-- Whole files are joined and sorted: in memory, with plans that are not compiled and that a small sample is enough for.
SET LOCAL work_mem = '64MB';
-- Refused to a session that has had temporary tables; it does with what it has.
DO $$ BEGIN
  SET LOCAL temp_buffers = '256MB';
EXCEPTION WHEN invalid_parameter_value THEN NULL;
END $$;
SET LOCAL jit = off;
SET LOCAL default_statistics_target = 10;

-- Which fields rows really give: mapped, and readable. All others stay as they are registered. Most rows give the same, number 0.
CREATE TEMP TABLE given (id integer NOT NULL, fields text[] NOT NULL) ON COMMIT DROP;

-- Rows that beyond doubt say what is registered, found before merged is made, which then lacks them.
CREATE TEMP TABLE settled (line integer NOT NULL, id bigint NOT NULL) ON COMMIT DROP;

-- Rows and cells that could not be taken, found by the database; the program found others before.
CREATE TEMP TABLE rejected (line integer NOT NULL, field text, reason text NOT NULL) ON COMMIT DROP;

-- What differs from the register. Only what stands here is written.
CREATE TEMP TABLE difference (line integer NOT NULL, field text NOT NULL, old text, new text) ON COMMIT DROP;

-- What earlier editions of the source had and this one lacks.
CREATE TEMP TABLE gone (key bigint NOT NULL, name text NOT NULL, binds boolean NOT NULL) ON COMMIT DROP;

-- Rows that a later row of the file with the same key replaces, where the mapping says so.
CREATE TEMP TABLE replaced (line integer NOT NULL) ON COMMIT DROP;
