-- Undo of an import, step 1: a table for what it did, row by row. Gone with the transaction.
CREATE TEMP TABLE undoing (
  batch integer NOT NULL, entity text NOT NULL, key bigint NOT NULL, what text NOT NULL, before json, changed_by text, used_by text
) ON COMMIT DROP;
