-- Notes beside invoices; drafts that people review before anything gets a number; periods of each supplier.

ALTER TABLE invoice ADD COLUMN kind TEXT NOT NULL DEFAULT 'INVOICE' CHECK (kind IN ('INVOICE', 'CREDIT_NOTE', 'DEBIT_NOTE'));
ALTER TABLE invoice ADD COLUMN corrects TEXT REFERENCES invoice (number) CHECK ((kind = 'INVOICE') = (corrects IS NULL));
ALTER TABLE invoice ADD COLUMN family TEXT CHECK (
  (family IS NULL) = (corrects IS NULL)
  AND (family IS NULL OR family IN ('USAGE', 'AGREED') OR (family = 'SETTLEMENT' AND gross_fen = 0)));
ALTER TABLE invoice ADD COLUMN cause TEXT CHECK ((cause IS NULL) = (corrects IS NULL));
CREATE INDEX invoice_corrects ON invoice (corrects) WHERE corrects IS NOT NULL;

-- What people ask of the leader: to draft a month's invoices, to draft notes on it, to issue a run of drafts.
CREATE TABLE desk_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deed TEXT NOT NULL CHECK (deed IN ('DRAFT', 'NOTES', 'ISSUE')),
  period TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('', 'INTERIM', 'FINAL') AND (deed = 'DRAFT') = (part <> '')),
  run INTEGER CHECK ((deed = 'ISSUE') = (run IS NOT NULL)),
  requested_by TEXT NOT NULL CHECK (length(requested_by) > 0),
  requested_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'DONE', 'REFUSED')),
  answer TEXT NOT NULL
) STRICT;

-- One run of drafts, made together from the records up to to_seq and issued together or not at all.
CREATE TABLE draft_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request INTEGER NOT NULL UNIQUE REFERENCES desk_request (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('INVOICES', 'NOTES')),
  period TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('', 'INTERIM', 'FINAL') AND (purpose = 'INVOICES') = (part <> '')),
  to_seq INTEGER NOT NULL CHECK (to_seq >= 0),
  hash TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'ISSUED', 'REPLACED'))
) STRICT;
CREATE UNIQUE INDEX draft_run_open ON draft_run (period, purpose) WHERE state = 'OPEN';

CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES draft_run (id),
  supplier TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contract TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE', 'DEBIT_NOTE')),
  corrects TEXT REFERENCES invoice (number) CHECK ((kind = 'INVOICE') = (corrects IS NULL)),
  gross_fen INTEGER NOT NULL,
  subsidy_fen INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  later_fen INTEGER NOT NULL,
  body BLOB NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  CHECK (gross_fen = subsidy_fen + payable_fen)
) STRICT;
CREATE INDEX draft_run_drafts ON draft (run);

-- A person's word that a draft is right: of the draft with this digest and no other.
CREATE TABLE review (
  draft INTEGER NOT NULL PRIMARY KEY REFERENCES draft (id),
  digest TEXT NOT NULL,
  reviewed_by TEXT NOT NULL CHECK (length(reviewed_by) > 0),
  reviewed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE issued_draft (
  draft INTEGER NOT NULL PRIMARY KEY REFERENCES draft (id),
  number TEXT NOT NULL UNIQUE REFERENCES invoice (number)
) STRICT;

-- The months of each supplier: what is in them up to which record, and whether more may come.
CREATE TABLE period (
  supplier TEXT NOT NULL REFERENCES supplier (id),
  month TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  cut_seq INTEGER NOT NULL CHECK (cut_seq >= 0),
  cut_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (supplier, month)
) STRICT, WITHOUT ROWID;
INSERT INTO period (supplier, month, state, cut_seq, cut_hash, changed_at)
SELECT s.id, c.period, CASE c.kind WHEN 'FINAL' THEN 'CLOSED' ELSE 'OPEN' END, c.to_seq, c.hash, c.at
FROM supplier s JOIN cut c ON c.part = (SELECT max(l.part) FROM cut l WHERE l.period = c.period);

CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
BEGIN
  SELECT RAISE(ABORT, 'draft: what was written stays, update is refused');
END;

CREATE TRIGGER draft_no_delete BEFORE DELETE ON draft
BEGIN
  SELECT RAISE(ABORT, 'draft: what was written stays, delete is refused');
END;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review
BEGIN
  SELECT RAISE(ABORT, 'review: what was written stays, update is refused');
END;

CREATE TRIGGER review_no_delete BEFORE DELETE ON review
BEGIN
  SELECT RAISE(ABORT, 'review: what was written stays, delete is refused');
END;

CREATE TRIGGER issued_draft_no_update BEFORE UPDATE ON issued_draft
BEGIN
  SELECT RAISE(ABORT, 'issued_draft: what was written stays, update is refused');
END;

CREATE TRIGGER issued_draft_no_delete BEFORE DELETE ON issued_draft
BEGIN
  SELECT RAISE(ABORT, 'issued_draft: what was written stays, delete is refused');
END;

CREATE TRIGGER desk_request_no_delete BEFORE DELETE ON desk_request
BEGIN
  SELECT RAISE(ABORT, 'desk_request: nothing is deleted');
END;

CREATE TRIGGER draft_run_no_delete BEFORE DELETE ON draft_run
BEGIN
  SELECT RAISE(ABORT, 'draft_run: nothing is deleted');
END;

CREATE TRIGGER period_no_delete BEFORE DELETE ON period
BEGIN
  SELECT RAISE(ABORT, 'period: nothing is deleted');
END;

CREATE TRIGGER desk_request_same BEFORE UPDATE OF id, deed, period, part, run, requested_by, requested_at ON desk_request
BEGIN
  SELECT RAISE(ABORT, 'desk_request: its identity stays as it was written');
END;

CREATE TRIGGER draft_run_same BEFORE UPDATE OF id, request, purpose, period, part, to_seq, hash, asked_by, made_at ON draft_run
BEGIN
  SELECT RAISE(ABORT, 'draft_run: its identity stays as it was written');
END;

CREATE TRIGGER period_same BEFORE UPDATE OF supplier, month ON period
BEGIN
  SELECT RAISE(ABORT, 'period: its identity stays as it was written');
END;

CREATE TRIGGER desk_request_answered BEFORE UPDATE ON desk_request WHEN OLD.state <> 'PENDING'
BEGIN
  SELECT RAISE(ABORT, 'desk_request: it is answered once');
END;

CREATE TRIGGER draft_run_over BEFORE UPDATE ON draft_run WHEN OLD.state <> 'OPEN'
BEGIN
  SELECT RAISE(ABORT, 'draft_run: it is over and changes no more');
END;

CREATE TRIGGER period_forward BEFORE UPDATE ON period WHEN OLD.state = 'CLOSED' OR NEW.cut_seq < OLD.cut_seq
BEGIN
  SELECT RAISE(ABORT, 'period: a closed month changes no more, and no cut goes back');
END;
