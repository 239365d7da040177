-- Vendors 1 to 20, of which 1 is Acme.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme');
INSERT INTO vendor (id, name) SELECT n, 'Other ' || n FROM generate_series(2, 20) n;

-- test:   three of ten are thirty percent; one of ten is not
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 3 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 10) n;
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (1, 1, 'medium', NULL::date, 'Acme has 3 of the 10 critical engagements under way, which is 30%', '実施中の最重要の委託業務10件のうち3件（30%）が委託先「Acme」に集中している',
  '{"engagements": 3, "total": 10, "share": 30}'::jsonb);

-- test:   five of seventeen are less
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 5 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 17) n;
-- expect: none

-- test:   five critical engagements tell something; a share is cut off, not rounded up
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 4 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
-- expect: subject_id, reason
VALUES (1, 'Acme has 4 of the 6 critical engagements under way, which is 66%');

-- test:   of exactly five two are enough
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 2 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 5) n;
-- expect: subject_id
VALUES (1);

-- test:   four tell nothing
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT 1, 'work ' || n, 'critical' FROM generate_series(1, 4) n;
-- expect: none

-- test:   two vendors can have much each
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 3 THEN 1 ELSE 2 END, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
-- expect: subject_id
VALUES (1), (2);

-- test:   what is high or less does not count, on either side
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 2 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 8) n;
INSERT INTO engagement (vendor_id, title, tier) VALUES (1, 'mail', 'high'), (1, 'plants', 'low');
-- expect: none

-- test:   nor does it make the others less
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 3 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 10) n;
INSERT INTO engagement (vendor_id, title, tier) VALUES (2, 'mail', 'high'), (3, 'plants', 'low');
-- expect: subject_id
VALUES (1);

-- test:   work on its first and on its last day counts
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'a', 'critical', '2026-04-01', NULL), (1, 'b', 'critical', '2025-04-01', '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT n, 'work', 'critical' FROM generate_series(2, 5) n;
-- expect: subject_id
VALUES (1);

-- test:   work that has not begun or has ended does not
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier, starts_on, ends_on) VALUES (1, 'a', 'critical', '2026-04-02', NULL), (1, 'b', 'critical', '2025-04-01', '2026-03-31'),
  (1, 'c', 'critical', '2025-04-01', NULL);
INSERT INTO engagement (vendor_id, title, tier) SELECT n, 'work', 'critical' FROM generate_series(2, 5) n;
-- expect: none

-- test:   work of a vendor that ended is over from that day on, that of a suspended one is not
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (2, 'suspended', '2026-04-01'), (3, 'ended', '2026-04-02');
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 3 THEN 1 WHEN n <= 6 THEN 2 ELSE 3 END, 'work ' || n, 'critical' FROM generate_series(1, 9) n;
-- expect: subject_id, reason
VALUES (2, 'Other 2 has 3 of the 6 critical engagements under way, which is 50%'), (3, 'Other 3 has 3 of the 6 critical engagements under way, which is 50%');

-- test:   an override takes work out of it
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO engagement (id, vendor_id, title, tier) SELECT n, CASE WHEN n <= 2 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO tier_override (engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (1, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- test:   before a merger each entry has its own
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (30, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n = 1 THEN 30 ELSE n - 1 END, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
-- expect: none

-- test:   from its day on they are counted together
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (30, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n = 1 THEN 30 ELSE n - 1 END, 'work ' || n, 'critical' FROM generate_series(1, 6) n;
-- expect: subject_id, reason
VALUES (1, 'Acme has 2 of the 6 critical engagements under way, which is 33%');

-- test:   eleven of thirty-seven are less
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 11 THEN 1 ELSE 2 + n % 19 END, 'work ' || n, 'critical' FROM generate_series(1, 37) n;
-- expect: none

-- test:   all of it is a hundred percent
-- as-of:  2026-04-01
INSERT INTO engagement (vendor_id, title, tier) SELECT 1, 'work ' || n, 'critical' FROM generate_series(1, 5) n;
-- expect: reason, reason_ja
VALUES ('Acme has 5 of the 5 critical engagements under way, which is 100%', '実施中の最重要の委託業務5件のうち5件（100%）が委託先「Acme」に集中している');

-- test:   the end of a vendor without work changes nothing
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (20, 'ended', '2026-01-01');
INSERT INTO engagement (vendor_id, title, tier) SELECT CASE WHEN n <= 3 THEN 1 ELSE n END, 'work ' || n, 'critical' FROM generate_series(1, 10) n;
-- expect: subject_id
VALUES (1);
