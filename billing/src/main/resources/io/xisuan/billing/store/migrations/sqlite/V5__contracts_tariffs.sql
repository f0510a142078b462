-- Contracts: who bears what an authority does not pay, the digest of the signed document, and the lines.
ALTER TABLE contract ADD COLUMN bearer_by_cause TEXT NOT NULL DEFAULT 'eligibility=tenant exhausted=tenant evidence=supplier lateness=supplier';
ALTER TABLE contract ADD COLUMN file_sha TEXT NOT NULL DEFAULT '' CHECK (length(file_sha) IN (0, 64));

CREATE TABLE contract_line (
  contract TEXT NOT NULL REFERENCES contract (id),
  line INTEGER NOT NULL CHECK (line >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('COMPUTE', 'MODEL', 'CORPUS', 'ANNOTATION')),
  item TEXT NOT NULL CHECK (length(item) > 0),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  counterparty TEXT NOT NULL,
  related TEXT NOT NULL CHECK (related IN ('', 'yes', 'no')),
  PRIMARY KEY (contract, line),
  CHECK ((kind = 'COMPUTE') = (related = '') AND (related = '') = (counterparty = ''))
) STRICT, WITHOUT ROWID;

-- The price lists that money was made by: each version as it was when it was used first.
CREATE TABLE tariff_version (
  id TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  body TEXT NOT NULL,
  first_used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER contract_line_no_update BEFORE UPDATE ON contract_line
BEGIN
  SELECT RAISE(ABORT, 'contract_line: what was written stays, update is refused');
END;

CREATE TRIGGER contract_line_no_delete BEFORE DELETE ON contract_line
BEGIN
  SELECT RAISE(ABORT, 'contract_line: what was written stays, delete is refused');
END;

CREATE TRIGGER tariff_version_no_update BEFORE UPDATE ON tariff_version
BEGIN
  SELECT RAISE(ABORT, 'tariff_version: what was written stays, update is refused');
END;

CREATE TRIGGER tariff_version_no_delete BEFORE DELETE ON tariff_version
BEGIN
  SELECT RAISE(ABORT, 'tariff_version: what was written stays, delete is refused');
END;
