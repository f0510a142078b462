-- What was written once stays as it was: issued documents, entries, letters, decisions, postings.

CREATE TRIGGER grant_letter_no_update BEFORE UPDATE ON grant_letter
BEGIN
  SELECT RAISE(ABORT, 'grant_letter: what was written stays, update is refused');
END;

CREATE TRIGGER grant_letter_no_delete BEFORE DELETE ON grant_letter
BEGIN
  SELECT RAISE(ABORT, 'grant_letter: what was written stays, delete is refused');
END;

CREATE TRIGGER hold_posting_no_update BEFORE UPDATE ON hold_posting
BEGIN
  SELECT RAISE(ABORT, 'hold_posting: what was written stays, update is refused');
END;

CREATE TRIGGER hold_posting_no_delete BEFORE DELETE ON hold_posting
BEGIN
  SELECT RAISE(ABORT, 'hold_posting: what was written stays, delete is refused');
END;

CREATE TRIGGER quote_no_update BEFORE UPDATE ON quote
BEGIN
  SELECT RAISE(ABORT, 'quote: what was written stays, update is refused');
END;

CREATE TRIGGER quote_no_delete BEFORE DELETE ON quote
BEGIN
  SELECT RAISE(ABORT, 'quote: what was written stays, delete is refused');
END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN
  SELECT RAISE(ABORT, 'decision: what was written stays, update is refused');
END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN
  SELECT RAISE(ABORT, 'decision: what was written stays, delete is refused');
END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document
BEGIN
  SELECT RAISE(ABORT, 'document: what was written stays, update is refused');
END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN
  SELECT RAISE(ABORT, 'document: what was written stays, delete is refused');
END;

CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice: what was written stays, update is refused');
END;

CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice: what was written stays, delete is refused');
END;

CREATE TRIGGER cut_no_update BEFORE UPDATE ON cut
BEGIN
  SELECT RAISE(ABORT, 'cut: what was written stays, update is refused');
END;

CREATE TRIGGER cut_no_delete BEFORE DELETE ON cut
BEGIN
  SELECT RAISE(ABORT, 'cut: what was written stays, delete is refused');
END;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: what was written stays, update is refused');
END;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: what was written stays, delete is refused');
END;

CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
BEGIN
  SELECT RAISE(ABORT, 'ledger_posting: what was written stays, update is refused');
END;

CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
BEGIN
  SELECT RAISE(ABORT, 'ledger_posting: what was written stays, delete is refused');
END;

-- Balances, holds, starts and series move on, but none of them disappears or becomes another.

CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN
  SELECT RAISE(ABORT, 'account: nothing is deleted');
END;

CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold
BEGIN
  SELECT RAISE(ABORT, 'hold: nothing is deleted');
END;

CREATE TRIGGER intent_no_delete BEFORE DELETE ON intent
BEGIN
  SELECT RAISE(ABORT, 'intent: nothing is deleted');
END;

CREATE TRIGGER series_no_delete BEFORE DELETE ON series
BEGIN
  SELECT RAISE(ABORT, 'series: nothing is deleted');
END;

CREATE TRIGGER leader_no_delete BEFORE DELETE ON leader
BEGIN
  SELECT RAISE(ABORT, 'leader: nothing is deleted');
END;

CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN
  SELECT RAISE(ABORT, 'ledger_head: nothing is deleted');
END;

CREATE TRIGGER issue_request_no_delete BEFORE DELETE ON issue_request
BEGIN
  SELECT RAISE(ABORT, 'issue_request: nothing is deleted');
END;

CREATE TRIGGER contract_no_delete BEFORE DELETE ON contract
BEGIN
  SELECT RAISE(ABORT, 'contract: nothing is deleted');
END;

CREATE TRIGGER supplier_no_delete BEFORE DELETE ON supplier
BEGIN
  SELECT RAISE(ABORT, 'supplier: nothing is deleted');
END;

CREATE TRIGGER account_same BEFORE UPDATE OF id, kind, programme, party, year_key, authority ON account
BEGIN
  SELECT RAISE(ABORT, 'account: its identity stays as it was written');
END;

CREATE TRIGGER hold_same BEFORE UPDATE OF id, line, sha, supplier, job_uid, attempt, quote_id, voucher, cap, pool, held, expires_at ON hold
BEGIN
  SELECT RAISE(ABORT, 'hold: its identity stays as it was written');
END;

CREATE TRIGGER intent_same BEFORE UPDATE OF job_uid, attempt, namespace, name, tenant, contract, seller, cluster, site, model, devices_per_worker, workers, estimate_millis, hold, epoch, planned_at ON intent
BEGIN
  SELECT RAISE(ABORT, 'intent: its identity stays as it was written');
END;

CREATE TRIGGER series_same BEFORE UPDATE OF id, supplier, kind, year ON series
BEGIN
  SELECT RAISE(ABORT, 'series: its identity stays as it was written');
END;

CREATE TRIGGER issue_request_same BEFORE UPDATE OF id, period, kind, requested_by, requested_at ON issue_request
BEGIN
  SELECT RAISE(ABORT, 'issue_request: its identity stays as it was written');
END;

CREATE TRIGGER intent_over BEFORE UPDATE ON intent WHEN OLD.state IN ('CLOSED', 'ABORTED')
BEGIN
  SELECT RAISE(ABORT, 'intent: it is over and changes no more');
END;

CREATE TRIGGER hold_over BEFORE UPDATE ON hold WHEN OLD.state = 'RESOLVED'
BEGIN
  SELECT RAISE(ABORT, 'hold: it is resolved and changes no more');
END;

CREATE TRIGGER series_forward BEFORE UPDATE OF last ON series WHEN NEW.last <> OLD.last + 1
BEGIN
  SELECT RAISE(ABORT, 'series: numbers are given one after another');
END;

CREATE TRIGGER leader_forward BEFORE UPDATE OF epoch ON leader WHEN NEW.epoch < OLD.epoch
BEGIN
  SELECT RAISE(ABORT, 'leader: an epoch never goes back');
END;

CREATE TRIGGER issue_request_answered BEFORE UPDATE ON issue_request WHEN OLD.state <> 'PENDING'
BEGIN
  SELECT RAISE(ABORT, 'issue_request: it is answered once');
END;
