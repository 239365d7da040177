-- Vendors 1 to 3 have their seat in Australia, 4 to 6 in Japan, 7 to 9 in Singapore; of 10 to 12 none is recorded.

-- given:
INSERT INTO vendor (id, name, country)
SELECT n, 'Vendor ' || n, CASE WHEN n <= 3 THEN 'AU' WHEN n <= 6 THEN 'JP' WHEN n <= 9 THEN 'SG' END FROM generate_series(1, 12) n;

-- test:   three of six are in Australia, three at home
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'a', 'critical'), (2, 'b', 'critical'), (2, 'c', 'critical'), (4, 'd', 'critical'), (5, 'e', 'critical'), (6, 'f', 'critical');
-- expect: vendor_id, subject_id, key, severity, since, reason, reason_ja, evidence
VALUES (2, 2, 'AU', 'medium', NULL::date, '3 of the 6 critical engagements under way depend on AU, which is 50%, most of them with Vendor 2',
  '実施中の最重要の委託業務6件のうち3件（50%）がAUに依存しており、最も多い委託先は「Vendor 2」である', '{"country": "AU", "engagements": 3, "total": 6, "share": 50}'::jsonb);

-- test:   three of seven are less
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM generate_series(1, 7) v;
-- expect: none

-- test:   of vendors that have as many, the first stands for the country; a share is cut off
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{1, 2, 3, 4, 5}'::int[]) v;
-- expect: subject_id, key, reason
VALUES (1, 'AU', '3 of the 5 critical engagements under way depend on AU, which is 60%, most of them with Vendor 1');

-- test:   four tell nothing
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{1, 2, 3, 4}'::int[]) v;
-- expect: none

-- test:   two thirds are 66 percent
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'a', 'critical'), (1, 'b', 'critical'), (2, 'c', 'critical'), (2, 'd', 'critical'), (4, 'e', 'critical'), (5, 'f', 'critical');
-- expect: subject_id, reason, reason_ja
VALUES (1, '4 of the 6 critical engagements under way depend on AU, which is 66%, most of them with Vendor 1',
  '実施中の最重要の委託業務6件のうち4件（66%）がAUに依存しており、最も多い委託先は「Vendor 1」である');

-- test:   where no seat is recorded nothing is said, but the work counts
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{1, 2, 3, 10, 11, 12, 4}'::int[]) v;
-- expect: none

-- test:   two countries with half each; an engagement counts in both where it depends on both, and once in each
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) SELECT 20 + v, v, 'work', 'critical' FROM unnest('{1, 2, 3, 4, 5, 10}'::int[]) v;
INSERT INTO engagement_place (engagement_id, country, what) VALUES (21, 'SG', 'storage'), (21, 'AU', 'processing'), (24, 'SG', 'access_from'), (24, 'SG', 'storage'), (30, 'SG', 'processing');
-- expect: subject_id, key, evidence
VALUES (1, 'AU', '{"country": "AU", "engagements": 3, "total": 6, "share": 50}'::jsonb), (1, 'SG', '{"country": "SG", "engagements": 3, "total": 6, "share": 50}');

-- test:   places of work that does not count say nothing
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) SELECT 20 + v, v, 'work', 'critical' FROM unnest('{1, 2, 4, 5, 6}'::int[]) v;
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (40, 4, 'plants', 'low'), (41, 1, 'mail', 'high');
INSERT INTO engagement_place (engagement_id, country, what) VALUES (40, 'AU', 'storage');
-- expect: none

-- test:   the organisation's own country is none to depend on
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT 4, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
-- expect: none

-- test:   work on its first and on its last day counts
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'a', 'critical', '2026-04-01', NULL), (1, 'b', 'critical', '2025-04-01', '2026-04-01'),
  (1, 'c', 'critical', NULL, NULL), (4, 'd', 'critical', NULL, NULL), (5, 'e', 'critical', NULL, NULL), (6, 'f', 'critical', NULL, NULL);
-- expect: key
VALUES ('AU');

-- test:   work that has not begun does not
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on) VALUES (1, 'a', 'critical', '2026-04-02'), (1, 'b', 'critical', NULL),
  (1, 'c', 'critical', NULL), (4, 'd', 'critical', NULL), (5, 'e', 'critical', NULL), (6, 'f', 'critical', NULL);
-- expect: none

-- test:   nor does work that has ended
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, ends_on) VALUES (1, 'a', 'critical', '2026-03-31'), (1, 'b', 'critical', NULL),
  (1, 'c', 'critical', NULL), (4, 'd', 'critical', NULL), (5, 'e', 'critical', NULL), (6, 'f', 'critical', NULL);
-- expect: none

-- test:   work of a vendor that ended is over from that day on, that of a suspended one is not
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (2, 'suspended', '2026-04-01'), (3, 'ended', '2026-04-02');
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{1, 2, 3, 4, 5, 7}'::int[]) v;
-- expect: none

-- test:   as the same without its end shows
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (2, 'suspended', '2026-04-01'), (3, 'ended', '2026-04-02');
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{1, 2, 3, 4, 5, 7}'::int[]) v;
-- expect: key
VALUES ('AU');

-- test:   before a merger the first entry's own seat counts
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, country, merged_into_id, merged_on) VALUES (30, 'Vendor One', 'SG', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{30, 2, 3, 4, 5, 6}'::int[]) v;
-- expect: none

-- test:   from its day on that of the vendor as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, country, merged_into_id, merged_on) VALUES (30, 'Vendor One', 'SG', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM unnest('{30, 2, 3, 4, 5, 6}'::int[]) v;
-- expect: subject_id, key
VALUES (1, 'AU');

-- test:   the end of a vendor without work changes nothing
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (12, 'ended', '2026-01-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT v, 'work', 'critical' FROM generate_series(1, 6) v;
-- expect: key
VALUES ('AU');

-- test:   fifty of a hundred and one are less than half
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 50 THEN 1 ELSE 4 END, 'work ' || n, 'critical' FROM generate_series(1, 101) n;
-- expect: none
