-- Import, step 1: what steps of every noun hand to each other. Everything here is gone with the transaction.
-- Rows and cells that could not be taken, found by the database; the program found others before.
CREATE TEMP TABLE rejected (line integer NOT NULL, field text, reason text NOT NULL) ON COMMIT DROP;

-- What differs from the register. Only what stands here is written.
CREATE TEMP TABLE difference (line integer NOT NULL, field text NOT NULL, old text, new text) ON COMMIT DROP;

-- What earlier editions of the source had and this one lacks.
CREATE TEMP TABLE gone (key bigint NOT NULL, name text NOT NULL, binds boolean NOT NULL) ON COMMIT DROP;

-- Rows that a later row of the file with the same key replaces, where the mapping says so.
CREATE TEMP TABLE replaced (line integer NOT NULL) ON COMMIT DROP;
