-- Documents that were issued after the backup from which this store was restored, as they were kept outside: their numbers are theirs.
CREATE TABLE outside_document (
  number TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invoice_outside BEFORE INSERT ON invoice
WHEN EXISTS (SELECT 1 FROM outside_document WHERE number = NEW.number AND sha256 <> NEW.sha256)
BEGIN
  SELECT RAISE(ABORT, 'invoice: this number was given to another document before the restore');
END;

CREATE TRIGGER outside_document_no_update BEFORE UPDATE ON outside_document
BEGIN
  SELECT RAISE(ABORT, 'outside_document: what was written stays, update is refused');
END;
CREATE TRIGGER outside_document_no_delete BEFORE DELETE ON outside_document
BEGIN
  SELECT RAISE(ABORT, 'outside_document: what was written stays, delete is refused');
END;
