-- How alike two names are, after facts.name_core.

-- Levenshtein's, but that two letters in each other's place count once; only as far from the diagonal as may be edited.
CREATE FUNCTION facts.edit_distance(one text, other text, most integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a text[];
  b text[];
  same integer := 0;
  before_last integer[];
  last integer[];
  this integer[];
  far CONSTANT integer := most + 1;
  cell integer;
  nearest integer;
BEGIN
  -- Each letter that the other has nowhere is one to be edited.
  IF greatest(abs(length(one) - length(other)), length(translate(one, other, '')), length(translate(other, one, ''))) > most THEN RETURN NULL; END IF;
  WHILE same < least(length(one), length(other)) AND left(one, same + 1) = left(other, same + 1) LOOP same := same + 1; END LOOP;
  one := substr(one, same + 1);
  other := substr(other, same + 1);
  same := 0;
  WHILE same < least(length(one), length(other)) AND right(one, same + 1) = right(other, same + 1) LOOP same := same + 1; END LOOP;
  a := string_to_array(left(one, length(one) - same), NULL);
  b := string_to_array(left(other, length(other) - same), NULL);
  last := ARRAY(SELECT least(n, far) FROM generate_series(0, cardinality(b)) n);
  FOR i IN 1 .. cardinality(a) LOOP
    this := array_fill(far, ARRAY[cardinality(b) + 1]);
    this[1] := least(i, far);
    nearest := this[1];
    FOR j IN greatest(1, i - most) .. least(cardinality(b), i + most) LOOP
      cell := least(last[j + 1] + 1, this[j] + 1, last[j] + CASE WHEN a[i] = b[j] THEN 0 ELSE 1 END);
      IF i > 1 AND j > 1 AND a[i] = b[j - 1] AND a[i - 1] = b[j] THEN cell := least(cell, before_last[j - 1] + 1); END IF;
      this[j + 1] := cell;
      nearest := least(nearest, cell);
    END LOOP;
    IF nearest > most THEN RETURN NULL; END IF;
    before_last := last;
    last := this;
  END LOOP;
  RETURN nullif(least(last[cardinality(b) + 1], far), far);
END $$;
COMMENT ON FUNCTION facts.edit_distance(text, text, integer) IS 'How many letters must be added, dropped, replaced or exchanged with their neighbour to make one text of the other; none when more than so many';

CREATE FUNCTION facts.names_a_part(name text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN name ~ '(?:大学|病院|診療所|研究所|センタ|学部|[都府県市町村学部局所]長|支店|支社|営業所|工場|委員会)$';
COMMENT ON FUNCTION facts.names_a_part(text) IS 'Whether a Japanese name ends with a house, an office or an officer of something that may be named before it';

-- A misspelled word is forgiven, a missing or another word is not: it may be what tells two companies of one group apart.
CREATE FUNCTION facts.name_likeness(one text, other text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  japanese CONSTANT text := '[぀-ヿ㐀-鿿]';
  -- One of these in another's place makes another name: 東日本 is not 西日本.
  telling CONSTANT text := '[^東西南北中央上下左右前後新旧第大小一二三四五六七八九十0-9a-z]';
  number CONSTANT text := '\m(?:\w*[0-9]\w*|[ivxl]+)\M';
  a CONSTANT text[] := string_to_array(one, ' ');
  b CONSTANT text[] := string_to_array(other, ' ');
  word text;
  left_a text;
  left_b text;
  size integer; total integer;
  most integer; edits integer;
BEGIN
  IF one = other THEN RETURN 1; END IF;
  IF octet_length(one) + octet_length(other) > length(one) + length(other) AND (one ~ japanese OR other ~ japanese) THEN
    -- One names the other and then one of its houses or officers.
    IF least(length(one), length(other)) >= 3 AND (starts_with(one, other) OR starts_with(other, one))
      AND facts.names_a_part(CASE WHEN length(one) > length(other) THEN one ELSE other END) THEN RETURN 0.8;
    END IF;
    most := CASE WHEN least(length(one), length(other)) >= 12 THEN 2 WHEN least(length(one), length(other)) >= 5 THEN 1 ELSE 0 END;
    IF most = 0 OR regexp_replace(one, telling, '', 'g') <> regexp_replace(other, telling, '', 'g') THEN RETURN 0; END IF;
    edits := facts.edit_distance(one, other, most);
    RETURN coalesce(round(1 - edits::numeric / greatest(length(one), length(other)), 2), 0);
  END IF;

  IF replace(one, ' ', '') = replace(other, ' ', '') THEN RETURN 0.98; END IF;
  FOREACH word IN ARRAY a LOOP
    IF word <> ALL (b) THEN left_a := concat_ws(' ', left_a, word); END IF;
  END LOOP;
  FOREACH word IN ARRAY b LOOP
    IF word <> ALL (a) THEN left_b := concat_ws(' ', left_b, word); END IF;
  END LOOP;
  IF left_a IS NULL AND left_b IS NULL THEN RETURN CASE WHEN cardinality(a) = cardinality(b) THEN 0.97 ELSE 0.9 END; END IF;
  IF left_a IS NULL OR left_b IS NULL THEN
    -- A misspelled legal form is not one that facts.name_core takes away.
    RETURN CASE WHEN EXISTS (
      SELECT FROM unnest('{incorporated,corporation,company,limited,aktiengesellschaft,gesellschaft,liability limited company,joint stock company}'::text[]) form
      WHERE facts.edit_distance(coalesce(left_a, left_b), form, 2) IS NOT NULL) THEN 0.9 ELSE 0 END;
  END IF;
  -- Numbers, also Roman ones, tell funds, ships and shops apart: less alike than anything else that is alike at all.
  IF (left_a || ' ' || left_b) ~ number THEN
    RETURN CASE WHEN left_a ~ number AND left_b ~ number AND btrim(regexp_replace(left_a, number, '', 'g')) = btrim(regexp_replace(left_b, number, '', 'g'))
      THEN 0.7 ELSE 0 END;
  END IF;
  left_a := replace(left_a, ' ', '');
  left_b := replace(left_b, ' ', '');
  -- Words that one of them writes together have fewer letters for their number: NAVCANADA is not SAS Canada.
  size := least(length(left_a), length(left_b)) - CASE WHEN cardinality(a) = cardinality(b) THEN 0 ELSE 3 END;
  total := least(length(replace(one, ' ', '')), length(replace(other, ' ', '')));
  most := CASE WHEN size >= 9 OR (size >= 7 AND total >= 10 AND cardinality(a) = cardinality(b)) THEN 2
    WHEN size >= 4 OR (size = 3 AND total >= 15 AND cardinality(a) >= 3) THEN 1 ELSE 0 END;
  edits := facts.edit_distance(left_a, left_b, most);
  RETURN coalesce(round(0.98 - edits::numeric / greatest(length(replace(one, ' ', '')), length(replace(other, ' ', ''))), 2), 0);
END $$;
COMMENT ON FUNCTION facts.name_likeness(text, text) IS 'From 0, nothing in common, to 1, the same: for two names without legal form and branch, as facts.name_core gives them';

-- What two names must share to be compared at all, so that each is compared with few others, however many there are.
-- Short names that one letter tells apart are the same without it. Of longer ones, one half is spelled right; halves of
-- names whose lengths differ by two have one length in common. All of it also with the words in order.
CREATE FUNCTION facts.name_keys(core text) RETURNS TABLE (key text, rest text) LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  number CONSTANT text := '\m(?:\w*[0-9]\w*|[ivxl]+)\M';
  joined CONSTANT text := replace(core, ' ', '');
  in_order text := joined;
  size CONSTANT integer := length(joined);
  written text;
BEGIN
  IF joined <> core THEN in_order := (SELECT string_agg(DISTINCT word, '' ORDER BY word) FROM string_to_table(core, ' ') word); END IF;
  IF size BETWEEN 4 AND 12 THEN
    RETURN QUERY SELECT left(joined, place - 1) || substr(joined, place + 1), NULL FROM generate_series(1, size) place;
  END IF;
  FOREACH written IN ARRAY CASE WHEN in_order = joined THEN ARRAY[joined] ELSE ARRAY[joined, in_order] END LOOP
    key := written; rest := NULL; RETURN NEXT;
    FOR half IN (length(written) - 2) / 2 .. length(written) / 2 LOOP
      CONTINUE WHEN half < 4 OR (half % 2 = 1 AND half > (length(written) - 2) / 2);
      key := left(written, half / 2 * 2) || '…'; rest := substr(written, half / 2 * 2 + 1); RETURN NEXT;
      key := '…' || right(written, half / 2 * 2); rest := left(written, -(half / 2 * 2)); RETURN NEXT;
    END LOOP;
  END LOOP;
  rest := NULL;
  IF core ~ number THEN key := 'but for a number ' || regexp_replace(core, number, '', 'g'); RETURN NEXT; END IF;
  -- A misspelled legal form at the end.
  IF core ~ ' (?:inco|corp|comp|limi|akti|gese|liab|join)[^ ]*$' THEN key := replace(regexp_replace(core, ' [^ ]+$', ''), ' ', ''); RETURN NEXT; END IF;
  -- A house or an officer behind the name of the whole.
  IF facts.names_a_part(joined) THEN
    RETURN QUERY SELECT left(joined, stop), NULL FROM generate_series(3, size - 1) stop;
  END IF;
END $$;
COMMENT ON FUNCTION facts.name_keys(text) IS 'Texts of which two names that are alike have one in common; with half a name, the rest of it, which must be much the same too';

-- Each letter that was misspelled is one at most that the other has nowhere: much less work than to count misspellings.
CREATE FUNCTION facts.may_be_misspelled(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN one IS NULL OR other IS NULL
  OR (abs(length(one) - length(other)) <= 2 AND length(translate(one, other, '')) <= 2 AND length(translate(other, one, '')) <= 2);
COMMENT ON FUNCTION facts.may_be_misspelled(text, text) IS 'Whether two letters may make one text of the other, or nothing is known of one';

CREATE FUNCTION facts.name_match(
  words text, bare text, core text, other_words text, other_bare text, other_core text, OUT score numeric, OUT reason text
) LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  score := 1;
  IF replace(words, ' ', '') = replace(other_words, ' ', '') THEN
    reason := 'names agree but for case, width, blanks and punctuation';
  ELSIF replace(bare, ' ', '') = replace(other_bare, ' ', '') THEN
    score := 0.96;
    reason := 'names agree but for the legal form';
  ELSIF core = other_core AND words || other_words ~ '[぀-ヿ㐀-鿿]' THEN
    score := 0.9;
    reason := 'names agree but for a branch or office';
  ELSIF core = other_core AND facts.usual_words(bare) <> facts.usual_words(other_bare) THEN
    score := 0.9;
    reason := 'names agree but for initials, a trade name or a branch';
  ELSE
    score := least(facts.name_likeness(core, other_core), 0.98);
    reason := CASE WHEN score = 0.7 THEN 'names differ in a number alone'
      WHEN score >= 0.97 THEN 'names agree but for the order or the usual spelling of words'
      WHEN score > 0 THEN format('names are alike: %s', score) END;
  END IF;
END $$;
COMMENT ON FUNCTION facts.name_match(text, text, text, text, text, text) IS 'How alike two names are, and in what, each given as facts.name_core gives it';
