-- Whether the history is sealed: what is not yet could still be altered unseen.
CREATE FUNCTION facts.history_health(at timestamptz) RETURNS TABLE (
  state text, problems text[], leaves bigint, sealed_until timestamptz, signed bigint, signed_at timestamptz, unsealed bigint, oldest_unsealed_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT CASE WHEN cardinality(w.problems) > 0 THEN 'attention' ELSE 'fine' END, w.problems,
    l.leaves, t.through_at, coalesce(c.size, 0), c.signed_at, o.changes, o.oldest_at
  FROM audit.tree t
  CROSS JOIN (SELECT coalesce(max(idx) + 1, 0) AS leaves FROM audit.log) l
  CROSS JOIN (SELECT count(*) AS changes, min(at) AS oldest_at FROM audit.outbox) o
  LEFT JOIN LATERAL (SELECT k.size, k.signed_at FROM audit.checkpoint k ORDER BY k.size DESC LIMIT 1) c ON true
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[
      CASE WHEN t.through_at IS NULL THEN 'nothing was ever sealed: schedule "clause6 history seal"'
        WHEN o.oldest_at < at - interval '1 day' THEN format('changes wait unsealed since %s: is "clause6 history seal" scheduled?', facts.second_text(o.oldest_at)) END,
      CASE WHEN l.leaves > coalesce(c.size, 0) THEN format('%s leaves are sealed and not signed: "clause6 history seal" signs them', l.leaves - coalesce(c.size, 0)) END
    ], NULL) AS problems OFFSET 0
  ) w;
END;
COMMENT ON FUNCTION facts.history_health(timestamptz) IS 'How far the history is sealed and signed at an instant, what waits for it, and what somebody must look at';
