-- A server to which a register was restored has its roles, and not that the owner may do what the reader may, nor that it may
-- make schemas here: that is the server's to say, and no part of a backup. Whoever may say it does, before a migrate needs it.
DO $$
DECLARE
  may_grant boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
BEGIN
  IF NOT may_grant OR NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'audit' AND nspowner = to_regrole('clause6_owner')) THEN
    RETURN;
  END IF;
  IF to_regrole('clause6_reader') IS NOT NULL AND NOT pg_has_role('clause6_owner', 'clause6_reader', 'MEMBER') THEN
    GRANT clause6_reader TO clause6_owner;
  END IF;
  IF NOT has_database_privilege('clause6_owner', current_database(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO clause6_owner', current_database());
  END IF;
END $$;
