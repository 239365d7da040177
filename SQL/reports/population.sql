CREATE FUNCTION reports.population(as_of date DEFAULT facts.as_of(), first_on date DEFAULT NULL, last_on date DEFAULT NULL)
RETURNS TABLE (vendor_code text, vendor text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v.called, v.name
  FROM facts.vendor_in_period(coalesce(population.first_on, least(population.last_on, population.as_of)), least(population.last_on, population.as_of)) v
  ORDER BY v.called COLLATE "C";
END;
COMMENT ON FUNCTION reports.population(date, date, date)
  IS 'Which vendors worked for us, or were bound by a contract, on some day of the period (else on the day): of whom an auditor draws a sample?
question-ja: 対象期間（指定がなければ基準日）のいずれかの日に業務を行い、または契約に拘束されていた委託先（監査の抽出の母集団）はどれか？
title-ja: 監査対象委託先一覧';
