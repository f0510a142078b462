-- From when on an attempt's time is not billed, because nobody was there to pause or stop it when its money ended.
CREATE TABLE outage (
  job_uid TEXT COLLATE "C" NOT NULL,
  attempt BIGINT NOT NULL CHECK (attempt >= 1),
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  from_at BIGINT NOT NULL,
  noted_at BIGINT NOT NULL CHECK (noted_at >= from_at),
  PRIMARY KEY (job_uid, attempt)
);

CREATE TRIGGER outage_no_update BEFORE UPDATE ON outage
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER outage_no_delete BEFORE DELETE ON outage
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER outage_no_truncate BEFORE TRUNCATE ON outage
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');
