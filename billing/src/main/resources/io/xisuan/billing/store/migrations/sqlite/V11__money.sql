-- Entries of the ledger have two times from format 2 on: when they were recorded, and the day that they count for.
ALTER TABLE ledger_entry ADD COLUMN recorded_at INTEGER;
ALTER TABLE ledger_entry ADD COLUMN effective_on TEXT;

-- What came into the bank, line by line as its statements say.
CREATE TABLE bank_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  payer TEXT NOT NULL,
  payer_account TEXT NOT NULL,
  remark TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

-- Each movement of a tenant's money: into its prepaid balance, out of it, and from there to invoices and back. What it concerns is a
-- receipt (of what bounced, or of what is applied from it) or an application (of what is released); 0 is nothing in particular.
CREATE TABLE money_movement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('RECEIPT', 'REFUND', 'BOUNCE', 'APPLY', 'RELEASE', 'WRITE_OFF')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  day TEXT NOT NULL,
  reference TEXT NOT NULL,
  invoice TEXT NOT NULL CHECK ((invoice <> '') = (kind IN ('APPLY', 'RELEASE', 'WRITE_OFF'))),
  concerns INTEGER NOT NULL CHECK (concerns >= 0 AND (kind <> 'BOUNCE' OR concerns > 0)),
  bank_line INTEGER NOT NULL CHECK (bank_line = 0 OR (bank_line > 0 AND kind = 'RECEIPT')),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (tenant, kind, reference)
) STRICT;
CREATE INDEX money_movement_invoice ON money_movement (invoice, id);
CREATE UNIQUE INDEX money_movement_bounced ON money_movement (concerns) WHERE kind = 'BOUNCE';
CREATE UNIQUE INDEX money_movement_line ON money_movement (bank_line) WHERE bank_line > 0;

-- Money of the version before: a payment is a receipt and its application to one invoice.
INSERT INTO money_movement (tenant, kind, amount_fen, day, reference, invoice, concerns, bank_line, recorded_by, recorded_at)
SELECT m.tenant, CASE WHEN m.kind = 'REFUND' THEN 'REFUND' ELSE 'RECEIPT' END, m.amount_fen, m.day,
  CASE WHEN m.kind = 'PAYMENT' AND EXISTS (
    SELECT 1 FROM money_in o WHERE o.tenant = m.tenant AND o.kind = 'TOP_UP' AND o.reference = m.reference)
  THEN m.reference || ' (payment)' ELSE m.reference END,
  '', 0, 0, m.recorded_by, m.recorded_at
FROM money_in m ORDER BY m.id;
INSERT INTO money_movement (tenant, kind, amount_fen, day, reference, invoice, concerns, bank_line, recorded_by, recorded_at)
SELECT m.tenant, 'APPLY', m.amount_fen, m.day, m.reference || '/' || m.invoice, m.invoice, r.id, 0, m.recorded_by, m.recorded_at
FROM money_in m JOIN money_movement r ON r.tenant = m.tenant AND r.kind = 'RECEIPT'
  AND r.reference = CASE WHEN EXISTS (
    SELECT 1 FROM money_in o WHERE o.tenant = m.tenant AND o.kind = 'TOP_UP' AND o.reference = m.reference)
  THEN m.reference || ' (payment)' ELSE m.reference END
WHERE m.kind = 'PAYMENT' ORDER BY m.id;
DROP TABLE money_in;

-- Movements up to this one are older than their entries in the ledger: they get them before the next entry that is written.
CREATE TABLE money_opening (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  through INTEGER NOT NULL CHECK (through >= 0),
  begun INTEGER NOT NULL CHECK (begun IN (0, 1))
) STRICT;
INSERT INTO money_opening (id, through, begun)
SELECT 1, coalesce(max(id), 0), CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM money_movement;

-- Lines that a tenant does not accept, and what became of that.
CREATE TABLE dispute (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  invoice TEXT NOT NULL REFERENCES invoice (number),
  line INTEGER NOT NULL CHECK (line >= 1),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX dispute_invoice ON dispute (invoice, line);

CREATE TABLE dispute_step (
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('UPHELD', 'REJECTED', 'SETTLED')),
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (dispute, verdict)
) STRICT;

-- What the owner of a site gets of what another sells of it; the latest row of a site counts.
CREATE TABLE owner_terms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site TEXT NOT NULL,
  owner TEXT NOT NULL,
  share TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER bank_line_no_update BEFORE UPDATE ON bank_line
BEGIN
  SELECT RAISE(ABORT, 'bank_line: what was written stays, update is refused');
END;

CREATE TRIGGER bank_line_no_delete BEFORE DELETE ON bank_line
BEGIN
  SELECT RAISE(ABORT, 'bank_line: what was written stays, delete is refused');
END;

CREATE TRIGGER money_movement_no_update BEFORE UPDATE ON money_movement
BEGIN
  SELECT RAISE(ABORT, 'money_movement: what was written stays, update is refused');
END;

CREATE TRIGGER money_movement_no_delete BEFORE DELETE ON money_movement
BEGIN
  SELECT RAISE(ABORT, 'money_movement: what was written stays, delete is refused');
END;

CREATE TRIGGER dispute_no_update BEFORE UPDATE ON dispute
BEGIN
  SELECT RAISE(ABORT, 'dispute: what was written stays, update is refused');
END;

CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute
BEGIN
  SELECT RAISE(ABORT, 'dispute: what was written stays, delete is refused');
END;

CREATE TRIGGER dispute_step_no_update BEFORE UPDATE ON dispute_step
BEGIN
  SELECT RAISE(ABORT, 'dispute_step: what was written stays, update is refused');
END;

CREATE TRIGGER dispute_step_no_delete BEFORE DELETE ON dispute_step
BEGIN
  SELECT RAISE(ABORT, 'dispute_step: what was written stays, delete is refused');
END;

CREATE TRIGGER owner_terms_no_update BEFORE UPDATE ON owner_terms
BEGIN
  SELECT RAISE(ABORT, 'owner_terms: what was written stays, update is refused');
END;

CREATE TRIGGER owner_terms_no_delete BEFORE DELETE ON owner_terms
BEGIN
  SELECT RAISE(ABORT, 'owner_terms: what was written stays, delete is refused');
END;

CREATE TRIGGER money_opening_once BEFORE UPDATE ON money_opening WHEN NEW.through <> OLD.through OR NEW.begun < OLD.begun
BEGIN
  SELECT RAISE(ABORT, 'money_opening: it begins once');
END;

CREATE TRIGGER money_opening_no_delete BEFORE DELETE ON money_opening
BEGIN
  SELECT RAISE(ABORT, 'money_opening: nothing is deleted');
END;
