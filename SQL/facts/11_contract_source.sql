CREATE VIEW facts.contract_source AS
  SELECT DISTINCT ON (r.key) r.key AS contract_id, run.file_name, r.line, run.imported_at, run.actor, r.raw
  FROM register.import_row r JOIN register.import_run run ON run.id = r.import_run_id
  WHERE r.entity = 'contract' AND NOT EXISTS (SELECT FROM register.import_undo u WHERE u.import_run_id = run.id)
  ORDER BY r.key, r.id DESC;
COMMENT ON VIEW facts.contract_source IS 'The row of a file from which a contract was last added or changed';
