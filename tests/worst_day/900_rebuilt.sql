CREATE TABLE person_again AS SELECT * FROM person;
UPDATE person SET note = note || '!';
ALTER TABLE person ADD COLUMN star_sign TEXT NOT NULL DEFAULT '';
UPDATE person SET star_sign = 'unknown', note = substr(note, 1, length(note) - 1);
DROP TABLE person_again;
