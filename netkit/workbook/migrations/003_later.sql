-- Two who may be one person can be put off: they are then asked about again, after all others.
ALTER TABLE "distinct" ADD COLUMN later INTEGER NOT NULL DEFAULT 0 CHECK (later IN (0, 1));
