-- Why a live attempt is being ended before its time, decided and stored before anything acts on it; and how it left.
CREATE TABLE stop_order (
  job_uid TEXT COLLATE "C" NOT NULL,
  attempt BIGINT NOT NULL CHECK (attempt >= 1),
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  ordered_at BIGINT NOT NULL,
  by_at BIGINT NOT NULL CHECK (by_at >= ordered_at),
  for_uid TEXT COLLATE "C",
  for_namespace TEXT COLLATE "C",
  for_name TEXT COLLATE "C",
  confirmed_by TEXT COLLATE "C",
  lost_device_millis BIGINT CHECK (lost_device_millis >= 0),
  ended_at BIGINT,
  PRIMARY KEY (job_uid, attempt),
  CHECK ((confirmed_by IS NULL) = (ended_at IS NULL) AND (confirmed_by IS NULL) = (lost_device_millis IS NULL))
);
