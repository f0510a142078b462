-- What somebody is told of: one row for each thing that happened, by its key.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX notice_at ON notice (at);

-- The ways of a notice: one row for each address, and how far it is.
CREATE TABLE notice_delivery (
  notice INTEGER NOT NULL REFERENCES notice (id),
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'DEAD')),
  parcel TEXT NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1)),
  due_at INTEGER NOT NULL,
  tried_at INTEGER NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (notice, channel, address),
  CHECK ((state = 'PENDING') OR parcel <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_delivery_open ON notice_delivery (due_at) WHERE state IN ('PENDING', 'SENDING');
CREATE INDEX notice_delivery_parcel ON notice_delivery (parcel) WHERE parcel <> '';
CREATE INDEX notice_delivery_tried ON notice_delivery (channel, tried_at) WHERE tried_at > 0;

-- How far each book was read for notices.
CREATE TABLE notice_mark (
  book TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is the case and was told, as that a site is cut off or how much of a budget is used.
CREATE TABLE notice_level (
  subject TEXT PRIMARY KEY,
  level INTEGER NOT NULL CHECK (level > 0)
) STRICT, WITHOUT ROWID;

-- What notices are found by.
CREATE INDEX stop_order_at ON stop_order (ordered_at);
CREATE INDEX intent_closed_at ON intent (changed_at) WHERE state = 'CLOSED';
