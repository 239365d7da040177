-- The arithmetic of an assessment: weight times points over weight times 4, the criteria that do not apply left out.
CREATE FUNCTION facts.score(earned bigint, possible bigint) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN possible > 0 THEN trunc(100 * earned::numeric / possible, 1) END;
COMMENT ON FUNCTION facts.score(bigint, bigint) IS 'Points earned in percent of those possible, rounded down to a tenth, so that a score never looks like the next band';

CREATE FUNCTION facts.band(score numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN score >= 80 THEN 'strong' WHEN score >= 60 THEN 'adequate' WHEN score >= 40 THEN 'weak' WHEN score >= 0 THEN 'poor' END;
COMMENT ON FUNCTION facts.band(numeric) IS 'The band of a score in percent: strong from 80, adequate from 60, weak from 40, else poor';

CREATE FUNCTION facts.residual_tier(tier text, band text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN facts.tier_of_rank(greatest(1, least(4, facts.tier_rank(tier)
  + CASE band WHEN 'strong' THEN 1 WHEN 'adequate' THEN 0 WHEN 'weak' THEN -1 WHEN 'poor' THEN -2 END)));
COMMENT ON FUNCTION facts.residual_tier(text, text) IS 'The tier that is left: an adequate vendor keeps the inherent one, each band up or down moves it by one, between critical and low';

CREATE FUNCTION facts.answer_by(kind text, choices jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'score' THEN '0 to 4' WHEN 'yes_no' THEN 'yes or no' WHEN 'text' THEN 'text' ELSE (
  SELECT string_agg(format('%s = %s', o.option ->> 'key', coalesce(o.option ->> 'en', o.option ->> 'ja')), CASE kind WHEN 'choice' THEN ' or ' ELSE ', ' END ORDER BY o.place)
  FROM jsonb_array_elements(choices) WITH ORDINALITY o (option, place)) END;
COMMENT ON FUNCTION facts.answer_by(text, jsonb) IS 'What a criterion can be answered by, in words';

-- With what is recorded of it, so that nobody joins assessments to themselves for that.
CREATE FUNCTION facts.owned_assessment(day date) RETURNS TABLE (
  assessment_id bigint, vendor_id bigint, engagement_id bigint, merged_on date, questionnaire_id bigint, started_on date, started_by text, assessor_id bigint,
  concluded_on date, concluded_by_id bigint, outcome text, valid_until_on date, tier text, note text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.id, coalesce(m.vendor_id, a.vendor_id, g.vendor_id), a.engagement_id, m.since, a.questionnaire_id, a.started_on, a.started_by, a.assessor_id,
    a.concluded_on, a.concluded_by_id, a.outcome, a.valid_until_on, a.tier, a.note
  FROM register.assessment a
  LEFT JOIN facts.merged_vendor(day) m ON m.entry_id = a.vendor_id
  LEFT JOIN facts.engagement_vendor(day) g ON g.engagement_id = a.engagement_id;
END;
COMMENT ON FUNCTION facts.owned_assessment(date) IS 'Each assessment as it is recorded, with the vendor that it is of on the day, and since when it is of that vendor, where it was made of an entry that was merged into it';

CREATE FUNCTION facts.assessment_vendor(day date) RETURNS TABLE (assessment_id bigint, vendor_id bigint, engagement_id bigint, merged_on date) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.assessment_id, a.vendor_id, a.engagement_id, a.merged_on FROM facts.owned_assessment(day) a;
END;
COMMENT ON FUNCTION facts.assessment_vendor(date) IS 'Whom an assessment is of on the day, and since when it is of that vendor, where it was made of an entry that was merged into it';

CREATE FUNCTION facts.assessment_subject(day date) RETURNS TABLE (assessment_id bigint, vendor_id bigint, tier text, merged_on date) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  -- Where nobody recorded a tier, medium: neither forgotten nor first.
  SELECT v.assessment_id, v.vendor_id, coalesce(et.tier, t.tier, 'medium'), v.merged_on
  FROM facts.assessment_vendor(day) v
  LEFT JOIN facts.engagement_tier(day) et ON et.engagement_id = v.engagement_id
  LEFT JOIN facts.vendor_tier(day) t ON v.engagement_id IS NULL AND t.vendor_id = v.vendor_id;
END;
COMMENT ON FUNCTION facts.assessment_subject(date) IS 'Whom an assessment is of on the day, the inherent tier of the engagement or else of the vendor, and since when it is of that vendor, where it was made of an entry that was merged into it';

CREATE FUNCTION facts.assessment_answer(day date) RETURNS TABLE (
  assessment_id bigint, place integer, group_en text, group_ja text, key text, text_en text, text_ja text, kind text, options text, weight integer, required boolean,
  value text, score integer, standing text, points integer, earned integer, possible integer, not_applicable_because text, comment text,
  evidence_needed text, evidence text, evidence_valid_until_on date, knock_out_when text, knock_out_en text, knock_out_ja text,
  knocked_out boolean, holds_until_on date, answered_on date, answered_by text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.id, c.position, c.group_en, c.group_ja, c.key, CASE WHEN r.id IS NULL THEN c.text_en ELSE r.text_en END, CASE WHEN r.id IS NULL THEN c.text_ja ELSE r.text_ja END,
    c.kind, facts.answer_by(c.kind, c.choices),
    c.weight, c.required, r.value, r.score, s.standing, s.points, c.weight * s.points, CASE WHEN s.points IS NOT NULL THEN c.weight * 4 END,
    r.not_applicable_because, r.comment, c.evidence_needed, r.evidence, r.evidence_valid_until_on, c.knock_out_when, c.knock_out_en, c.knock_out_ja,
    s.knocked_out, s.holds_until_on, r.answered_on, r.answered_by
  FROM register.standing(day) s
  JOIN register.assessment a ON a.id = s.assessment_id AND a.started_on <= day
  JOIN register.criterion c ON c.id = s.criterion_id
  LEFT JOIN register.answer r ON r.assessment_id = a.id AND r.criterion_id = c.id AND r.answered_on <= day;
END;
COMMENT ON FUNCTION facts.assessment_answer(date) IS 'Each criterion of each assessment with its answer on the day, the points it earns and those possible';

CREATE FUNCTION facts.assessment_score(day date) RETURNS TABLE (
  assessment_id bigint, earned bigint, possible bigint, score numeric, band text, criteria bigint, answered bigint, blank bigint,
  not_applicable bigint, not_judged bigint, evidence_expired bigint, knocked_out text[], waived text[], holds_until_on date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.assessment_id, coalesce(sum(r.earned), 0), coalesce(sum(r.possible), 0), facts.score(sum(r.earned), sum(r.possible)), facts.band(facts.score(sum(r.earned), sum(r.possible))),
    count(*), count(*) FILTER (WHERE r.standing <> 'blank'), count(*) FILTER (WHERE r.standing = 'blank' AND r.required),
    count(*) FILTER (WHERE r.standing = 'not_applicable'), count(*) FILTER (WHERE r.standing = 'not_judged'), count(*) FILTER (WHERE r.standing = 'evidence_expired'),
    coalesce(array_agg(r.key) FILTER (WHERE r.holds_until_on < day), '{}'),
    coalesce(array_agg(r.key) FILTER (WHERE r.knocked_out AND r.holds_until_on >= day), '{}'), min(r.holds_until_on)
  -- In order here once: to have each list ordered by itself takes a sort for each assessment, even of nothing.
  FROM (SELECT a.* FROM facts.assessment_answer(day) a ORDER BY a.assessment_id, a.place) r
  GROUP BY r.assessment_id;
END;
COMMENT ON FUNCTION facts.assessment_score(date) IS 'What the answers of an assessment add up to on the day: points, score in percent and its band, how many answers stand how, which criteria rule the vendor out, which are waived, and until when none does';

CREATE FUNCTION facts.assessment_line(day date) RETURNS TABLE (
  assessment_id bigint, line text, place bigint, group_en text, group_ja text, key text, text_en text, text_ja text, standing text,
  weight bigint, points integer, earned bigint, possible bigint, percent numeric
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.assessment_id, l.line, row_number() OVER (PARTITION BY r.assessment_id ORDER BY r.last, l.rank), r.group_en, r.group_ja, r.key, r.text_en, r.text_ja, r.standing,
    r.weight, r.points, r.earned, r.possible, facts.score(r.earned, r.possible)
  FROM (
    SELECT a.assessment_id, a.group_en, a.group_ja, a.key, a.text_en, a.text_ja, a.standing, a.points, max(a.place) AS last,
      grouping(a.key) + grouping(a.group_en) AS level, sum(a.weight) FILTER (WHERE a.possible IS NOT NULL) AS weight,
      sum(a.earned) AS earned, sum(a.possible) AS possible
    FROM facts.assessment_answer(day) a
    GROUP BY GROUPING SETS ((a.assessment_id, a.group_en, a.group_ja, a.place, a.key, a.text_en, a.text_ja, a.standing, a.points),
      (a.assessment_id, a.group_en, a.group_ja), (a.assessment_id))
  ) r
  JOIN (VALUES (0, 'criterion', 0), (1, 'group', 1), (2, 'total', 2)) l (level, line, rank) ON l.level = r.level
  -- A questionnaire without headings has no sums under them.
  WHERE r.level <> 1 OR coalesce(r.group_en, r.group_ja) IS NOT NULL;
END;
COMMENT ON FUNCTION facts.assessment_line(date) IS 'The score of each assessment on the day, line by line: what each criterion earns of what is possible, what each group adds up to, and all';

CREATE FUNCTION facts.assessment_knock_out(day date) RETURNS TABLE (
  assessment_id bigint, place integer, key text, knock_out_en text, knock_out_ja text, standing text, holds_until_on date, waived_by text, waiver text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT a.assessment_id, a.place, a.key, a.knock_out_en, a.knock_out_ja, a.standing, a.holds_until_on, w.name, w.reason
  FROM facts.assessment_answer(day) a
  LEFT JOIN LATERAL (
    SELECT p.name, w.reason FROM register.assessment_waiver w JOIN register.criterion c ON c.id = w.criterion_id AND c.key = a.key
    JOIN register.person p ON p.id = w.waived_by_id
    WHERE w.assessment_id = a.assessment_id AND w.waived_on <= day ORDER BY w.ends_on DESC, w.id DESC LIMIT 1
  ) w ON true
  WHERE a.knocked_out;
END;
COMMENT ON FUNCTION facts.assessment_knock_out(date) IS 'The criteria that rule vendors out on the day, with the waiver that lasts longest, and the last day on which they do not stand in the way of an approval';
