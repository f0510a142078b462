-- A line of a bank statement that was matched to the wrong tenant becomes nobody's again: UNMATCH undoes its receipt, as BOUNCE does one
-- that the bank took back. A line can so be received again, and what stands is checked in the transaction that receives it.
ALTER TABLE money_movement DROP CONSTRAINT money_movement_kind_check;
ALTER TABLE money_movement ADD CONSTRAINT money_movement_kind_check
  CHECK (kind IN ('RECEIPT', 'REFUND', 'BOUNCE', 'UNMATCH', 'APPLY', 'RELEASE', 'WRITE_OFF'));
ALTER TABLE money_movement ADD CONSTRAINT money_movement_unmatch CHECK (kind <> 'UNMATCH' OR concerns > 0);
DROP INDEX money_movement_bounced;
DROP INDEX money_movement_line;
CREATE UNIQUE INDEX money_movement_undone ON money_movement (concerns) WHERE kind IN ('BOUNCE', 'UNMATCH');
CREATE INDEX money_movement_line ON money_movement (bank_line) WHERE bank_line > 0;

-- A level of government that pays a claim may be a line of a bank statement, too; each line pays one.
ALTER TABLE claim_event ADD COLUMN bank_line BIGINT NOT NULL DEFAULT 0 CHECK (bank_line >= 0);
CREATE UNIQUE INDEX claim_event_line ON claim_event (bank_line) WHERE bank_line > 0;
