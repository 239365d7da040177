-- Which contracts amend which, and from when to when. Facts of the register alone, so they take no day.

CREATE FUNCTION facts.amends(kind text, parent_id bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN kind IN ('amendment', 'memorandum') AND parent_id IS NOT NULL;
COMMENT ON FUNCTION facts.amends(text, bigint) IS 'Whether a contract amends the one above it: an amendment or memorandum under another';

-- Its own terms and its new end count from its first day on, until it is terminated, replaced or at its own end.
CREATE FUNCTION facts.direct_amendment() RETURNS TABLE (
  amendment_id bigint, contract_id bigint, reference text, from_on date, until_on date, new_ends_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.id, a.parent_id, a.reference, a.starts_on,
    least(a.terminated_on, CASE WHEN NOT a.auto_renews THEN a.ends_on END,
      (SELECT min(r.starts_on) - 1 FROM register.contract r WHERE r.supersedes_id = a.id)), a.new_ends_on
  FROM register.contract a
  WHERE facts.amends(a.kind, a.parent_id);
END;
COMMENT ON FUNCTION facts.direct_amendment() IS 'Each amendment with the contract it amends and its first and last day; none where nothing limits it';

-- UNION and not UNION ALL: should amendments ever amend one another in a circle, nothing new is reached and it ends.
CREATE FUNCTION facts.amendment() RETURNS TABLE (amendment_id bigint, contract_id bigint, from_on date, until_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE reached AS (
    SELECT d.amendment_id, d.contract_id, d.from_on, d.until_on FROM facts.direct_amendment() d
    UNION
    SELECT r.amendment_id, d.contract_id, greatest(r.from_on, d.from_on), least(r.until_on, d.until_on)
    FROM reached r JOIN facts.direct_amendment() d ON d.amendment_id = r.contract_id
  )
  SELECT reached.amendment_id, reached.contract_id, reached.from_on, reached.until_on FROM reached;
END;
COMMENT ON FUNCTION facts.amendment() IS 'Amendments with all the contracts they amend, by way of other amendments too: an amendment of an amendment counts while both do';

-- Of several that count the latest decides. What it replaced tells whether the contract was over in between.
CREATE FUNCTION facts.moved_end(day date) RETURNS TABLE (
  contract_id bigint, reference text, from_on date, ends_on date, prior_from_on date, prior_ends_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT ON (m.contract_id) m.contract_id, m.reference, m.from_on, m.new_ends_on,
    lag(m.from_on) OVER earlier, lag(m.new_ends_on) OVER earlier
  FROM facts.direct_amendment() m
  WHERE m.new_ends_on IS NOT NULL AND m.from_on <= day AND (m.until_on IS NULL OR m.until_on >= day)
  WINDOW earlier AS (PARTITION BY m.contract_id ORDER BY m.from_on, m.amendment_id)
  ORDER BY m.contract_id, m.from_on DESC, m.amendment_id DESC;
END;
COMMENT ON FUNCTION facts.moved_end(date) IS 'Contracts whose end an amendment had moved by the day: which one, since when, to when, and what the end was before when that was moved too';

-- A loop and not a recursive query: it runs for the few contracts under others, and costs them a look-up a step.
CREATE FUNCTION facts.ends_with(contract_id bigint, day date) RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  seen bigint[] := '{}';
  reached bigint := contract_id;
  above bigint;
BEGIN
  LOOP
    SELECT c.parent_id INTO above FROM register.contract c
    WHERE c.id = reached AND c.ends_on IS NULL AND NOT c.open_ended
      AND NOT EXISTS (SELECT FROM facts.direct_amendment() d
        WHERE d.contract_id = reached AND d.new_ends_on IS NOT NULL AND d.from_on <= day AND (d.until_on IS NULL OR d.until_on >= day));
    EXIT WHEN above IS NULL OR above = ANY (seen);
    seen := seen || reached;
    reached := above;
  END LOOP;
  RETURN reached;
END $$;
COMMENT ON FUNCTION facts.ends_with(bigint, date) IS 'The contract with whose end a contract ends on the day: itself, or the first above it that has an end of its own or stands under none';
