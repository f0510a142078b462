-- The usage journal: records in a chain of hashes, which the leader appends and nobody changes. It lies in a schema of its own
-- beside the store's tables, so that the store's backups, which any kind of database can read, know nothing of partitions.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: what was recorded stays, % is refused', TG_TABLE_NAME, lower(TG_OP);
END $$;

-- Records. recorded_at (milliseconds) never goes back, so that the order of partitions is the order of records: a month that
-- is old is read, moved or detached whole, and the index that is written to stays small.
CREATE TABLE record (
  seq BIGINT NOT NULL CHECK (seq > 0),
  recorded_at BIGINT NOT NULL,
  format TEXT COLLATE "C" NOT NULL CHECK (length(format) = 1),
  hash TEXT COLLATE "C" NOT NULL CHECK (length(hash) = 64),
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (seq, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TRIGGER record_stays BEFORE UPDATE OR DELETE ON record FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER record_is_kept BEFORE TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- Makes the partition of the month (UTC) in which an instant lies, when there is none. It runs as its owner, so that the
-- operator's own role needs no right but to append.
CREATE FUNCTION make_month(at_millis BIGINT) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  starts TIMESTAMP := date_trunc('month', to_timestamp(floor(at_millis / 1000.0)) AT TIME ZONE 'UTC');
  ends TIMESTAMP := starts + interval '1 month';
  part TEXT := to_char(starts, '"record_"YYYY_MM');
BEGIN
  IF to_regclass(part) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(CAST(CAST('record' AS regclass) AS oid)::BIGINT);
  IF to_regclass(part) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF record FOR VALUES FROM (%s) TO (%s)', part,
    CAST(extract(epoch FROM starts) AS BIGINT) * 1000, CAST(extract(epoch FROM ends) AS BIGINT) * 1000);
  EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()',
    part || '_is_kept', part);
END $$;

-- Where the chain ends. An append moves it from the head that its writer knows, or fails.
CREATE TABLE head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL CHECK (seq >= 0),
  hash TEXT COLLATE "C" NOT NULL CHECK (length(hash) = 64),
  recorded_at BIGINT NOT NULL,
  epoch BIGINT NOT NULL
);
INSERT INTO head (id, seq, hash, recorded_at, epoch) VALUES (1, 0, repeat('0', 64), 0, 0);

-- The head as its writer last published and signed it (Ed25519, Base64); a writer without a key signs nothing.
CREATE TABLE published_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL CHECK (seq >= 0),
  hash TEXT COLLATE "C" NOT NULL CHECK (length(hash) = 64),
  signature TEXT COLLATE "C" NOT NULL
);

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq < OLD.seq THEN
    RAISE EXCEPTION '% goes forward only, from record % to % is refused', TG_TABLE_NAME, OLD.seq, NEW.seq;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER head_forward BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION only_forward();
CREATE TRIGGER head_stays BEFORE DELETE ON head FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER head_is_kept BEFORE TRUNCATE ON head FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER published_head_forward BEFORE UPDATE ON published_head FOR EACH ROW EXECUTE FUNCTION only_forward();
CREATE TRIGGER published_head_stays BEFORE DELETE ON published_head FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER published_head_is_kept BEFORE TRUNCATE ON published_head FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- The seals of the hours in which something was recorded: the line is the seal as segment files hold it.
CREATE TABLE seal (
  hour_start BIGINT PRIMARY KEY,
  first_seq BIGINT NOT NULL UNIQUE CHECK (first_seq > 0),
  last_seq BIGINT NOT NULL UNIQUE CHECK (last_seq >= first_seq),
  line TEXT COLLATE "C" NOT NULL
);
CREATE TRIGGER seal_stays BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER seal_is_kept BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse();
