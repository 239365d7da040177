-- Under which contract work is done has days, so that a link of today opens no gate of yesterday; and a contract stands behind
-- the work of those whom it binds, and of their group.

ALTER TABLE register.engagement_contract
  ADD COLUMN from_on date,
  ADD COLUMN until_on date,
  DROP CONSTRAINT engagement_contract_is_named_once,
  ADD CONSTRAINT engagement_contract_ends_after_it_starts CHECK (until_on >= from_on),
  ADD CONSTRAINT engagement_contract_days_are_plausible CHECK (
    from_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE AND until_on BETWEEN '1900-01-01' AND '2199-12-31' IS NOT FALSE);
CREATE UNIQUE INDEX engagement_contract_is_named_once
  ON register.engagement_contract (contract_id, engagement_id, coalesce(from_on, '-infinity'::date));
COMMENT ON COLUMN register.engagement_contract.from_on IS 'First day on which it stands behind the work; none: from the start';
COMMENT ON COLUMN register.engagement_contract.until_on IS 'Last day on which it does; none: until further notice';
COMMENT ON CONSTRAINT engagement_contract_ends_after_it_starts ON register.engagement_contract IS 'A contract cannot stop standing behind work before it starts to.';
COMMENT ON CONSTRAINT engagement_contract_days_are_plausible ON register.engagement_contract IS 'A day from which, or until which, a contract stands behind work lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.engagement_contract_is_named_once IS 'The contract already stands behind this engagement from that day on.';

-- The parent that an entry of the company has; its own goes before that of one that was merged into it.
CREATE FUNCTION register.company_parent(company bigint) RETURNS bigint LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT register.vendor_survivor(v.parent_id) FROM register.vendor v
  WHERE v.id IN (SELECT register.company_entries(company)) AND v.parent_id IS NOT NULL AND register.vendor_survivor(v.parent_id) <> company
  ORDER BY v.id = company DESC, v.id LIMIT 1;
END;
COMMENT ON FUNCTION register.company_parent(bigint) IS 'The company that controls a vendor, mergers counted; none where nobody does';

-- Circles of parents are refused, so the way up ends.
CREATE FUNCTION register.group_head(vendor bigint) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  head bigint := register.vendor_survivor(vendor);
  above bigint;
  passed bigint[] := '{}';
BEGIN
  LOOP
    passed := passed || head;
    above := register.company_parent(head);
    EXIT WHEN above IS NULL OR above = ANY (passed);
    head := above;
  END LOOP;
  RETURN head;
END $$;
COMMENT ON FUNCTION register.group_head(bigint) IS 'The company at the top of a vendor''s group: itself, where it has no parent';

CREATE FUNCTION register.binds_group(contract bigint, vendor bigint) RETURNS boolean LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT coalesce(bool_or(l.vendor_id = vendor OR register.group_head(l.vendor_id) = register.group_head(vendor)), true)
  FROM register.contract_vendor l WHERE l.contract_id = contract;
END;
COMMENT ON FUNCTION register.binds_group(bigint, bigint) IS 'Whether a contract names a vendor or a company of its group, or nobody at all';

CREATE FUNCTION register.refuse_foreign_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE used record;
BEGIN
  SELECT e.title, e.vendor_id, v.name, c.reference INTO used FROM register.engagement e JOIN register.vendor v ON v.id = e.vendor_id
  CROSS JOIN register.contract c WHERE e.id = NEW.engagement_id AND c.id = NEW.contract_id;
  IF used IS NULL OR register.binds_group(NEW.contract_id, used.vendor_id) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'Contract % binds neither % nor a company of its group, so it cannot stand behind "%"', used.reference, used.name, used.title
    USING ERRCODE = '23514', HINT = 'Name the vendor with "clause6 contract edit --vendor", or its parent with "clause6 vendor edit --parent"';
END $$;
COMMENT ON FUNCTION register.refuse_foreign_link() IS 'Trigger: a contract stands behind the work of those whom it binds, and of their group';
CREATE CONSTRAINT TRIGGER engagement_contract_binds_its_vendor AFTER INSERT OR UPDATE ON register.engagement_contract
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register.refuse_foreign_link();

CREATE FUNCTION register.refuse_foreign_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM register.contract_vendor l WHERE l.contract_id = NEW.id)
    AND NOT EXISTS (SELECT FROM register.contract_vendor l WHERE l.contract_id = NEW.id AND register.binds_group(NEW.parent_id, l.vendor_id)) THEN
    RAISE EXCEPTION 'Contract % cannot stand under %, which binds none of its vendors and no company of their groups', NEW.reference,
      (SELECT c.reference FROM register.contract c WHERE c.id = NEW.parent_id)
      USING ERRCODE = '23514', HINT = 'Name the vendor with "clause6 contract edit --vendor", or its parent with "clause6 vendor edit --parent"';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.refuse_foreign_parent() IS 'Trigger: a contract stands under one that binds one of its vendors, or a company of their groups';
CREATE CONSTRAINT TRIGGER contract_stands_under_its_vendors AFTER INSERT OR UPDATE OF parent_id ON register.contract
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION register.refuse_foreign_parent();

-- A parent is followed through mergers, too.
CREATE FUNCTION register.refuse_circle_of_parents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  company CONSTANT bigint := register.vendor_survivor(NEW.id);
  reached bigint := company;
  above bigint;
  passed bigint[] := '{}';
BEGIN
  LOOP
    above := register.company_parent(reached);
    -- A circle that does not lead back here is refused where it does.
    EXIT WHEN above IS NULL OR above = ANY (passed);
    IF above = company THEN
      RAISE EXCEPTION '% would be its own parent by way of its parents', (SELECT v.name FROM register.vendor v WHERE v.id = company)
        USING ERRCODE = '23514', HINT = 'Nothing was changed: say which of them controls the other';
    END IF;
    passed := passed || above;
    reached := above;
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.refuse_circle_of_parents() IS 'Trigger: refuses companies that control one another in a circle, mergers counted';
DROP TRIGGER vendor_group_has_no_circle ON register.vendor;
CREATE TRIGGER vendor_group_has_no_circle AFTER INSERT OR UPDATE OF parent_id, merged_into_id ON register.vendor
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL OR NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION register.refuse_circle_of_parents();
