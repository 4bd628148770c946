-- A change that is being made says so itself: `open` is 0, or the number of the row of change_row with which it goes on;
-- NULL once it has ended. The table that said it for all is no longer needed.

ALTER TABLE change ADD COLUMN open INTEGER CHECK (open >= 0);
DROP TABLE recording;
