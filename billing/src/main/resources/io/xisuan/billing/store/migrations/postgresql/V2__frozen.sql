-- What was written once stays as it was: issued documents, entries, letters, decisions, postings.

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER grant_letter_no_update BEFORE UPDATE ON grant_letter
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER grant_letter_no_delete BEFORE DELETE ON grant_letter
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER hold_posting_no_update BEFORE UPDATE ON hold_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER hold_posting_no_delete BEFORE DELETE ON hold_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER quote_no_update BEFORE UPDATE ON quote
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER quote_no_delete BEFORE DELETE ON quote
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER document_no_update BEFORE UPDATE ON document
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER document_no_delete BEFORE DELETE ON document
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER cut_no_update BEFORE UPDATE ON cut
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER cut_no_delete BEFORE DELETE ON cut
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, update is refused');

CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('what was written stays, delete is refused');

-- Balances, holds, starts and series move on, but none of them disappears or becomes another.

CREATE TRIGGER account_no_delete BEFORE DELETE ON account
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER intent_no_delete BEFORE DELETE ON intent
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER series_no_delete BEFORE DELETE ON series
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER leader_no_delete BEFORE DELETE ON leader
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER issue_request_no_delete BEFORE DELETE ON issue_request
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER contract_no_delete BEFORE DELETE ON contract
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER supplier_no_delete BEFORE DELETE ON supplier
  FOR EACH ROW EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER account_same BEFORE UPDATE OF id, kind, programme, party, year_key, authority ON account
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER hold_same BEFORE UPDATE OF id, line, sha, supplier, job_uid, attempt, quote_id, voucher, cap, pool, held, expires_at ON hold
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER intent_same BEFORE UPDATE OF job_uid, attempt, namespace, name, tenant, contract, seller, cluster, site, model, devices_per_worker, workers, estimate_millis, hold, epoch, planned_at ON intent
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER series_same BEFORE UPDATE OF id, supplier, kind, year ON series
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER issue_request_same BEFORE UPDATE OF id, period, kind, requested_by, requested_at ON issue_request
  FOR EACH ROW EXECUTE FUNCTION refuse('its identity stays as it was written');

CREATE TRIGGER intent_over BEFORE UPDATE ON intent
  FOR EACH ROW WHEN (OLD.state IN ('CLOSED', 'ABORTED')) EXECUTE FUNCTION refuse('it is over and changes no more');

CREATE TRIGGER hold_over BEFORE UPDATE ON hold
  FOR EACH ROW WHEN (OLD.state = 'RESOLVED') EXECUTE FUNCTION refuse('it is resolved and changes no more');

CREATE TRIGGER series_forward BEFORE UPDATE OF last ON series
  FOR EACH ROW WHEN (NEW.last <> OLD.last + 1) EXECUTE FUNCTION refuse('numbers are given one after another');

CREATE TRIGGER leader_forward BEFORE UPDATE OF epoch ON leader
  FOR EACH ROW WHEN (NEW.epoch < OLD.epoch) EXECUTE FUNCTION refuse('an epoch never goes back');

CREATE TRIGGER issue_request_answered BEFORE UPDATE ON issue_request
  FOR EACH ROW WHEN (OLD.state <> 'PENDING') EXECUTE FUNCTION refuse('it is answered once');

-- PostgreSQL can also empty a table at once, which no row trigger sees.

CREATE TRIGGER grant_letter_no_truncate BEFORE TRUNCATE ON grant_letter
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER hold_posting_no_truncate BEFORE TRUNCATE ON hold_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER quote_no_truncate BEFORE TRUNCATE ON quote
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER invoice_no_truncate BEFORE TRUNCATE ON invoice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER cut_no_truncate BEFORE TRUNCATE ON cut
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER ledger_posting_no_truncate BEFORE TRUNCATE ON ledger_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER hold_no_truncate BEFORE TRUNCATE ON hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER intent_no_truncate BEFORE TRUNCATE ON intent
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER series_no_truncate BEFORE TRUNCATE ON series
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER leader_no_truncate BEFORE TRUNCATE ON leader
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER ledger_head_no_truncate BEFORE TRUNCATE ON ledger_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER issue_request_no_truncate BEFORE TRUNCATE ON issue_request
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER contract_no_truncate BEFORE TRUNCATE ON contract
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');

CREATE TRIGGER supplier_no_truncate BEFORE TRUNCATE ON supplier
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('nothing is deleted');
