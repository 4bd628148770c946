-- Whom the owner asked to forget, until the file is written anew and no backup holds them; else empty.

CREATE TABLE forgotten (
  person TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
