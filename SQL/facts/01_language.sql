-- What people read, in English or Japanese.
CREATE FUNCTION facts.in_language(language text, english text, japanese text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN language = 'ja' THEN coalesce(japanese, english) ELSE english END;
COMMENT ON FUNCTION facts.in_language(text, text, text) IS 'A sentence in the language of whoever reads it; in English where there is no Japanese';
