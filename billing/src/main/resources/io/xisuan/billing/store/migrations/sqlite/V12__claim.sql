-- Claims on programmes. What documents deducted is the stock that claims draw from; a row appears when somebody first looks for what can
-- be claimed. What claims hold of it and what others bear never passes what was deducted, whoever writes.
CREATE TABLE claimable (
  document TEXT NOT NULL REFERENCES document (number),
  line INTEGER NOT NULL CHECK (line >= 1),
  voucher TEXT NOT NULL,
  programme TEXT NOT NULL,
  supplier TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contract TEXT NOT NULL,
  period TEXT NOT NULL,
  line_key TEXT NOT NULL,
  gross_fen INTEGER NOT NULL,
  net_fen INTEGER NOT NULL,
  deducted_fen INTEGER NOT NULL CHECK (deducted_fen <> 0),
  claimed_fen INTEGER NOT NULL,
  borne_fen INTEGER NOT NULL,
  PRIMARY KEY (document, line, voucher),
  CHECK (deducted_fen < 0 OR (claimed_fen >= 0 AND borne_fen >= 0 AND claimed_fen + borne_fen <= deducted_fen)),
  CHECK (deducted_fen > 0 OR (claimed_fen <= 0 AND borne_fen <= 0 AND claimed_fen + borne_fen >= deducted_fen))
) STRICT, WITHOUT ROWID;
CREATE INDEX claimable_scope ON claimable (programme, supplier, period);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  supplier TEXT NOT NULL,
  programme TEXT NOT NULL,
  from_month TEXT NOT NULL,
  to_month TEXT NOT NULL,
  contract TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'WITHDRAWN', 'FROZEN', 'SUBMITTED', 'ACCEPTED', 'PART', 'REJECTED', 'PAID', 'RECONCILED')),
  notes TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;

-- A row for the part of each line that each level of government bears; a line without a document is what the formula takes off.
CREATE TABLE claim_line (
  claim INTEGER NOT NULL REFERENCES claim (id),
  n INTEGER NOT NULL CHECK (n >= 1),
  part INTEGER NOT NULL CHECK (part >= 0),
  level TEXT NOT NULL,
  document TEXT,
  line INTEGER,
  voucher TEXT,
  contract TEXT NOT NULL,
  tenant TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (claim, n, part),
  CHECK ((document IS NULL) = (line IS NULL) AND (document IS NULL) = (voucher IS NULL)),
  FOREIGN KEY (document, line, voucher) REFERENCES claimable (document, line, voucher)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_line_source ON claim_line (document, line, voucher);

-- What happened to a claim, in order: each step as canonical JSON.
CREATE TABLE claim_event (
  claim INTEGER NOT NULL REFERENCES claim (id),
  n INTEGER NOT NULL CHECK (n >= 1),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  done_by TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;

-- The evidence of a claim, file by file; from freezing on it stays as it is.
CREATE TABLE claim_file (
  claim INTEGER NOT NULL REFERENCES claim (id),
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  body BLOB NOT NULL,
  PRIMARY KEY (claim, path)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_line_no_update BEFORE UPDATE ON claim_line
BEGIN
  SELECT RAISE(ABORT, 'claim_line: what was written stays, update is refused');
END;

CREATE TRIGGER claim_line_no_delete BEFORE DELETE ON claim_line
BEGIN
  SELECT RAISE(ABORT, 'claim_line: what was written stays, delete is refused');
END;

CREATE TRIGGER claim_event_no_update BEFORE UPDATE ON claim_event
BEGIN
  SELECT RAISE(ABORT, 'claim_event: what was written stays, update is refused');
END;

CREATE TRIGGER claim_event_no_delete BEFORE DELETE ON claim_event
BEGIN
  SELECT RAISE(ABORT, 'claim_event: what was written stays, delete is refused');
END;

CREATE TRIGGER claimable_same BEFORE UPDATE OF document, line, voucher, programme, supplier, tenant, contract, period, line_key, gross_fen, net_fen, deducted_fen ON claimable
BEGIN
  SELECT RAISE(ABORT, 'claimable: its identity stays as it was written');
END;

CREATE TRIGGER claimable_stays BEFORE DELETE ON claimable
BEGIN
  SELECT RAISE(ABORT, 'claimable: what was deducted stays');
END;

CREATE TRIGGER claim_same BEFORE UPDATE OF id, supplier, programme, from_month, to_month, contract, notes, opened_by, opened_at ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim: its identity stays as it was written');
END;

CREATE TRIGGER claim_stays BEFORE DELETE ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim: a claim is withdrawn, not deleted');
END;

CREATE TRIGGER claim_file_fixed_update BEFORE UPDATE ON claim_file WHEN (SELECT state FROM claim WHERE id = OLD.claim) <> 'OPEN'
BEGIN
  SELECT RAISE(ABORT, 'claim_file: the evidence of a frozen claim stays as it is');
END;

CREATE TRIGGER claim_file_fixed_delete BEFORE DELETE ON claim_file WHEN (SELECT state FROM claim WHERE id = OLD.claim) <> 'OPEN'
BEGIN
  SELECT RAISE(ABORT, 'claim_file: the evidence of a frozen claim stays as it is');
END;

CREATE TRIGGER claim_file_fixed_insert BEFORE INSERT ON claim_file WHEN (SELECT state FROM claim WHERE id = NEW.claim) <> 'OPEN'
BEGIN
  SELECT RAISE(ABORT, 'claim_file: the evidence of a frozen claim stays as it is');
END;
