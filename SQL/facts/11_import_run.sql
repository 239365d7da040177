CREATE VIEW facts.import_run AS
  SELECT r.id AS run_id, r.imported_at, r.noun, r.source, r.file_name, r.file_sha256, r.mapping_sha256, r.actor, r.reason,
    r.read, r.added, r.changed, r.identical, r.replaced, r.gone, r.ended, r.rejected_rows, r.rejected_cells,
    u.undone_at, u.actor AS undone_by, u.reason AS undone_why, u.removed, u.restored, u.kept
  FROM register.import_run r LEFT JOIN register.import_undo u ON u.import_run_id = r.id;
COMMENT ON VIEW facts.import_run IS 'Imports, and which of them were undone';
