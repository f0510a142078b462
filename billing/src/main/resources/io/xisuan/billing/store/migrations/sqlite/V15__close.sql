-- The checklists by which months were closed: what was looked at, by whom, and why something stayed open.
CREATE TABLE close_checklist (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES draft_run (id),
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  despite TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  closed_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER close_checklist_no_update BEFORE UPDATE ON close_checklist
BEGIN
  SELECT RAISE(ABORT, 'close_checklist: what was written stays, update is refused');
END;
CREATE TRIGGER close_checklist_no_delete BEFORE DELETE ON close_checklist
BEGIN
  SELECT RAISE(ABORT, 'close_checklist: what was written stays, delete is refused');
END;
