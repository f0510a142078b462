package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code draft_run}, {@code draft}, {@code review} and {@code issued_draft}. */
final class DraftRows {
    private static final String SELECT = """
            SELECT d.*, r.period, r.state AS run_state, v.digest AS signed, v.reviewed_by, v.reviewed_at, i.number
            FROM draft d JOIN draft_run r ON r.id = d.run
              LEFT JOIN review v ON v.draft = d.id LEFT JOIN issued_draft i ON i.draft = d.id""";

    private DraftRows() {}

    /** Stores a run and its drafts for a request; the open run of the same month and purpose is replaced. */
    static long insert(Handle handle, long request, DraftRun run, List<InvoiceDraft> drafts) {
        handle.createUpdate(
                        "UPDATE draft_run SET state = 'REPLACED' WHERE period = :period AND purpose = :purpose AND state = 'OPEN'")
                .bind("period", run.period().toString())
                .bind("purpose", run.purpose().name())
                .execute();
        long id = handle.createQuery("""
                        INSERT INTO draft_run (request, purpose, period, part, to_seq, hash, asked_by, made_at, state)
                        VALUES (:request, :purpose, :period, :part, :seq, :hash, :by, :at, 'OPEN') RETURNING id""")
                .bind("request", request)
                .bind("purpose", run.purpose().name())
                .bind("period", run.period().toString())
                .bind("part", run.part().map(IssuePart::name).orElse(""))
                .bind("seq", run.toSeq())
                .bind("hash", run.hash())
                .bind("by", run.askedBy())
                .bind("at", run.madeAtMillis())
                .mapTo(Long.class)
                .one();
        drafts.forEach(draft -> insert(handle, id, draft));
        return id;
    }

    private static void insert(Handle handle, long run, InvoiceDraft draft) {
        InvoiceDocument document = InvoiceDocument.ofDraft(draft);
        handle.createUpdate("""
                        INSERT INTO draft (run, supplier, tenant, contract, kind, corrects, gross_fen, subsidy_fen,
                          payable_fen, later_fen, body, digest)
                        VALUES (:run, :supplier, :tenant, :contract, :kind, :corrects, :gross, :subsidy, :payable,
                          :later, :body, :digest)""")
                .bind("run", run)
                .bind("supplier", draft.seller().supplier().value())
                .bind("tenant", draft.buyer().tenant().value())
                .bind("contract", draft.contract().value())
                .bind("kind", draft.kind().name())
                .bind("corrects", draft.corrects().map(Correction::number))
                .bind("gross", Fen.of(draft.gross()))
                .bind("subsidy", Fen.of(draft.subsidy()))
                .bind("payable", Fen.of(draft.payableNow()))
                .bind("later", Fen.of(draft.expectedLaterTotal()))
                .bind("body", document.bytes())
                .bind("digest", document.sha256())
                .execute();
    }

    static void review(Handle handle, long draft, String digest, Principal by, long nowMillis) {
        handle.createUpdate("""
                        INSERT INTO review (draft, digest, reviewed_by, reviewed_at) VALUES (:draft, :digest, :by, :at)""")
                .bind("draft", draft)
                .bind("digest", digest)
                .bind("by", by.name())
                .bind("at", nowMillis)
                .execute();
    }

    static void issued(Handle handle, long draft, String number) {
        handle.createUpdate("INSERT INTO issued_draft (draft, number) VALUES (:draft, :number)")
                .bind("draft", draft)
                .bind("number", number)
                .execute();
    }

    static void over(Handle handle, long run) {
        handle.createUpdate("UPDATE draft_run SET state = 'ISSUED' WHERE id = :id")
                .bind("id", run)
                .execute();
    }

    /** Returns all runs, oldest first. */
    static List<DraftRun> runs(Handle handle) {
        return handle.createQuery("SELECT * FROM draft_run ORDER BY id")
                .map((row, context) -> run(row))
                .list();
    }

    static Optional<DraftRun> run(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM draft_run WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> run(row))
                .findOne();
    }

    /** Returns the drafts of a run in the order in which they get numbers. */
    static List<StoredDraft> ofRun(Handle handle, long run) {
        return handle.createQuery(SELECT + " WHERE d.run = :run ORDER BY d.id")
                .bind("run", run)
                .map((row, context) -> draft(row))
                .list();
    }

    static Optional<StoredDraft> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " WHERE d.id = :id")
                .bind("id", id)
                .map((row, context) -> draft(row))
                .findOne();
    }

    private static DraftRun run(ResultSet row) throws SQLException {
        String part = row.getString("part");
        return new DraftRun(
                row.getLong("id"),
                DraftRun.Purpose.valueOf(row.getString("purpose")),
                BillingPeriod.parse(row.getString("period")),
                part.isEmpty() ? Optional.empty() : Optional.of(IssuePart.valueOf(part)),
                row.getLong("to_seq"),
                row.getString("hash"),
                row.getString("asked_by"),
                row.getLong("made_at"),
                DraftRun.State.valueOf(row.getString("state")));
    }

    /**
     * Reads a row.
     *
     * @throws StoreException when the draft's bytes are not those of its digest
     */
    private static StoredDraft draft(ResultSet row) throws SQLException {
        String json = new String(row.getBytes("body"), StandardCharsets.UTF_8);
        long id = row.getLong("id");
        if (!Sha256.hex(json).equals(row.getString("digest"))) {
            throw new StoreException("The draft %d is not what was drafted: its digest differs".formatted(id));
        }
        Optional<String> number = Optional.ofNullable(row.getString("number"));
        Optional<StoredDraft.Review> review = review(row);
        return new StoredDraft(
                id,
                row.getLong("run"),
                state(DraftRun.State.valueOf(row.getString("run_state")), review.isPresent()),
                InvoiceKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("corrects")),
                BillingPeriod.parse(row.getString("period")),
                new SupplierId(row.getString("supplier")),
                new TenantId(row.getString("tenant")),
                new ContractId(row.getString("contract")),
                Money.ofFen(row.getLong("gross_fen")),
                Money.ofFen(row.getLong("subsidy_fen")),
                Money.ofFen(row.getLong("payable_fen")),
                Money.ofFen(row.getLong("later_fen")),
                json,
                row.getString("digest"),
                review,
                number);
    }

    private static StoredDraft.State state(DraftRun.State run, boolean reviewed) {
        return switch (run) {
            case OPEN -> reviewed ? StoredDraft.State.REVIEWED : StoredDraft.State.DRAFT;
            case ISSUED -> StoredDraft.State.ISSUED;
            case REPLACED -> StoredDraft.State.REPLACED;
        };
    }

    private static Optional<StoredDraft.Review> review(ResultSet row) throws SQLException {
        String signed = row.getString("signed");
        return signed == null
                ? Optional.empty()
                : Optional.of(new StoredDraft.Review(
                        signed, new Principal(row.getString("reviewed_by")), row.getLong("reviewed_at")));
    }
}
