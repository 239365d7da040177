CREATE VIEW facts.contract_source AS
  SELECT DISTINCT ON (r.contract_id) r.contract_id, run.file_name, r.line, run.imported_at, run.actor, r.raw
  FROM register.import_row r JOIN register.import_run run ON run.id = r.import_run_id
  ORDER BY r.contract_id, r.id DESC;
COMMENT ON VIEW facts.contract_source IS 'The row of a file from which a contract was last added or changed';
