CREATE VIEW facts.import_source AS
  SELECT DISTINCT ON (r.entity, r.key) r.entity, r.key, run.id AS run_id, run.file_name, r.line, run.imported_at, run.actor, r.raw
  FROM register.import_row r JOIN register.import_run run ON run.id = r.import_run_id
  WHERE NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = run.id)
  ORDER BY r.entity, r.key, r.import_run_id DESC, r.line;
COMMENT ON VIEW facts.import_source IS 'The row of a file from which an entry was last added or changed; imports that were undone do not count';

CREATE FUNCTION facts.import_text(entity text, entry bigint) RETURNS text LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT format('%s line %s, import %s by %s', s.file_name, s.line, s.run_id, s.actor) FROM facts.import_source s
  WHERE s.entity = import_text.entity AND s.key = import_text.entry;
END;
COMMENT ON FUNCTION facts.import_text(text, bigint) IS 'From which row of which file an entry was written down, and by whom; none where it was not imported';
