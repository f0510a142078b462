-- Balances with a deficit, use elsewhere and late use; holds whose ids begin with their time; postings that can be undone; the chain.

-- What bounds a balance is "granted": the limit as it stands plus the deficit, which is what was used beyond a limit that fell.
ALTER TABLE account ADD COLUMN declared INTEGER NOT NULL DEFAULT 0 CHECK (declared >= 0);
ALTER TABLE account ADD COLUMN deficit INTEGER NOT NULL DEFAULT 0 CHECK (
  deficit >= 0
  AND pending + posted + expired + revoked + declared <= granted
  AND (deficit = 0 OR pending + posted + expired + revoked + declared = granted)
  AND deficit <= granted);
ALTER TABLE account ADD COLUMN claim_by INTEGER NOT NULL DEFAULT 0;

ALTER TABLE hold ADD COLUMN planned_at INTEGER NOT NULL DEFAULT 0 CHECK (planned_at >= 0);

DROP TRIGGER hold_same;
CREATE TRIGGER hold_same BEFORE UPDATE OF id, line, sha, supplier, job_uid, attempt, quote_id, voucher, cap, pool, held, expires_at, planned_at ON hold
BEGIN
  SELECT RAISE(ABORT, 'hold: its identity stays as it was written');
END;

-- What was posted of a resolved hold can be undone or move to another year; the hold never opens again.
DROP TRIGGER hold_over;
CREATE TRIGGER hold_over BEFORE UPDATE ON hold WHEN OLD.state = 'RESOLVED' AND NEW.state <> 'RESOLVED'
BEGIN
  SELECT RAISE(ABORT, 'hold: it is resolved and does not open again');
END;

-- Postings in their order, with their undoings: the n-th movement of a hold.
CREATE TABLE hold_movement (
  hold TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),
  line INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  command TEXT NOT NULL,
  PRIMARY KEY (hold, n),
  FOREIGN KEY (hold, line) REFERENCES hold (id, line)
) STRICT, WITHOUT ROWID;
INSERT INTO hold_movement (hold, n, line, day, amount, command)
SELECT hold, row_number() OVER (PARTITION BY hold ORDER BY day, line), line, day, amount, '' FROM hold_posting;
DROP TABLE hold_posting;

CREATE TRIGGER hold_movement_no_update BEFORE UPDATE ON hold_movement
BEGIN
  SELECT RAISE(ABORT, 'hold_movement: what was written stays, update is refused');
END;
CREATE TRIGGER hold_movement_no_delete BEFORE DELETE ON hold_movement
BEGIN
  SELECT RAISE(ABORT, 'hold_movement: what was written stays, delete is refused');
END;

-- Use elsewhere, by the word of its sources; the latest day of each counts.
CREATE TABLE declaration (
  account INTEGER NOT NULL REFERENCES account (id),
  source TEXT NOT NULL,
  as_of TEXT NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  PRIMARY KEY (account, source, as_of)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER declaration_no_update BEFORE UPDATE ON declaration
BEGIN
  SELECT RAISE(ABORT, 'declaration: what was written stays, update is refused');
END;
CREATE TRIGGER declaration_no_delete BEFORE DELETE ON declaration
BEGIN
  SELECT RAISE(ABORT, 'declaration: what was written stays, delete is refused');
END;

-- Rare commands that the state alone does not show to be done: limits, expiry, late use, revocation.
CREATE TABLE deed (
  id TEXT NOT NULL PRIMARY KEY,
  sha TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER deed_no_update BEFORE UPDATE ON deed
BEGIN
  SELECT RAISE(ABORT, 'deed: what was written stays, update is refused');
END;
CREATE TRIGGER deed_no_delete BEFORE DELETE ON deed
BEGIN
  SELECT RAISE(ABORT, 'deed: what was written stays, delete is refused');
END;

-- The chain: one entry for each committed batch, with its commands and answers.
CREATE TABLE entitlement_entry (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  body BLOB NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER entitlement_entry_no_update BEFORE UPDATE ON entitlement_entry
BEGIN
  SELECT RAISE(ABORT, 'entitlement_entry: what was written stays, update is refused');
END;
CREATE TRIGGER entitlement_entry_no_delete BEFORE DELETE ON entitlement_entry
BEGIN
  SELECT RAISE(ABORT, 'entitlement_entry: what was written stays, delete is refused');
END;

-- Balances that are older than the chain become its first entry with the first batch after this script; from then on, or where there
-- were none, balances without entries are a defect.
CREATE TABLE entitlement_chain (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  begun INTEGER NOT NULL CHECK (begun IN (0, 1))
) STRICT;
INSERT INTO entitlement_chain (id, begun) SELECT 1, count(*) = 0 FROM account;
CREATE TRIGGER entitlement_chain_forward BEFORE UPDATE ON entitlement_chain WHEN NEW.begun < OLD.begun
BEGIN
  SELECT RAISE(ABORT, 'entitlement_chain: it begins once');
END;
CREATE TRIGGER entitlement_chain_no_delete BEFORE DELETE ON entitlement_chain
BEGIN
  SELECT RAISE(ABORT, 'entitlement_chain: nothing is deleted');
END;
