CREATE FUNCTION facts.vendor(day date) RETURNS TABLE (
  vendor_id bigint, code text, name text, english_name text, reading text, country text, stage text, stage_since date, tier text,
  engagements bigint, contracts bigint, in_force bigint, lapsed bigint, next_end_on date,
  parent text, website text, owner text, owner_email text, backup_owner text, unit text, registered_by text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.id, v.code, v.name, v.english_name, v.reading, v.country, s.stage, s.since, t.tier,
    coalesce(e.count, 0), coalesce(c.count, 0), coalesce(c.in_force, 0), coalesce(c.lapsed, 0), c.next_end_on,
    parent.name, v.website, p.name, p.email, backup.name, v.unit, v.registered_by, v.note
  FROM register.vendor v
  LEFT JOIN facts.stage(day) s ON s.vendor_id = v.id
  LEFT JOIN facts.vendor_tier(day) t ON t.vendor_id = v.id
  LEFT JOIN (SELECT vendor_id, count(*) FROM facts.engagement_vendor(day) GROUP BY vendor_id) e ON e.vendor_id = v.id
  LEFT JOIN (
    SELECT l.vendor_id, count(*) AS count, count(*) FILTER (WHERE facts.binds(s.state)) AS in_force,
      count(*) FILTER (WHERE s.state = 'lapsed') AS lapsed,
      min(s.period_ends_on) FILTER (WHERE facts.binds(s.state) AND s.period_ends_on >= day) AS next_end_on
    FROM facts.contract_vendor(day) l JOIN facts.contract_state(day) s ON s.contract_id = l.contract_id
    GROUP BY l.vendor_id
  ) c ON c.vendor_id = v.id
  LEFT JOIN facts.vendor_parent(day) up ON up.vendor_id = v.id
  LEFT JOIN register.vendor parent ON parent.id = up.parent_id
  LEFT JOIN register.person p ON p.id = v.owner_id
  LEFT JOIN register.person backup ON backup.id = v.backup_owner_id
  WHERE facts.is_vendor(v.merged_on, day);
END;
COMMENT ON FUNCTION facts.vendor(date) IS 'Vendors with their stage, tier and owner, and how many of their contracts are in force and lapsed on the day';
