-- A change that is being made says so itself; the table that said it for all is no longer needed.

ALTER TABLE change ADD COLUMN open INTEGER CHECK (open >= 0);
DROP TABLE recording;
