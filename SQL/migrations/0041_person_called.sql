-- Every change asks who acts, and read all people for that.

CREATE INDEX person_called_email ON register.person (register.name_key(email));
CREATE INDEX person_called_login ON register.person (register.name_key(login));
CREATE INDEX person_called_name ON register.person (register.name_key(name));
COMMENT ON INDEX register.person_called_email IS 'Who has a mail address, however it is written';
COMMENT ON INDEX register.person_called_login IS 'Who has a login, however it is written';
COMMENT ON INDEX register.person_called_name IS 'Who has a name, however it is written';

-- In PL/pgSQL a session plans it once, where SQL would plan it in every statement, which takes longer than to answer.
CREATE OR REPLACE FUNCTION register.person_called(called text) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  -- Each by its index; in one condition they would be sought in all people.
  RETURN (
    SELECT CASE WHEN count(*) = 1 THEN min(found.id) END
    FROM (
      SELECT s.id, rank() OVER (ORDER BY min(s.place)) AS place
      FROM (
        SELECT p.id, 1 AS place FROM register.person p WHERE register.name_key(p.email) = register.name_key(called)
        UNION ALL
        SELECT p.id, 2 FROM register.person p WHERE register.name_key(p.login) = register.name_key(called)
        UNION ALL
        SELECT p.id, 3 FROM register.person p WHERE register.name_key(p.name) = register.name_key(called)
      ) s
      GROUP BY s.id
    ) found WHERE found.place = 1);
END $$;
