-- Import: the fields that each row gives, beside the number of their set. A column with a default is made without writing a row.
DO $$ BEGIN
  EXECUTE format('ALTER TABLE pg_temp.staged ADD COLUMN fields text[] NOT NULL DEFAULT %L', (SELECT fields FROM pg_temp.given WHERE id = 0));
END $$;
UPDATE pg_temp.staged s SET fields = g.fields FROM pg_temp.given g WHERE g.id = s.given AND s.given <> 0;
