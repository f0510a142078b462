-- Balances with a deficit, use elsewhere and late use; holds whose ids begin with their time; postings that can be undone; the chain.

-- What bounds a balance is "granted": the limit as it stands plus the deficit, which is what was used beyond a limit that fell.
ALTER TABLE account ADD COLUMN declared BIGINT NOT NULL DEFAULT 0 CHECK (declared >= 0);
ALTER TABLE account ADD COLUMN deficit BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD CHECK (
  deficit >= 0
  AND pending + posted + expired + revoked + declared <= granted
  AND (deficit = 0 OR pending + posted + expired + revoked + declared = granted)
  AND deficit <= granted);
ALTER TABLE account ADD COLUMN claim_by BIGINT NOT NULL DEFAULT 0;

ALTER TABLE hold ADD COLUMN planned_at BIGINT NOT NULL DEFAULT 0 CHECK (planned_at >= 0);

DROP TRIGGER hold_same ON hold;
CREATE TRIGGER hold_same BEFORE UPDATE OF id, line, sha, supplier, job_uid, attempt, quote_id, voucher, cap, pool, held, expires_at, planned_at ON hold
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

-- What was posted of a resolved hold can be undone or move to another year; the hold never opens again.
DROP TRIGGER hold_over ON hold;
CREATE TRIGGER hold_over BEFORE UPDATE ON hold
  FOR EACH ROW WHEN (OLD.state = 'RESOLVED' AND NEW.state <> 'RESOLVED')
  EXECUTE FUNCTION refuse('it is resolved and does not open again');

-- Postings in their order, with their undoings: the n-th movement of a hold.
CREATE TABLE hold_movement (
  hold TEXT COLLATE "C" NOT NULL,
  n BIGINT NOT NULL CHECK (n >= 1),
  line BIGINT NOT NULL,
  day TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL CHECK (amount <> 0),
  command TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (hold, n),
  FOREIGN KEY (hold, line) REFERENCES hold (id, line)
);
INSERT INTO hold_movement (hold, n, line, day, amount, command)
SELECT hold, row_number() OVER (PARTITION BY hold ORDER BY day, line), line, day, amount, '' FROM hold_posting;
DROP TABLE hold_posting;

CREATE TRIGGER hold_movement_no_update BEFORE UPDATE ON hold_movement
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');
CREATE TRIGGER hold_movement_no_delete BEFORE DELETE ON hold_movement
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
CREATE TRIGGER hold_movement_no_truncate BEFORE TRUNCATE ON hold_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

-- Use elsewhere, by the word of its sources; the latest day of each counts.
CREATE TABLE declaration (
  account BIGINT NOT NULL REFERENCES account (id),
  source TEXT COLLATE "C" NOT NULL,
  as_of TEXT COLLATE "C" NOT NULL,
  used BIGINT NOT NULL CHECK (used >= 0),
  PRIMARY KEY (account, source, as_of)
);
CREATE TRIGGER declaration_no_update BEFORE UPDATE ON declaration
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');
CREATE TRIGGER declaration_no_delete BEFORE DELETE ON declaration
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
CREATE TRIGGER declaration_no_truncate BEFORE TRUNCATE ON declaration
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

-- Rare commands that the state alone does not show to be done: limits, expiry, late use, revocation.
CREATE TABLE deed (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sha TEXT COLLATE "C" NOT NULL
);
CREATE TRIGGER deed_no_update BEFORE UPDATE ON deed
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');
CREATE TRIGGER deed_no_delete BEFORE DELETE ON deed
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
CREATE TRIGGER deed_no_truncate BEFORE TRUNCATE ON deed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

-- The chain: one entry for each committed batch, with its commands and answers.
CREATE TABLE entitlement_entry (
  seq BIGINT PRIMARY KEY CHECK (seq >= 1),
  body BYTEA NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE TRIGGER entitlement_entry_no_update BEFORE UPDATE ON entitlement_entry
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');
CREATE TRIGGER entitlement_entry_no_delete BEFORE DELETE ON entitlement_entry
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
CREATE TRIGGER entitlement_entry_no_truncate BEFORE TRUNCATE ON entitlement_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

-- Balances that are older than the chain become its first entry with the first batch after this script; from then on, or where there
-- were none, balances without entries are a defect.
CREATE TABLE entitlement_chain (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  begun BIGINT NOT NULL CHECK (begun IN (0, 1))
);
INSERT INTO entitlement_chain (id, begun) SELECT 1, CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM account;
CREATE TRIGGER entitlement_chain_forward BEFORE UPDATE ON entitlement_chain
  FOR EACH ROW WHEN (NEW.begun < OLD.begun) EXECUTE FUNCTION refuse('it begins once');
CREATE TRIGGER entitlement_chain_no_delete BEFORE DELETE ON entitlement_chain
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');
CREATE TRIGGER entitlement_chain_no_truncate BEFORE TRUNCATE ON entitlement_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');
