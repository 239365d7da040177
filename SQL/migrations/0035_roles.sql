-- A trigger function that anybody may execute can be attached to a temporary table that is called like one of ours, and forge entries of
-- the log there. A trigger that is there already fires without that right, and functions of the log are called by those of its owner.
DO $$
DECLARE
  work text;
BEGIN
  FOR work IN
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'audit'::regnamespace OR (p.pronamespace = 'register'::regnamespace AND p.prorettype = 'trigger'::regtype)
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', work);
  END LOOP;
END $$;

-- Who judges a move or a tier holds the vendor or engagement still meanwhile, and need not be who may change it.
ALTER FUNCTION register.judge_move() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION register.guard_tier_override() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
