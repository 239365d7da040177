-- The same answers, sooner: an import asks for them hundreds of thousands of times.

-- The body says nothing of nothing by itself; only functions that leave that to it are planned as part of their caller,
-- which cuts the list into codes once, and not once for each row.
ALTER FUNCTION register.is_currency(text) CALLED ON NULL INPUT;
ALTER FUNCTION register.is_country(text) CALLED ON NULL INPUT;

-- Nearly every company is one entry. Told of a thousand, the planner reads all vendors to find one's parent.
ALTER FUNCTION register.company_entries(bigint) ROWS 2;

-- Most contracts name the very vendor whose work it is, and to see that is quick.
CREATE OR REPLACE FUNCTION register.refuse_foreign_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE used record;
BEGIN
  IF EXISTS (
    SELECT FROM register.engagement e JOIN register.contract_vendor l ON l.vendor_id = e.vendor_id
    WHERE e.id = NEW.engagement_id AND l.contract_id = NEW.contract_id) THEN
    RETURN NULL;
  END IF;
  SELECT e.title, e.vendor_id, v.name, c.reference INTO used FROM register.engagement e JOIN register.vendor v ON v.id = e.vendor_id
  CROSS JOIN register.contract c WHERE e.id = NEW.engagement_id AND c.id = NEW.contract_id;
  IF used IS NULL OR register.binds_group(NEW.contract_id, used.vendor_id) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'Contract % binds neither % nor a company of its group, so it cannot stand behind "%"', used.reference, used.name, used.title
    USING ERRCODE = '23514', HINT = 'Name the vendor with "clause6 contract edit --vendor", or its parent with "clause6 vendor edit --parent"';
END $$;
