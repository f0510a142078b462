-- Why a live attempt is being ended before its time, decided and stored before anything acts on it; and how it left.
CREATE TABLE stop_order (
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  ordered_at INTEGER NOT NULL,
  by_at INTEGER NOT NULL CHECK (by_at >= ordered_at),
  for_uid TEXT,
  for_namespace TEXT,
  for_name TEXT,
  confirmed_by TEXT,
  lost_device_millis INTEGER CHECK (lost_device_millis >= 0),
  ended_at INTEGER,
  PRIMARY KEY (job_uid, attempt),
  CHECK ((confirmed_by IS NULL) = (ended_at IS NULL) AND (confirmed_by IS NULL) = (lost_device_millis IS NULL))
) STRICT, WITHOUT ROWID;
