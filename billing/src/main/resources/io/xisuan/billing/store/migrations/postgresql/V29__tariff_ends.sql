-- When versions of price lists by which money was made, and which had no end of their own, were seen to end because another follows.
-- What follows may move while it is ahead, so one version may have several rows; the last one counts. Of versions that were used before
-- there were notes the first end that is seen is taken as it is: their row says 0.
CREATE TABLE tariff_end (
  id TEXT COLLATE "C" NOT NULL,
  nth BIGINT NOT NULL CHECK (nth >= 1),
  ends BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  PRIMARY KEY (id, nth)
);

INSERT INTO tariff_end (id, nth, ends, seen) SELECT id, 1, 0, first_used FROM tariff_version;

CREATE TRIGGER tariff_end_no_update BEFORE UPDATE ON tariff_end
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER tariff_end_no_delete BEFORE DELETE ON tariff_end
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER tariff_end_no_truncate BEFORE TRUNCATE ON tariff_end
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');
