-- What a contract can settle: a closed list of thirty matters, and what each contract says of them.

CREATE TABLE register.term_kind (
  key text NOT NULL,
  position integer NOT NULL,
  title_en text NOT NULL,
  title_ja text NOT NULL,
  definition text NOT NULL,
  CONSTRAINT term_kind_pkey PRIMARY KEY (key)
);
COMMENT ON TABLE register.term_kind IS 'The closed list of matters a contract settles; data of the program, not of its users';
COMMENT ON COLUMN register.term_kind.key IS 'The word used in files and on the command line';
COMMENT ON COLUMN register.term_kind.position IS 'Order in lists';
COMMENT ON COLUMN register.term_kind.title_en IS 'Title in English';
COMMENT ON COLUMN register.term_kind.title_ja IS 'Title in Japanese';
COMMENT ON COLUMN register.term_kind.definition IS 'What a contract must say for the term to be present';
COMMENT ON CONSTRAINT term_kind_pkey ON register.term_kind IS 'Each term has a key of its own.';

INSERT INTO register.term_kind (key, position, title_en, title_ja, definition) VALUES
  ('scope_of_service', 1, 'Scope, duration and price', '委託業務の範囲・期間・対価', 'What is outsourced, which information and categories of data are involved, for how long and for what consideration; amendments are in writing.'),
  ('roles_responsibilities', 2, 'Allocation of responsibilities', '責任の明確化・責任分界', 'Who is responsible for which task or control on each side, with named contacts on both sides.'),
  ('confidentiality', 3, 'Confidentiality obligation of the provider', '秘密保持', 'The provider as a company keeps the client''s information secret, including after the end of the contract for a stated period.'),
  ('personnel_confidentiality', 4, 'Confidentiality binding individuals', '従事者の秘密保持', 'Individuals who touch the information are personally bound to secrecy by pledge, contract or law.'),
  ('purpose_limitation', 5, 'Use only for the entrusted purpose', '目的外利用・複製・提供の禁止', 'The information is used, copied, combined, sold or passed on only as instructed and only for the entrusted work.'),
  ('security_measures', 6, 'Security measures', '安全管理措置', 'Organisational, personnel, physical and technical safeguards that the provider must keep in place, including access control and encryption.'),
  ('personnel_security', 7, 'Personnel screening and supervision', '従事者の選任・監督', 'Screening, naming, authorising and supervising the people who do the work, and telling the client about changes.'),
  ('training', 8, 'Training and awareness', '教育・研修', 'The provider trains its people, and takes part in the client''s awareness or resilience training where agreed.'),
  ('subcontracting', 9, 'Subcontracting control and flow-down', '再委託の制限・条件', 'Whether subcontracting is allowed, prior consent or notice and right to object, and passing down of equivalent duties with the provider answerable for the chain.'),
  ('data_location', 10, 'Location and cross-border transfer', '取扱場所・域外移転', 'Where the work is done and data is stored or handled, no removal from agreed places, and prior notice or consent before a change or a transfer abroad.'),
  ('reporting', 11, 'Periodic reporting on handling', '取扱状況の定期報告', 'What the provider reports about the handling of the information and the service, and how often.'),
  ('breach_notification', 12, 'Incident and breach notification', '事故・漏えい時の報告', 'Duty to tell the client of incidents, breaches or unauthorised disclosure, to whom, and within what time.'),
  ('assistance', 13, 'Assistance to the client', '協力・支援義務', 'Help with data-subject requests, regulatory duties, impact assessments and incident response, with the cost rule stated in advance.'),
  ('audit_right', 14, 'Audit, inspection and on-site check', '監査・立入検査', 'The client or its appointee may check compliance, by questionnaire, audit or on-site visit, periodically and on demand.'),
  ('compliance_evidence', 15, 'Evidence of compliance', '遵守状況の証跡提出', 'Duty to supply certificates, assurance reports, compliance status and control-ownership statements, and to keep them current.'),
  ('regulator_cooperation', 16, 'Access by and cooperation with authorities', '当局への協力', 'Supervisors and resolution or aviation authorities get access to, and cooperation from, the provider.'),
  ('service_levels', 17, 'Service levels and performance targets', 'サービス水準', 'Measurable service levels, how they are monitored and what happens when they are missed.'),
  ('business_continuity', 18, 'Business continuity and recovery', '事業継続・復旧', 'Contingency plans, backup, alternate sites, recovery objectives and tests.'),
  ('return_or_destruction', 19, 'Return or destruction at the end', '返却・消去・廃棄', 'Return, deletion or destruction of all information and copies at the end, in an agreed form and with proof.'),
  ('exit_transition', 20, 'Exit and transition support', '移行・引継ぎ', 'Orderly hand-over: transition period, continued service, export in usable form, also on insolvency.'),
  ('termination', 21, 'Termination rights and notice periods', '契約解除・予告期間', 'When each side may end the contract, including for security failure, and with what notice.'),
  ('liability', 22, 'Liability and indemnity', '損害賠償・責任', 'Who bears loss from a breach, including acts of subcontractors, with caps or indemnities.'),
  ('remediation', 23, 'Measures when terms are not met', '契約違反時の措置・是正', 'Right to require correction by a deadline, suspend, stop misuse or apply penalties when terms are not kept.'),
  ('insurance', 24, 'Insurance', '保険', 'Insurance that the provider must hold, with level and proof.'),
  ('change_notification', 25, 'Notice of material change', '重要な変更の通知', 'Prior notice of changes in service, ownership, location, key staff, controls or ability to perform.'),
  ('record_keeping', 26, 'Records, logs and retention of the contract', '記録・契約書の保存', 'Handling records, disclosure logs, operation logs, and how long records and the contract itself are kept.'),
  ('security_testing', 27, 'Vulnerability handling and security testing', '脆弱性対応・セキュリティ試験', 'Handling of vulnerabilities and participation in penetration or resilience tests.'),
  ('legal_compliance', 28, 'Compliance with law and client policy', '法令・規程の遵守', 'The provider keeps applicable law, regulation and the client''s stated policies, and says when it no longer can.'),
  ('ownership', 29, 'Ownership of data and deliverables', '権利帰属', 'Who owns data, deliverables, licences and other assets.'),
  ('governing_law_disputes', 30, 'Governing law and disputes', '準拠法・紛争解決', 'Governing law, dispute resolution and force majeure.');

CREATE TABLE register.term (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  contract_id bigint NOT NULL,
  term_key text NOT NULL,
  from_on date,
  status text NOT NULL,
  article text,
  note text,
  CONSTRAINT term_pkey PRIMARY KEY (id),
  CONSTRAINT term_contract_is_known FOREIGN KEY (contract_id) REFERENCES register.contract (id),
  CONSTRAINT term_key_is_known FOREIGN KEY (term_key) REFERENCES register.term_kind (key),
  CONSTRAINT term_status_is_known CHECK (status IN ('present', 'weak', 'missing', 'not_applicable'))
);
CREATE UNIQUE INDEX term_is_settled_once_a_day ON register.term (contract_id, term_key, coalesce(from_on, '-infinity'::date));
CREATE INDEX term_by_key ON register.term (term_key, contract_id);
COMMENT ON TABLE register.term IS 'What a contract says about one matter, from a day on';
COMMENT ON COLUMN register.term.id IS 'Number given by the register';
COMMENT ON COLUMN register.term.contract_id IS 'The contract';
COMMENT ON COLUMN register.term.term_key IS 'The matter';
COMMENT ON COLUMN register.term.from_on IS 'First day it says so, when an amendment changed it; none: from the contract''s start';
COMMENT ON COLUMN register.term.status IS 'present, weak, missing or not_applicable';
COMMENT ON COLUMN register.term.article IS 'Where the paper says it';
COMMENT ON COLUMN register.term.note IS 'Anything else worth knowing';
COMMENT ON CONSTRAINT term_pkey ON register.term IS 'Each term has a number of its own.';
COMMENT ON CONSTRAINT term_contract_is_known ON register.term IS 'The contract must be registered.';
COMMENT ON CONSTRAINT term_key_is_known ON register.term IS 'A term is one of the thirty of the closed list.';
COMMENT ON CONSTRAINT term_status_is_known ON register.term IS 'A term is present, weak, missing or not_applicable.';
COMMENT ON INDEX register.term_is_settled_once_a_day IS 'The contract already says something about this matter from that day on.';
COMMENT ON INDEX register.term_by_key IS 'Contracts that settle a matter';

SELECT audit.track('register.term');
