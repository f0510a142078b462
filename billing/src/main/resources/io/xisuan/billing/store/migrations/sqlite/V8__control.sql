-- What takes two people, and who may do what.
CREATE TABLE proposal (
  number INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number >= 1),
  deed TEXT NOT NULL CHECK (deed IN ('ADJUSTMENT', 'OVERLAY', 'WRITE_OFF', 'CLAIM')),
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE proposal_decision (
  number INTEGER PRIMARY KEY REFERENCES proposal (number),
  verdict TEXT NOT NULL CHECK (verdict IN ('APPROVED', 'REJECTED', 'WITHDRAWN')),
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

-- The latest row of a person and role counts.
CREATE TABLE role_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  principal TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('CLERK', 'CONTROLLER', 'AUDITOR', 'ADMINISTRATOR')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER proposal_decision_two_people BEFORE INSERT ON proposal_decision
WHEN (NEW.verdict = 'WITHDRAWN') <> (NEW.decided_by = (SELECT proposed_by FROM proposal WHERE number = NEW.number))
BEGIN
  SELECT RAISE(ABORT, 'proposal_decision: nobody decides on what he proposed, and nobody else withdraws it');
END;

CREATE TRIGGER proposal_no_update BEFORE UPDATE ON proposal
BEGIN
  SELECT RAISE(ABORT, 'proposal: what was written stays, update is refused');
END;
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal
BEGIN
  SELECT RAISE(ABORT, 'proposal: what was written stays, delete is refused');
END;
CREATE TRIGGER proposal_decision_no_update BEFORE UPDATE ON proposal_decision
BEGIN
  SELECT RAISE(ABORT, 'proposal_decision: what was written stays, update is refused');
END;
CREATE TRIGGER proposal_decision_no_delete BEFORE DELETE ON proposal_decision
BEGIN
  SELECT RAISE(ABORT, 'proposal_decision: what was written stays, delete is refused');
END;
CREATE TRIGGER role_change_no_update BEFORE UPDATE ON role_change
BEGIN
  SELECT RAISE(ABORT, 'role_change: what was written stays, update is refused');
END;
CREATE TRIGGER role_change_no_delete BEFORE DELETE ON role_change
BEGIN
  SELECT RAISE(ABORT, 'role_change: what was written stays, delete is refused');
END;
