-- Contracts: who bears what an authority does not pay, the digest of the signed document, and the lines.
ALTER TABLE contract ADD COLUMN bearer_by_cause TEXT COLLATE "C" NOT NULL DEFAULT 'eligibility=tenant exhausted=tenant evidence=supplier lateness=supplier';
ALTER TABLE contract ADD COLUMN file_sha TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (length(file_sha) IN (0, 64));

CREATE TABLE contract_line (
  contract TEXT COLLATE "C" NOT NULL REFERENCES contract (id),
  line BIGINT NOT NULL CHECK (line >= 1),
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('COMPUTE', 'MODEL', 'CORPUS', 'ANNOTATION')),
  item TEXT COLLATE "C" NOT NULL CHECK (length(item) > 0),
  amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
  counterparty TEXT COLLATE "C" NOT NULL,
  related TEXT COLLATE "C" NOT NULL CHECK (related IN ('', 'yes', 'no')),
  PRIMARY KEY (contract, line),
  CHECK ((kind = 'COMPUTE') = (related = '') AND (related = '') = (counterparty = ''))
);

-- The price lists that money was made by: each version as it was when it was used first.
CREATE TABLE tariff_version (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  digest TEXT COLLATE "C" NOT NULL CHECK (length(digest) = 64),
  body TEXT COLLATE "C" NOT NULL,
  first_used BIGINT NOT NULL
);

CREATE TRIGGER contract_line_no_update BEFORE UPDATE ON contract_line
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER contract_line_no_delete BEFORE DELETE ON contract_line
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER tariff_version_no_update BEFORE UPDATE ON tariff_version
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER tariff_version_no_delete BEFORE DELETE ON tariff_version
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
