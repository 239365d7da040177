-- Contracts under other contracts, amendments that move an end; and terms with their figure and who checked them.

ALTER TABLE register.contract
  ADD COLUMN parent_id bigint,
  ADD COLUMN new_ends_on date,
  ADD COLUMN our_party text,
  ADD COLUMN governing_law text,
  ADD CONSTRAINT contract_parent_is_known FOREIGN KEY (parent_id) REFERENCES register.contract (id),
  ADD CONSTRAINT contract_is_not_under_itself CHECK (parent_id <> id),
  ADD CONSTRAINT contract_end_is_moved_by_an_amendment CHECK (
    new_ends_on IS NULL OR (kind IN ('amendment', 'memorandum') AND parent_id IS NOT NULL)),
  ADD CONSTRAINT contract_end_is_moved_from_a_day CHECK (new_ends_on IS NULL OR starts_on IS NOT NULL),
  ADD CONSTRAINT contract_end_is_moved_to_a_later_day CHECK (new_ends_on >= starts_on),
  ADD CONSTRAINT contract_new_end_is_plausible CHECK (new_ends_on BETWEEN '1900-01-01' AND '2199-12-31'),
  ADD CONSTRAINT contract_our_party_is_not_blank CHECK (btrim(our_party) <> ''),
  ADD CONSTRAINT contract_governing_law_is_not_blank CHECK (btrim(governing_law) <> '');
CREATE INDEX contract_parent ON register.contract (parent_id) WHERE parent_id IS NOT NULL;
COMMENT ON COLUMN register.contract.parent_id IS 'The contract under which it stands: what an amendment amends, the master contract of a statement of work';
COMMENT ON COLUMN register.contract.new_ends_on IS 'The last day that an amendment gives to the contract above it, from its own first day on';
COMMENT ON COLUMN register.contract.our_party IS 'Which company of ours signed; none: the organisation itself';
COMMENT ON COLUMN register.contract.governing_law IS 'The law that governs it: a country''s ISO 3166-1 code or words, such as JP or England and Wales';
COMMENT ON CONSTRAINT contract_parent_is_known ON register.contract IS 'The contract above it must be registered.';
COMMENT ON CONSTRAINT contract_is_not_under_itself ON register.contract IS 'A contract cannot stand under itself.';
COMMENT ON CONSTRAINT contract_end_is_moved_by_an_amendment ON register.contract IS 'Only an amendment or a memorandum under another contract moves that contract''s end.';
COMMENT ON CONSTRAINT contract_end_is_moved_from_a_day ON register.contract IS 'An amendment that moves an end needs its own first day: the end is moved from then on.';
COMMENT ON CONSTRAINT contract_end_is_moved_to_a_later_day ON register.contract IS 'An amendment cannot move an end to before its own first day.';
COMMENT ON CONSTRAINT contract_new_end_is_plausible ON register.contract IS 'A new end lies between 1900-01-01 and 2199-12-31.';
COMMENT ON CONSTRAINT contract_our_party_is_not_blank ON register.contract IS 'Our party cannot be blank: leave it out when the organisation itself signed.';
COMMENT ON CONSTRAINT contract_governing_law_is_not_blank ON register.contract IS 'A governing law cannot be blank: leave it out instead.';
COMMENT ON INDEX register.contract_parent IS 'Contracts under a contract';

CREATE TRIGGER contract_stands_under_no_circle AFTER INSERT OR UPDATE OF parent_id ON register.contract
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION register.refuse_circle_of('parent_id',
    'Contract %s would stand under itself by way of the contracts above it', 'Nothing was changed: say which of them is the one above');

CREATE FUNCTION register.refuse_untimely_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE amended register.contract;
BEGIN
  -- Locked, so that nobody ends the contract while it is amended.
  SELECT * INTO amended FROM register.contract WHERE id = NEW.parent_id FOR SHARE;
  IF NEW.starts_on < amended.starts_on THEN
    RAISE EXCEPTION 'Amendment % would begin on %, before contract % does, on %', NEW.reference, NEW.starts_on, amended.reference, amended.starts_on
      USING ERRCODE = '23514', HINT = 'Nothing was changed: give the first day on which the amendment counts';
  ELSIF NEW.starts_on > amended.terminated_on THEN
    RAISE EXCEPTION 'Contract % was terminated, and % was its last day: nothing amends it from % on', amended.reference, amended.terminated_on, NEW.starts_on
      USING ERRCODE = '23514', HINT = 'Nothing was changed: register a new contract with --supersedes, or correct the termination with "clause6 contract edit"';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION register.refuse_untimely_amendment() IS 'Trigger: refuses amendments that begin before the contract they amend, or after it was terminated';
CREATE TRIGGER contract_is_amended_in_time AFTER INSERT OR UPDATE OF parent_id, kind, starts_on ON register.contract
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL AND NEW.kind IN ('amendment', 'memorandum')) EXECUTE FUNCTION register.refuse_untimely_amendment();

-- In what a term is counted, where it has a figure that can be held against a limit.
ALTER TABLE register.term_kind
  ADD COLUMN figure_unit text,
  ADD COLUMN figure_en text,
  ADD COLUMN figure_ja text,
  ADD CONSTRAINT term_kind_counts_in_one_unit UNIQUE (key, figure_unit),
  ADD CONSTRAINT term_kind_unit_is_known CHECK (figure_unit IN ('hours', 'days', 'months', 'years', 'times_a_year', 'percent')),
  ADD CONSTRAINT term_kind_figure_is_explained CHECK (num_nulls(figure_unit, figure_en, figure_ja) IN (0, 3));
COMMENT ON COLUMN register.term_kind.figure_unit IS 'In what its figure is counted: hours, days, months, years, times_a_year or percent; none when it has no figure';
COMMENT ON COLUMN register.term_kind.figure_en IS 'What the figure is, in English';
COMMENT ON COLUMN register.term_kind.figure_ja IS 'What the figure is, in Japanese';
COMMENT ON CONSTRAINT term_kind_counts_in_one_unit ON register.term_kind IS 'A term counts in one unit.';
COMMENT ON CONSTRAINT term_kind_unit_is_known ON register.term_kind IS 'A unit is hours, days, months, years, times_a_year or percent.';
COMMENT ON CONSTRAINT term_kind_figure_is_explained ON register.term_kind IS 'A figure needs its unit and what it is, in both languages.';

UPDATE register.term_kind k SET figure_unit = f.unit, figure_en = f.en, figure_ja = f.ja
FROM (VALUES
  ('confidentiality', 'months', 'months that secrecy goes on after the end', '契約終了後に秘密保持義務が存続する月数'),
  ('subcontracting', 'days', 'days of notice before a subcontractor begins', '再委託の開始前に通知すべき日数'),
  ('training', 'times_a_year', 'times a year that people are trained', '年間の教育回数'),
  ('reporting', 'times_a_year', 'reports a year', '年間の報告回数'),
  ('breach_notification', 'hours', 'hours within which an incident is told to us', '事故を当社へ報告すべき時間数'),
  ('audit_right', 'days', 'days of notice before an audit', '監査の予告日数'),
  ('compliance_evidence', 'times_a_year', 'times a year that evidence is supplied', '年間の証跡提出回数'),
  ('service_levels', 'percent', 'share of the time the service is there', 'サービスの稼働率'),
  ('business_continuity', 'hours', 'hours until the service is back', '復旧までの時間数'),
  ('return_or_destruction', 'days', 'days after the end until all is returned or destroyed', '契約終了後、返却・消去までの日数'),
  ('exit_transition', 'months', 'months of support after the end', '契約終了後の移行支援の月数'),
  ('termination', 'days', 'days of notice to end it early', '中途解約の予告日数'),
  ('remediation', 'days', 'days to put a breach of the terms right', '違反の是正期限の日数'),
  ('change_notification', 'days', 'days of notice before a change', '変更の事前通知の日数'),
  ('record_keeping', 'years', 'years that records are kept', '記録の保存年数'),
  ('security_testing', 'times_a_year', 'tests a year', '年間の試験回数')
) f (key, unit, en, ja) WHERE k.key = f.key;

ALTER TABLE register.term
  ADD COLUMN page text,
  ADD COLUMN figure numeric,
  ADD COLUMN figure_unit text,
  ADD COLUMN checked_by_id bigint,
  ADD COLUMN checked_on date,
  ADD CONSTRAINT term_checker_is_known FOREIGN KEY (checked_by_id) REFERENCES register.person (id),
  ADD CONSTRAINT term_figure_is_in_its_unit FOREIGN KEY (term_key, figure_unit) REFERENCES register.term_kind (key, figure_unit),
  ADD CONSTRAINT term_figure_can_be_counted CHECK ((figure IS NULL) = (figure_unit IS NULL)),
  ADD CONSTRAINT term_figure_is_plausible CHECK (
    figure BETWEEN 0 AND 10000 OR (figure = 'infinity' AND term_key = 'confidentiality')),
  ADD CONSTRAINT term_figure_is_in_whole_months CHECK (figure_unit <> 'months' OR figure = 'infinity' OR figure = trunc(figure)),
  ADD CONSTRAINT term_figure_stands_in_the_paper CHECK (figure IS NULL OR status IN ('present', 'weak')),
  ADD CONSTRAINT term_page_is_not_blank CHECK (btrim(page) <> ''),
  ADD CONSTRAINT term_checker_has_a_day CHECK (checked_by_id IS NULL OR checked_on IS NOT NULL),
  ADD CONSTRAINT term_days_are_plausible CHECK (
    from_on BETWEEN '1900-01-01' AND '2199-12-31' AND checked_on BETWEEN '1900-01-01' AND '2199-12-31');
CREATE INDEX term_checker ON register.term (checked_by_id);
COMMENT ON COLUMN register.term.page IS 'The page on which the paper says it: 4, 12-13, annex 2';
COMMENT ON COLUMN register.term.figure IS 'The figure that matters, such as the hours within which an incident is told; infinity: secrecy goes on for ever';
COMMENT ON COLUMN register.term.figure_unit IS 'In what the figure is counted, as the list of terms says';
COMMENT ON COLUMN register.term.checked_by_id IS 'Who last read the paper for it';
COMMENT ON COLUMN register.term.checked_on IS 'When it was last read in the paper';
COMMENT ON CONSTRAINT term_checker_is_known ON register.term IS 'Who checked a term must be a person of the register.';
COMMENT ON CONSTRAINT term_figure_is_in_its_unit ON register.term IS 'A figure is counted in the unit of its term: "clause6 term list" shows it.';
COMMENT ON CONSTRAINT term_figure_can_be_counted ON register.term IS 'Only some terms have a figure, and that in one unit: "clause6 term list" shows which.';
COMMENT ON CONSTRAINT term_figure_is_plausible ON register.term IS 'A figure is 0 to 10000; only secrecy can go on for ever.';
COMMENT ON CONSTRAINT term_figure_is_in_whole_months ON register.term IS 'Months are counted whole.';
COMMENT ON CONSTRAINT term_figure_stands_in_the_paper ON register.term IS 'A term that is missing or does not apply has no figure.';
COMMENT ON CONSTRAINT term_page_is_not_blank ON register.term IS 'A page cannot be blank: leave it out instead.';
COMMENT ON CONSTRAINT term_checker_has_a_day ON register.term IS 'A check needs the day on which the paper was read.';
COMMENT ON CONSTRAINT term_days_are_plausible ON register.term IS 'A day of a term lies between 1900-01-01 and 2199-12-31.';
COMMENT ON INDEX register.term_checker IS 'Terms that somebody checked';
