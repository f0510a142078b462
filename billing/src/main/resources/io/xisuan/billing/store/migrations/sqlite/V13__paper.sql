-- Files that were drawn of documents once and are kept as they were drawn; another Java may draw other bytes.
CREATE TABLE kept_file (
  document TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('PDF', 'XLSX')),
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body BLOB NOT NULL,
  drawn_by TEXT NOT NULL,
  drawn_at INTEGER NOT NULL,
  PRIMARY KEY (document, form, language)
) STRICT;

-- What the tax platform answered: numbers of e-invoices, red-letter invoices, and red letters that were refused.
CREATE TABLE e_invoice (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES invoice (number),
  result TEXT NOT NULL CHECK (result IN ('BLUE', 'RED', 'RED_REFUSED')),
  number TEXT UNIQUE CHECK ((number IS NULL) = (result = 'RED_REFUSED')),
  day TEXT NOT NULL,
  total_fen INTEGER NOT NULL,
  original TEXT CHECK ((original IS NULL) = (result = 'BLUE')),
  confirmation TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX e_invoice_document ON e_invoice (document, id);
CREATE INDEX e_invoice_original ON e_invoice (original, id);

CREATE TRIGGER kept_file_no_update BEFORE UPDATE ON kept_file
BEGIN
  SELECT RAISE(ABORT, 'kept_file: what was written stays, update is refused');
END;

CREATE TRIGGER kept_file_no_delete BEFORE DELETE ON kept_file
BEGIN
  SELECT RAISE(ABORT, 'kept_file: what was written stays, delete is refused');
END;

CREATE TRIGGER e_invoice_no_update BEFORE UPDATE ON e_invoice
BEGIN
  SELECT RAISE(ABORT, 'e_invoice: what was written stays, update is refused');
END;

CREATE TRIGGER e_invoice_no_delete BEFORE DELETE ON e_invoice
BEGIN
  SELECT RAISE(ABORT, 'e_invoice: what was written stays, delete is refused');
END;
