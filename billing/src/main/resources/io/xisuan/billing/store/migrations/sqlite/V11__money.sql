-- Entries of the ledger have two times from format 2 on: when they were recorded, and the day that they count for.
ALTER TABLE ledger_entry ADD COLUMN recorded_at INTEGER;
ALTER TABLE ledger_entry ADD COLUMN effective_on TEXT;
