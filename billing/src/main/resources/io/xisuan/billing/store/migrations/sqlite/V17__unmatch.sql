-- A line of a bank statement that was matched to the wrong tenant becomes nobody's again: UNMATCH undoes its receipt, as BOUNCE does one
-- that the bank took back. A line can so be received again, and what stands is checked in the transaction that receives it.
CREATE TABLE money_movement_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('RECEIPT', 'REFUND', 'BOUNCE', 'UNMATCH', 'APPLY', 'RELEASE', 'WRITE_OFF')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  day TEXT NOT NULL,
  reference TEXT NOT NULL,
  invoice TEXT NOT NULL CHECK ((invoice <> '') = (kind IN ('APPLY', 'RELEASE', 'WRITE_OFF'))),
  concerns INTEGER NOT NULL CHECK (concerns >= 0 AND (kind NOT IN ('BOUNCE', 'UNMATCH') OR concerns > 0)),
  bank_line INTEGER NOT NULL CHECK (bank_line = 0 OR (bank_line > 0 AND kind = 'RECEIPT')),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (tenant, kind, reference)
) STRICT;
INSERT INTO money_movement_new (id, tenant, kind, amount_fen, day, reference, invoice, concerns, bank_line,
  recorded_by, recorded_at)
SELECT id, tenant, kind, amount_fen, day, reference, invoice, concerns, bank_line,
  recorded_by, recorded_at FROM money_movement ORDER BY id;
DROP TABLE money_movement;
ALTER TABLE money_movement_new RENAME TO money_movement;
CREATE INDEX money_movement_invoice ON money_movement (invoice, id);
CREATE UNIQUE INDEX money_movement_undone ON money_movement (concerns) WHERE kind IN ('BOUNCE', 'UNMATCH');
CREATE INDEX money_movement_line ON money_movement (bank_line) WHERE bank_line > 0;

CREATE TRIGGER money_movement_no_update BEFORE UPDATE ON money_movement
BEGIN
  SELECT RAISE(ABORT, 'money_movement: what was written stays, update is refused');
END;

CREATE TRIGGER money_movement_no_delete BEFORE DELETE ON money_movement
BEGIN
  SELECT RAISE(ABORT, 'money_movement: what was written stays, delete is refused');
END;

-- A level of government that pays a claim may be a line of a bank statement, too; each line pays one.
ALTER TABLE claim_event ADD COLUMN bank_line INTEGER NOT NULL DEFAULT 0 CHECK (bank_line >= 0);
CREATE UNIQUE INDEX claim_event_line ON claim_event (bank_line) WHERE bank_line > 0;
