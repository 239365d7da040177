-- Vendors 1 to 4 do critical, high, high and medium work.

-- given:
INSERT INTO vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cast'), (4, 'Dune'), (5, 'Cloud Ltd');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (21, 1, 'payroll', 'critical'), (22, 2, 'hosting', 'high'), (23, 3, 'cards', 'high'), (24, 4, 'mail', 'medium');

-- test:   one name behind three vendors; another behind two
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 3, 'Nimbus Inc.'), (32, 2, 'NIMBUS'), (33, 1, 'Nimbus'), (34, 1, 'Stratus'), (35, 2, 'Stratus');
-- expect: vendor_id, subject_id, severity, since, reason, reason_ja, evidence
VALUES (NULL::bigint, 31, 'high', NULL::date, 'Nimbus Inc. stands behind 3 vendors of critical or high engagements: Acme, Bolt, Cast',
  '再委託先「Nimbus Inc.」が、重要度の高い業務の委託先3社の背後にある：Acme、Bolt、Cast', '{"vendors": ["Acme", "Bolt", "Cast"], "least": 3, "tier": "critical"}'::jsonb);

-- test:   twice behind one vendor counts once
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 1, 'Nimbus Inc.'), (33, 2, 'Nimbus');
-- expect: none

-- test:   a vendor of medium work does not count
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 4, 'Nimbus'), (33, 2, 'Nimbus');
-- expect: none

-- test:   without critical work it is less bad
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 4, 'boarding', 'high');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 2, 'Nimbus'), (32, 3, 'Nimbus'), (33, 4, 'Nimbus');
-- expect: subject_id, severity
VALUES (31, 'medium');

-- test:   of a vendor's work the gravest decides
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 2, 'boarding', 'critical');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name) VALUES (31, 1, 21, 'Nimbus'), (32, 2, NULL, 'Nimbus'), (33, 3, NULL, 'Nimbus'), (34, 2, 22, 'Stratus'),
  (35, 3, 23, 'Stratus'), (36, 4, NULL, 'Stratus');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (26, 4, 'gates', 'high');
-- expect: subject_id, severity
VALUES (31, 'high'), (34, 'medium');

-- test:   also where only one of a vendor's is critical
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 2, 'boarding', 'critical'), (26, 4, 'gates', 'high');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 2, 'Nimbus'), (32, 3, 'Nimbus'), (33, 4, 'Nimbus');
-- expect: subject_id, severity
VALUES (31, 'high');

-- test:   what is low by hand from today on does not count
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO tier_override (engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (22, 'low', 'test data', '2026-01-01', '2026-04-01', '2026-06-30');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- test:   nor what is so until today
-- as-of:  2026-04-01
INSERT INTO person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
SELECT set_config('clause6.actor', 'tanaka', true);
INSERT INTO tier_override (engagement_id, tier, reason, requested_on, starts_on, ends_on) VALUES (22, 'low', 'test data', '2026-01-01', '2026-01-01', '2026-04-01');
SELECT set_config('clause6.actor', 'mori', true);
UPDATE tier_override SET approved_on = '2026-01-05';
-- expect: none

-- test:   a subcontractor of one engagement stands behind that alone
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 3, 'plants', 'low');
INSERT INTO subcontractor (id, vendor_id, engagement_id, name) VALUES (31, 1, NULL, 'Nimbus'), (32, 2, NULL, 'Nimbus'), (33, 3, 25, 'Nimbus');
-- expect: none

-- test:   and does so where it is high
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, engagement_id, name) VALUES (31, 1, NULL, 'Nimbus'), (32, 2, NULL, 'Nimbus'), (33, 3, 23, 'Nimbus');
-- expect: subject_id
VALUES (31);

-- Days.

-- test:   work and subcontractors on their first and last day
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-01' WHERE id = 22;
UPDATE engagement SET ends_on = '2026-04-01' WHERE id = 23;
INSERT INTO subcontractor (id, vendor_id, name, from_on, until_on) VALUES (31, 1, 'Nimbus', '2026-04-01', NULL), (32, 2, 'Nimbus', NULL, '2026-04-01'), (33, 3, 'Nimbus', NULL, NULL);
-- expect: subject_id
VALUES (31);

-- test:   work that has not begun
-- as-of:  2026-04-01
UPDATE engagement SET starts_on = '2026-04-02' WHERE id = 22;
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
-- expect: none

-- test:   work that has ended
-- as-of:  2026-04-01
UPDATE engagement SET ends_on = '2026-03-31' WHERE id = 22;
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
-- expect: none

-- test:   a subcontractor that ended, and one that does not work yet
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name, from_on, until_on) VALUES (31, 1, 'Nimbus', NULL, '2026-03-31'), (32, 2, 'Nimbus', NULL, NULL), (33, 3, 'Nimbus', NULL, NULL),
  (34, 1, 'Stratus', '2026-04-02', NULL), (35, 2, 'Stratus', NULL, NULL), (36, 3, 'Stratus', NULL, NULL);
-- expect: none

-- test:   the work of a vendor that ended is over from that day on, that of a suspended one is not
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-01'), (2, 'suspended', '2026-04-01');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
-- expect: none

-- test:   one that ends tomorrow still counts
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (1, 'ended', '2026-04-02'), (2, 'suspended', '2026-04-01');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 3, 'Nimbus');
-- expect: subject_id
VALUES (31);

-- Which company it is.

-- test:   entries of one registered vendor are one company, whatever they are called; one of its names that says nothing is it, too
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id) VALUES (31, 1, 'Nimbus', 5), (32, 2, 'Cirrus', 5), (33, 3, 'Nimbus', NULL);
-- expect: vendor_id, subject_id, reason
VALUES (5, 31, 'Nimbus stands behind 3 vendors of critical or high engagements: Acme, Bolt, Cast');

-- test:   entries of one name that are two registered vendors are two companies
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (6, 'Cloud Pte');
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id) VALUES (31, 1, 'Nimbus', 5), (32, 2, 'Nimbus', 6), (33, 3, 'Nimbus', 6);
-- expect: none

-- test:   an entry that says nothing goes with the first of two vendors of its name
-- as-of:  2026-04-01
INSERT INTO vendor (id, name) VALUES (6, 'Cloud Pte');
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id) VALUES (31, 1, 'Nimbus', 5), (32, 2, 'Nimbus', NULL), (33, 3, 'Nimbus', 5), (34, 3, 'Nimbus Inc.', 6);
-- expect: vendor_id, subject_id
VALUES (5, 31);

-- test:   an entry that ended says nothing for others of its name
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id, until_on) VALUES (31, 1, 'Cirrus', 5, NULL), (32, 2, 'Cirrus', 5, NULL), (33, 3, 'Nimbus', NULL, NULL),
  (34, 3, 'Nimbus Inc.', 5, '2026-03-31');
-- expect: none

-- test:   two companies without a vendor are told apart by name
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Stratus'), (33, 3, 'Cirrus');
-- expect: none

-- Lines.

-- test:   one stands behind a vendor at any depth, and behind vendors that use a vendor which uses it
-- as-of:  2026-04-01
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 5, 'storage', 'low');
INSERT INTO subcontractor (id, vendor_id, parent_id, name, subcontractor_vendor_id) VALUES (31, 1, NULL, 'Stratus', NULL), (32, NULL, 31, 'Nimbus', NULL), (33, 2, NULL, 'Cloud', 5),
  (34, 3, NULL, 'Cloud', 5), (35, 5, NULL, 'Nimbus', NULL);
-- expect: subject_id, evidence
VALUES (32, '{"vendors": ["Acme", "Bolt", "Cast"], "least": 3, "tier": "critical"}'::jsonb);

-- test:   a vendor that comes round to itself does not stand behind itself
-- as-of:  2026-04-01
INSERT INTO subcontractor (id, vendor_id, parent_id, name, subcontractor_vendor_id) VALUES (31, 1, NULL, 'Bolt', 2), (32, 2, NULL, 'Cast', 3), (33, 3, NULL, 'Acme', 1);
-- expect: none

-- Mergers.

-- test:   before a merger two entries of one company are two vendors
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (7, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 7, 'mail', 'high');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 7, 'Nimbus');
-- expect: subject_id
VALUES (31);

-- test:   from its day on they are one
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (7, 'Acme Ltd', 1, '2026-04-01');
INSERT INTO engagement (id, vendor_id, title, tier) VALUES (25, 7, 'mail', 'high');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 2, 'Nimbus'), (33, 7, 'Nimbus');
-- expect: none

-- test:   before a merger two companies are two
-- as-of:  2026-03-31
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (7, 'Clouds', 5, '2026-04-01');
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id) VALUES (31, 1, 'Nimbus', 5), (32, 2, 'Stratus', 7), (33, 3, 'Cirrus', 5);
-- expect: none

-- test:   a company that was merged is the one as which it goes on
-- as-of:  2026-04-01
INSERT INTO vendor (id, name, merged_into_id, merged_on) VALUES (7, 'Clouds', 5, '2026-04-01');
INSERT INTO subcontractor (id, vendor_id, name, subcontractor_vendor_id) VALUES (31, 1, 'Nimbus', 5), (32, 2, 'Stratus', 7), (33, 3, 'Cirrus', 5);
-- expect: vendor_id, subject_id
VALUES (5, 31);

-- test:   the end of a vendor without such work changes nothing, and who is used twice is named once
-- as-of:  2026-04-01
INSERT INTO vendor_stage (vendor_id, stage, from_on) VALUES (4, 'ended', '2026-01-01');
INSERT INTO subcontractor (id, vendor_id, name) VALUES (31, 1, 'Nimbus'), (32, 1, 'Nimbus Inc.'), (33, 2, 'Nimbus'), (34, 3, 'Nimbus');
-- expect: subject_id, reason
VALUES (31, 'Nimbus stands behind 3 vendors of critical or high engagements: Acme, Bolt, Cast');
