-- Quotes as they were shown, whatever became of them; holds and starts name them.
CREATE TABLE shown_quote (
  id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contract TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > made_at),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX shown_quote_job ON shown_quote (job, made_at);
CREATE INDEX shown_quote_made ON shown_quote (made_at, id);

-- Which quote a start named, and the most that the tenant may owe for it: what is reserved of its prepaid money and credit.
CREATE TABLE attempt_quote (
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  quote TEXT NOT NULL REFERENCES shown_quote (id),
  payable_fen INTEGER NOT NULL CHECK (payable_fen >= 0),
  PRIMARY KEY (job_uid, attempt),
  FOREIGN KEY (job_uid, attempt) REFERENCES intent (job_uid, attempt)
) STRICT, WITHOUT ROWID;

-- Which programme of a best-only group pays on a contract in a claim period, since its first money was posted.
CREATE TABLE best_choice (
  contract TEXT NOT NULL,
  group_name TEXT NOT NULL,
  period TEXT NOT NULL,
  programme TEXT NOT NULL,
  PRIMARY KEY (contract, group_name, period)
) STRICT, WITHOUT ROWID;

-- Money that came in or went back: top-ups of prepaid balances, refunds, payments of invoices.
CREATE TABLE money_in (
  id INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('TOP_UP', 'REFUND', 'PAYMENT')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  day TEXT NOT NULL,
  reference TEXT NOT NULL,
  invoice TEXT NOT NULL CHECK ((kind = 'PAYMENT') = (invoice <> '')),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (tenant, kind, reference)
) STRICT;

-- What was agreed with a tenant about paying; the latest row counts.
CREATE TABLE credit_terms (
  id INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  credit_limit_fen INTEGER CHECK (credit_limit_fen >= 0),
  payment_days INTEGER NOT NULL CHECK (payment_days >= 0),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX credit_terms_tenant ON credit_terms (tenant, id);

CREATE TRIGGER shown_quote_no_update BEFORE UPDATE ON shown_quote
BEGIN
  SELECT RAISE(ABORT, 'shown_quote: what was written stays, update is refused');
END;

CREATE TRIGGER shown_quote_no_delete BEFORE DELETE ON shown_quote
BEGIN
  SELECT RAISE(ABORT, 'shown_quote: what was written stays, delete is refused');
END;

CREATE TRIGGER attempt_quote_no_update BEFORE UPDATE ON attempt_quote
BEGIN
  SELECT RAISE(ABORT, 'attempt_quote: what was written stays, update is refused');
END;

CREATE TRIGGER attempt_quote_no_delete BEFORE DELETE ON attempt_quote
BEGIN
  SELECT RAISE(ABORT, 'attempt_quote: what was written stays, delete is refused');
END;

CREATE TRIGGER best_choice_no_update BEFORE UPDATE ON best_choice
BEGIN
  SELECT RAISE(ABORT, 'best_choice: what was written stays, update is refused');
END;

CREATE TRIGGER best_choice_no_delete BEFORE DELETE ON best_choice
BEGIN
  SELECT RAISE(ABORT, 'best_choice: what was written stays, delete is refused');
END;

CREATE TRIGGER money_in_no_update BEFORE UPDATE ON money_in
BEGIN
  SELECT RAISE(ABORT, 'money_in: what was written stays, update is refused');
END;

CREATE TRIGGER money_in_no_delete BEFORE DELETE ON money_in
BEGIN
  SELECT RAISE(ABORT, 'money_in: what was written stays, delete is refused');
END;

CREATE TRIGGER credit_terms_no_update BEFORE UPDATE ON credit_terms
BEGIN
  SELECT RAISE(ABORT, 'credit_terms: what was written stays, update is refused');
END;

CREATE TRIGGER credit_terms_no_delete BEFORE DELETE ON credit_terms
BEGIN
  SELECT RAISE(ABORT, 'credit_terms: what was written stays, delete is refused');
END;
