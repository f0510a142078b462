-- The part of a device that each worker of an attempt holds: it is priced, metered and given back by it. Attempts of before hold whole ones.
ALTER TABLE intent ADD COLUMN share TEXT NOT NULL DEFAULT 'whole';
DROP TRIGGER intent_same;
CREATE TRIGGER intent_same BEFORE UPDATE OF job_uid, attempt, namespace, name, tenant, contract, seller, cluster, site, model, devices_per_worker, share, workers, estimate_millis, hold, epoch, planned_at ON intent
BEGIN
  SELECT RAISE(ABORT, 'intent: its identity stays as it was written');
END;
