-- Line books under the digest of their uncompressed bytes: every priced slice behind a document.
CREATE TABLE line_book (
  sha TEXT PRIMARY KEY CHECK (length(sha) = 64),
  contract TEXT NOT NULL,
  root TEXT NOT NULL CHECK (length(root) = 64),
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  body BLOB NOT NULL
) STRICT;

-- What was rated, from which part of the journal and under what, to which book.
CREATE TABLE rating_run (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  contract TEXT NOT NULL,
  engine TEXT NOT NULL,
  journal_from INTEGER NOT NULL,
  journal_to INTEGER NOT NULL CHECK (journal_to >= journal_from - 1),
  journal_hash TEXT NOT NULL,
  input_digest TEXT NOT NULL CHECK (length(input_digest) = 64),
  book_sha TEXT NOT NULL REFERENCES line_book (sha),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX rating_run_contract ON rating_run (contract, period);

-- What two people found about lost work: who, stands with the proposal.
CREATE TABLE lost_work (
  proposal INTEGER PRIMARY KEY REFERENCES proposal (number),
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  cause TEXT NOT NULL CHECK (cause IN ('OWNER_RECLAIM', 'NODE_FAULT', 'TENANT')),
  lost_from INTEGER NOT NULL,
  lost_until INTEGER NOT NULL CHECK (lost_until > lost_from),
  evidence TEXT NOT NULL
) STRICT;

CREATE TRIGGER line_book_no_update BEFORE UPDATE ON line_book
BEGIN
  SELECT RAISE(ABORT, 'line_book: what was written stays, update is refused');
END;

CREATE TRIGGER line_book_no_delete BEFORE DELETE ON line_book
BEGIN
  SELECT RAISE(ABORT, 'line_book: what was written stays, delete is refused');
END;

CREATE TRIGGER rating_run_no_update BEFORE UPDATE ON rating_run
BEGIN
  SELECT RAISE(ABORT, 'rating_run: what was written stays, update is refused');
END;

CREATE TRIGGER rating_run_no_delete BEFORE DELETE ON rating_run
BEGIN
  SELECT RAISE(ABORT, 'rating_run: what was written stays, delete is refused');
END;

CREATE TRIGGER lost_work_no_update BEFORE UPDATE ON lost_work
BEGIN
  SELECT RAISE(ABORT, 'lost_work: what was written stays, update is refused');
END;

CREATE TRIGGER lost_work_no_delete BEFORE DELETE ON lost_work
BEGIN
  SELECT RAISE(ABORT, 'lost_work: what was written stays, delete is refused');
END;
