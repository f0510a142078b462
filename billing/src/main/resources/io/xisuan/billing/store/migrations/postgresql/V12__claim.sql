-- Claims on programmes. What documents deducted is the stock that claims draw from; a row appears when somebody first looks for what can
-- be claimed. What claims hold of it and what others bear never passes what was deducted, whoever writes.
CREATE TABLE claimable (
  document TEXT COLLATE "C" NOT NULL REFERENCES document (number),
  line BIGINT NOT NULL CHECK (line >= 1),
  voucher TEXT COLLATE "C" NOT NULL,
  programme TEXT COLLATE "C" NOT NULL,
  supplier TEXT COLLATE "C" NOT NULL,
  tenant TEXT COLLATE "C" NOT NULL,
  contract TEXT COLLATE "C" NOT NULL,
  period TEXT COLLATE "C" NOT NULL,
  line_key TEXT COLLATE "C" NOT NULL,
  gross_fen BIGINT NOT NULL,
  net_fen BIGINT NOT NULL,
  deducted_fen BIGINT NOT NULL CHECK (deducted_fen <> 0),
  claimed_fen BIGINT NOT NULL,
  borne_fen BIGINT NOT NULL,
  PRIMARY KEY (document, line, voucher),
  CHECK (deducted_fen < 0 OR (claimed_fen >= 0 AND borne_fen >= 0 AND claimed_fen + borne_fen <= deducted_fen)),
  CHECK (deducted_fen > 0 OR (claimed_fen <= 0 AND borne_fen <= 0 AND claimed_fen + borne_fen >= deducted_fen))
);
CREATE INDEX claimable_scope ON claimable (programme, supplier, period);

CREATE TABLE claim (
  id BIGINT PRIMARY KEY CHECK (id >= 1),
  supplier TEXT COLLATE "C" NOT NULL,
  programme TEXT COLLATE "C" NOT NULL,
  from_month TEXT COLLATE "C" NOT NULL,
  to_month TEXT COLLATE "C" NOT NULL,
  contract TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'WITHDRAWN', 'FROZEN', 'SUBMITTED', 'ACCEPTED', 'PART', 'REJECTED', 'PAID', 'RECONCILED')),
  notes TEXT COLLATE "C" NOT NULL,
  opened_by TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL
);

-- A row for the part of each line that each level of government bears; a line without a document is what the formula takes off.
CREATE TABLE claim_line (
  claim BIGINT NOT NULL REFERENCES claim (id),
  n BIGINT NOT NULL CHECK (n >= 1),
  part BIGINT NOT NULL CHECK (part >= 0),
  level TEXT COLLATE "C" NOT NULL,
  document TEXT COLLATE "C",
  line BIGINT,
  voucher TEXT COLLATE "C",
  contract TEXT COLLATE "C" NOT NULL,
  tenant TEXT COLLATE "C" NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (claim, n, part),
  CHECK ((document IS NULL) = (line IS NULL) AND (document IS NULL) = (voucher IS NULL)),
  FOREIGN KEY (document, line, voucher) REFERENCES claimable (document, line, voucher)
);
CREATE INDEX claim_line_source ON claim_line (document, line, voucher);

-- What happened to a claim, in order: each step as canonical JSON.
CREATE TABLE claim_event (
  claim BIGINT NOT NULL REFERENCES claim (id),
  n BIGINT NOT NULL CHECK (n >= 1),
  kind TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  done_by TEXT COLLATE "C" NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (claim, n)
);

-- The evidence of a claim, file by file; from freezing on it stays as it is.
CREATE TABLE claim_file (
  claim BIGINT NOT NULL REFERENCES claim (id),
  path TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
  body BYTEA NOT NULL,
  PRIMARY KEY (claim, path)
);

CREATE TRIGGER claim_line_no_update BEFORE UPDATE ON claim_line
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER claim_line_no_delete BEFORE DELETE ON claim_line
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER claim_event_no_update BEFORE UPDATE ON claim_event
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER claim_event_no_delete BEFORE DELETE ON claim_event
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER claimable_same BEFORE UPDATE OF document, line, voucher, programme, supplier, tenant, contract, period, line_key, gross_fen, net_fen, deducted_fen ON claimable
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER claimable_stays BEFORE DELETE ON claimable
  FOR EACH ROW EXECUTE FUNCTION refuse('what was deducted stays');

CREATE TRIGGER claim_same BEFORE UPDATE OF id, supplier, programme, from_month, to_month, contract, notes, opened_by, opened_at ON claim
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER claim_stays BEFORE DELETE ON claim
  FOR EACH ROW EXECUTE FUNCTION refuse('a claim is withdrawn, not deleted');

CREATE FUNCTION refuse_frozen_claim_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM claim WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.claim ELSE OLD.claim END) <> 'OPEN' THEN
    RAISE EXCEPTION 'claim_file: the evidence of a frozen claim stays as it is';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER claim_file_fixed BEFORE INSERT OR UPDATE OR DELETE ON claim_file
  FOR EACH ROW EXECUTE FUNCTION refuse_frozen_claim_file();
