-- When versions of price lists by which money was made, and which had no end of their own, were seen to end because another follows.
-- What follows may move while it is ahead, so one version may have several rows; the last one counts. Of versions that were used before
-- there were notes the first end that is seen is taken as it is: their row says 0.
CREATE TABLE tariff_end (
  id TEXT NOT NULL,
  nth INTEGER NOT NULL CHECK (nth >= 1),
  ends INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (id, nth)
) STRICT, WITHOUT ROWID;

INSERT INTO tariff_end (id, nth, ends, seen) SELECT id, 1, 0, first_used FROM tariff_version;

CREATE TRIGGER tariff_end_no_update BEFORE UPDATE ON tariff_end
BEGIN
  SELECT RAISE(ABORT, 'tariff_end: what was written stays, update is refused');
END;

CREATE TRIGGER tariff_end_no_delete BEFORE DELETE ON tariff_end
BEGIN
  SELECT RAISE(ABORT, 'tariff_end: what was written stays, delete is refused');
END;
