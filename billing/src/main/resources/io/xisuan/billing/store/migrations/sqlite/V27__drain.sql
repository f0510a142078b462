-- Nodes and sites that operations empty: nothing is sold there from the request until it is undone, and jobs leave by an instant.
CREATE TABLE drain (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place TEXT NOT NULL CHECK (length(place) > 0),
  by_at INTEGER NOT NULL CHECK (by_at >= 0),
  requested_by TEXT NOT NULL CHECK (length(requested_by) > 0),
  requested_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'UNDER_WAY', 'DRAINED', 'UNKNOWN')),
  answer TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  undone_by TEXT NOT NULL,
  undone_at INTEGER CHECK ((undone_at IS NULL) = (undone_by = ''))
) STRICT;
CREATE UNIQUE INDEX drain_open ON drain (place) WHERE undone_at IS NULL AND state <> 'UNKNOWN';
CREATE TRIGGER drain_over BEFORE UPDATE ON drain WHEN OLD.undone_at IS NOT NULL OR OLD.state = 'UNKNOWN'
BEGIN
  SELECT RAISE(ABORT, 'drain: what is over does not change');
END;
