-- A save that goes on with the one before changes what that wrote down in its place, instead of writing it anew.

ALTER TABLE recording ADD COLUMN goes_on INTEGER REFERENCES change_row(id);
