-- What an organisation publishes of those who process data for it: only what somebody wrote or marked for that.

ALTER TABLE register.engagement
  ADD COLUMN public_purpose text,
  ADD COLUMN public_purpose_ja text,
  ADD COLUMN public_fields text[],
  ADD CONSTRAINT engagement_public_purpose_is_not_blank CHECK (btrim(public_purpose) <> '' AND btrim(public_purpose_ja) <> ''),
  ADD CONSTRAINT engagement_public_fields_are_known CHECK (public_fields <@ ARRAY['country', 'data', 'since', 'subcontractors']),
  ADD CONSTRAINT engagement_is_public_by_its_purpose CHECK (public_purpose IS NOT NULL OR num_nonnulls(public_purpose_ja, public_fields) = 0);
COMMENT ON COLUMN register.engagement.public_purpose IS 'What the public list says it is for; where there is none, it is not on that list';
COMMENT ON COLUMN register.engagement.public_purpose_ja IS 'The same in Japanese';
COMMENT ON COLUMN register.engagement.public_fields IS 'What else the public list says of it, beside the vendor''s name: country, data, since, subcontractors';
COMMENT ON CONSTRAINT engagement_public_purpose_is_not_blank ON register.engagement IS 'What the public list says it is for is a text; leave it out to keep it off that list.';
COMMENT ON CONSTRAINT engagement_public_fields_are_known ON register.engagement IS 'The public list says country, data, since or subcontractors of it.';
COMMENT ON CONSTRAINT engagement_is_public_by_its_purpose ON register.engagement IS 'What is on the public list says in English what it is for.';
