-- Where the chain of balances ends. It stands in the row that each batch moves anyway: so an end that was cut off is seen.
ALTER TABLE leader ADD COLUMN chain_seq INTEGER NOT NULL DEFAULT 0 CHECK (chain_seq >= 0);
ALTER TABLE leader ADD COLUMN chain_hash TEXT NOT NULL DEFAULT '';
UPDATE leader SET
  chain_seq = coalesce((SELECT max(seq) FROM entitlement_entry), 0),
  chain_hash = coalesce((SELECT hash FROM entitlement_entry ORDER BY seq DESC LIMIT 1), '')
WHERE id = 1;

CREATE TRIGGER leader_chain_forward BEFORE UPDATE OF chain_seq ON leader WHEN NEW.chain_seq < OLD.chain_seq
BEGIN
  SELECT RAISE(ABORT, 'leader: the chain of balances never gets shorter');
END;
