-- From when on an attempt's time is not billed, because nobody was there to pause or stop it when its money ended.
CREATE TABLE outage (
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  noted_at INTEGER NOT NULL CHECK (noted_at >= from_at),
  PRIMARY KEY (job_uid, attempt)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outage_stays BEFORE UPDATE ON outage
BEGIN
  SELECT RAISE(ABORT, 'outage: what was noted stays');
END;

CREATE TRIGGER outage_no_delete BEFORE DELETE ON outage
BEGIN
  SELECT RAISE(ABORT, 'outage: nothing is deleted');
END;
