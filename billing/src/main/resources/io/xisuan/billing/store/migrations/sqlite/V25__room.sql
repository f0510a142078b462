-- The seats that are kept for jobs while those who leave for them go: one open claim a job.
CREATE TABLE seat_claim (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_uid TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('PREEMPT', 'MOVE', 'RESIZE')),
  site TEXT NOT NULL,
  model TEXT NOT NULL,
  devices_per_worker INTEGER NOT NULL CHECK (devices_per_worker >= 0),
  nodes TEXT NOT NULL CHECK (length(nodes) > 0),
  transfer_millis INTEGER NOT NULL CHECK (transfer_millis >= 0),
  made_at INTEGER NOT NULL,
  kept_until INTEGER NOT NULL CHECK (kept_until >= made_at),
  released_at INTEGER,
  released_because TEXT NOT NULL CHECK ((released_at IS NULL) = (released_because = ''))
) STRICT;
CREATE UNIQUE INDEX seat_claim_open ON seat_claim (job_uid) WHERE released_at IS NULL;

-- The attempts that leave for a seat.
CREATE TABLE seat_victim (
  claim INTEGER NOT NULL REFERENCES seat_claim (id),
  job_uid TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (claim, job_uid)
) STRICT, WITHOUT ROWID;

-- What people ask of a site's capacity; the leader answers each once.
CREATE TABLE site_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site TEXT NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('STOP_SELL', 'RESUME', 'RECLAIM')),
  model TEXT NOT NULL,
  devices INTEGER NOT NULL CHECK (devices >= 0 AND (deed <> 'RECLAIM' OR devices > 0)),
  by_at INTEGER NOT NULL CHECK (by_at >= 0 AND (deed <> 'RECLAIM' OR by_at > 0)),
  requested_by TEXT NOT NULL CHECK (length(requested_by) > 0),
  requested_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'UNDER_WAY', 'DONE', 'REFUSED', 'UNKNOWN')),
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX site_request_open ON site_request (id) WHERE state IN ('PENDING', 'UNDER_WAY');
CREATE TRIGGER site_request_answered BEFORE UPDATE ON site_request WHEN OLD.state NOT IN ('PENDING', 'UNDER_WAY')
BEGIN
  SELECT RAISE(ABORT, 'site_request: it is answered once');
END;

-- What a site keeps from sale because somebody asked for it: at least so many devices of a model, until an instant or until resumed.
CREATE TABLE site_stop (
  request INTEGER NOT NULL REFERENCES site_request (id),
  model TEXT NOT NULL,
  site TEXT NOT NULL,
  kept INTEGER NOT NULL CHECK (kept >= 0),
  vacated INTEGER NOT NULL CHECK (vacated IN (0, 1)),
  until_at INTEGER NOT NULL CHECK (until_at >= 0),
  ended_at INTEGER,
  PRIMARY KEY (request, model)
) STRICT, WITHOUT ROWID;

-- Each time that an owner needed devices which we held: since when, by when, and when they were free.
CREATE TABLE owner_reclaim (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cause TEXT NOT NULL CHECK (cause IN ('POD', 'HEADROOM', 'REQUEST')),
  about TEXT NOT NULL,
  site TEXT NOT NULL,
  model TEXT NOT NULL,
  devices INTEGER NOT NULL CHECK (devices >= 0),
  asked_at INTEGER NOT NULL,
  by_at INTEGER NOT NULL,
  stopped TEXT NOT NULL,
  freed_at INTEGER,
  UNIQUE (cause, about)
) STRICT;

-- What a site has, as the leader saw it last.
CREATE TABLE site_view (
  site TEXT NOT NULL,
  model TEXT NOT NULL,
  devices INTEGER NOT NULL,
  background INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  headroom INTEGER NOT NULL,
  spare INTEGER NOT NULL,
  jobs INTEGER NOT NULL,
  stopping INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (site, model)
) STRICT, WITHOUT ROWID;
