-- Documents that were issued after the backup from which this store was restored, as they were kept outside: their numbers are theirs.
CREATE TABLE outside_document (
  number TEXT COLLATE "C" PRIMARY KEY,
  body BYTEA NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64)
);

CREATE FUNCTION outside_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM outside_document WHERE number = NEW.number AND sha256 <> NEW.sha256) THEN
    RAISE EXCEPTION 'invoice: this number was given to another document before the restore'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER invoice_outside BEFORE INSERT ON invoice
  FOR EACH ROW EXECUTE FUNCTION outside_number();

CREATE TRIGGER outside_document_no_update BEFORE UPDATE ON outside_document
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');
CREATE TRIGGER outside_document_no_delete BEFORE DELETE ON outside_document
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');
