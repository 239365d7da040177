\set id random(1, :vendors)
UPDATE register.vendor SET note = 'changed ' || :id WHERE id = :id;
