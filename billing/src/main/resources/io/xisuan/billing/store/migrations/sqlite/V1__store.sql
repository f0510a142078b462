-- Money is whole fen of CNY, device time whole milliseconds, an instant milliseconds since 1970.

-- Who may write. Every batch of the leader moves the revision, so that two memories never write past each other.
CREATE TABLE leader (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch INTEGER NOT NULL CHECK (epoch >= 0),
  holder TEXT NOT NULL,
  seen INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0)
) STRICT;
INSERT INTO leader (id, epoch, holder, seen, revision) VALUES (1, 0, '', 0, 0);

-- Parties.
CREATE TABLE supplier (
  id TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  vat_rate TEXT NOT NULL,
  invoice_item TEXT NOT NULL,
  invoice_prefix TEXT NOT NULL UNIQUE,
  listed_by TEXT NOT NULL
) STRICT;

CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  supplier TEXT NOT NULL REFERENCES supplier (id),
  signed_on TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  price_lock_days INTEGER NOT NULL CHECK (price_lock_days >= 0),
  named_models TEXT NOT NULL
) STRICT;

-- Grants, balances, holds.
CREATE TABLE grant_letter (
  voucher_uid TEXT PRIMARY KEY,
  programme TEXT NOT NULL,
  voucher TEXT NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  UNIQUE (programme, voucher)
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('VOUCHER', 'CAP', 'POOL')),
  programme TEXT NOT NULL,
  party TEXT NOT NULL,
  year_key TEXT NOT NULL,
  authority TEXT NOT NULL CHECK (authority IN ('OURS', 'DECLARED', 'PUBLISHED', 'UNKNOWN')),
  granted INTEGER NOT NULL CHECK (granted >= 0),
  pending INTEGER NOT NULL CHECK (pending >= 0),
  posted INTEGER NOT NULL CHECK (posted >= 0),
  expired INTEGER NOT NULL CHECK (expired >= 0),
  revoked INTEGER NOT NULL CHECK (revoked >= 0),
  UNIQUE (kind, programme, party, year_key),
  CHECK (pending + posted + expired + revoked <= granted)
) STRICT;

CREATE TABLE hold (
  id TEXT NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 0),
  sha TEXT NOT NULL,
  supplier TEXT NOT NULL,
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  quote_id TEXT NOT NULL,
  voucher INTEGER NOT NULL REFERENCES account (id),
  cap INTEGER REFERENCES account (id),
  pool INTEGER REFERENCES account (id),
  held INTEGER NOT NULL CHECK (held > 0),
  posted INTEGER NOT NULL CHECK (posted >= 0),
  released INTEGER NOT NULL CHECK (released >= 0),
  state TEXT NOT NULL CHECK (state IN ('HELD', 'ACTIVE', 'RESOLVED')),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (id, line),
  CHECK (posted + released <= held),
  CHECK (state <> 'RESOLVED' OR posted + released = held)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_open ON hold (id) WHERE state <> 'RESOLVED';

-- One posting for each line and billing day: what makes posting again harmless.
CREATE TABLE hold_posting (
  hold TEXT NOT NULL,
  line INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (hold, line, day),
  FOREIGN KEY (hold, line) REFERENCES hold (id, line)
) STRICT, WITHOUT ROWID;

-- Starts.
CREATE TABLE intent (
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contract TEXT NOT NULL,
  seller TEXT NOT NULL,
  cluster TEXT NOT NULL,
  site TEXT NOT NULL,
  model TEXT NOT NULL,
  devices_per_worker INTEGER NOT NULL CHECK (devices_per_worker >= 0),
  workers TEXT NOT NULL,
  estimate_millis INTEGER NOT NULL CHECK (estimate_millis >= 0),
  hold TEXT,
  epoch INTEGER NOT NULL,
  planned_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PLANNED', 'ACTED', 'OBSERVED', 'CLOSED', 'ABORTED')),
  changed_at INTEGER NOT NULL,
  outcome TEXT,
  gross_fen INTEGER,
  payable_fen INTEGER,
  later_fen INTEGER,
  PRIMARY KEY (job_uid, attempt)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX intent_live ON intent (job_uid) WHERE state IN ('PLANNED', 'ACTED', 'OBSERVED');

CREATE TABLE quote (
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (job_uid, attempt),
  FOREIGN KEY (job_uid, attempt) REFERENCES intent (job_uid, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  job_uid TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX decision_job ON decision (job_uid, id);

-- Documents: a number exists only after the one before it, from the sentinel 0 on.
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  supplier TEXT NOT NULL REFERENCES supplier (id),
  kind TEXT NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE', 'DEBIT_NOTE')),
  year INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= 0),
  UNIQUE (supplier, kind, year)
) STRICT;

CREATE TABLE document (
  series INTEGER NOT NULL REFERENCES series (id),
  n INTEGER NOT NULL CHECK (n >= 0),
  prev INTEGER CHECK ((n = 0 AND prev IS NULL) OR (n > 0 AND prev = n - 1)),
  number TEXT UNIQUE CHECK ((n = 0) = (number IS NULL)),
  PRIMARY KEY (series, n),
  FOREIGN KEY (series, prev) REFERENCES document (series, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE REFERENCES document (number),
  issued_at INTEGER NOT NULL,
  supplier TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contract TEXT NOT NULL,
  period TEXT NOT NULL,
  gross_fen INTEGER NOT NULL,
  subsidy_fen INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  later_fen INTEGER NOT NULL,
  body BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  CHECK (gross_fen = subsidy_fen + payable_fen)
) STRICT;
CREATE INDEX invoice_period ON invoice (period, tenant);

-- Which journal records were invoiced for which month, in parts that follow on each other.
CREATE TABLE cut (
  period TEXT NOT NULL,
  part INTEGER NOT NULL CHECK (part >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('INTERIM', 'FINAL')),
  from_seq INTEGER NOT NULL CHECK (from_seq >= 1),
  to_seq INTEGER NOT NULL CHECK (to_seq >= from_seq - 1),
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (period, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_position (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE issue_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('INTERIM', 'FINAL')),
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'DONE', 'REFUSED')),
  answer TEXT NOT NULL
) STRICT;

-- Ledger: the body is what is chained; kind, reference and postings are projections of it.
CREATE TABLE ledger_entry (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  UNIQUE (kind, reference)
) STRICT;

CREATE TABLE ledger_posting (
  seq INTEGER NOT NULL REFERENCES ledger_entry (seq),
  leg INTEGER NOT NULL CHECK (leg >= 0),
  account TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (seq, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_posting_account ON ledger_posting (account, seq);

CREATE TABLE ledger_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL
) STRICT;
INSERT INTO ledger_head (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
