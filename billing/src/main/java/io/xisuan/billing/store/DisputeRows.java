package io.xisuan.billing.store;

import io.xisuan.billing.control.Decided;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** The tables {@code dispute} and {@code dispute_step}; what moves money has its entry in the ledger. */
final class DisputeRows {
    /** How a dispute went on. */
    record Step(long dispute, Dispute.State verdict, String reason, Recorded recorded) {
        /** Returns what it does to the books: nothing while a credit note is waited for. */
        Optional<PostingSet> postings(Dispute of) {
            return switch (verdict) {
                case OPEN, UPHELD -> Optional.empty();
                case REJECTED -> Optional.of(of.endedPostings("dispute-rejected", recorded, reason));
                case SETTLED -> Optional.of(of.endedPostings("dispute-settled", recorded, reason));
            };
        }
    }

    /** The last step counts; each comes once. */
    private static final String ALL = """
            SELECT d.*, (SELECT s.verdict FROM dispute_step s WHERE s.dispute = d.id
              ORDER BY CASE s.verdict WHEN 'UPHELD' THEN 1 ELSE 2 END DESC LIMIT 1) AS state
            FROM dispute d""";

    private DisputeRows() {}

    /** Stores an opened dispute and its entry. */
    static Dispute add(Handle handle, Dispute draft) {
        Recorded opened = draft.opened();
        long id = handle.createQuery("""
                        INSERT INTO dispute (tenant, invoice, line, amount_fen, day, reason, recorded_by, recorded_at)
                        VALUES (:tenant, :invoice, :line, :amount, :day, :reason, :by, :at) RETURNING id""")
                .bind("tenant", draft.tenant().value())
                .bind("invoice", draft.invoice())
                .bind("line", draft.line())
                .bind("amount", Fen.of(draft.amount()))
                .bind("day", opened.day().toString())
                .bind("reason", draft.reason())
                .bind("by", opened.by())
                .bind("at", opened.atMillis())
                .mapTo(Long.class)
                .one();
        Dispute dispute = new Dispute(
                id,
                draft.tenant(),
                draft.invoice(),
                draft.line(),
                draft.amount(),
                draft.reason(),
                Dispute.State.OPEN,
                opened);
        LedgerRows.append(handle, List.of(dispute.openedPostings()), opened.atMillis());
        return dispute;
    }

    /** Stores how a dispute went on, and its entry. */
    static void add(Handle handle, Dispute dispute, Step step) {
        handle.createUpdate("""
                        INSERT INTO dispute_step (dispute, verdict, day, reason, recorded_by, recorded_at)
                        VALUES (:dispute, :verdict, :day, :reason, :by, :at)""")
                .bind("dispute", dispute.id())
                .bind("verdict", step.verdict().name())
                .bind("day", step.recorded().day().toString())
                .bind("reason", step.reason())
                .bind("by", step.recorded().by())
                .bind("at", step.recorded().atMillis())
                .execute();
        LedgerRows.append(
                handle,
                step.postings(dispute).stream().toList(),
                step.recorded().atMillis());
    }

    static List<Dispute> all(Handle handle, Optional<TenantId> tenant) {
        return handle
                .createQuery(ALL + " WHERE CAST(:tenant AS TEXT) IS NULL OR d.tenant = :tenant ORDER BY d.id")
                .bind("tenant", tenant.map(TenantId::value))
                .map((row, context) -> dispute(row))
                .list()
                .stream()
                .map(dispute -> reopened(handle, dispute))
                .toList();
    }

    static Optional<Dispute> find(Handle handle, long id) {
        return handle.createQuery(ALL + " WHERE d.id = :id")
                .bind("id", id)
                .map((row, context) -> dispute(row))
                .findOne()
                .map(dispute -> reopened(handle, dispute));
    }

    /** Returns whether somebody decided for the tenant, whatever became of the credit. */
    static boolean wasUpheld(Handle handle, long id) {
        return steps(handle, id).stream().anyMatch(step -> step.verdict() == Dispute.State.UPHELD);
    }

    /** A dispute that was upheld is open again when its credit, as it was proposed last, was rejected or withdrawn. */
    private static Dispute reopened(Handle handle, Dispute dispute) {
        if (dispute.state() != Dispute.State.UPHELD) {
            return dispute;
        }
        String subject = "dispute/" + dispute.name();
        boolean waits = ControlRows.pending(handle).stream()
                .anyMatch(proposal -> proposal.subject().equals(subject));
        boolean stands = ControlRows.decided(handle).stream()
                .filter(decided -> decided.proposal().subject().equals(subject))
                .reduce((earlier, later) ->
                        earlier.proposal().number() > later.proposal().number() ? earlier : later)
                .filter(decided -> decided.verdict() != Decided.Verdict.APPROVED)
                .isEmpty();
        return waits || stands ? dispute : dispute.in(Dispute.State.OPEN);
    }

    /** Returns all that disputes did to the books, as their rows have it. */
    static List<PostingSet> postings(Handle handle) {
        List<PostingSet> sets = new ArrayList<>();
        for (Dispute dispute : all(handle, Optional.empty())) {
            sets.add(dispute.openedPostings());
            steps(handle, dispute.id()).forEach(step -> step.postings(dispute).ifPresent(sets::add));
        }
        return sets;
    }

    /** Returns the disputes that were opened by certain entries, in the state that those leave them in. */
    static List<Dispute> asOf(Handle handle, Predicate<PostingSet> taken) {
        List<Dispute> disputes = new ArrayList<>();
        for (Dispute dispute : all(handle, Optional.empty())) {
            if (taken.test(dispute.openedPostings())) {
                Dispute.State state = steps(handle, dispute.id()).stream()
                        .filter(step -> step.postings(dispute).filter(taken).isPresent())
                        .map(Step::verdict)
                        .findFirst()
                        .orElse(Dispute.State.OPEN);
                disputes.add(new Dispute(
                        dispute.id(),
                        dispute.tenant(),
                        dispute.invoice(),
                        dispute.line(),
                        dispute.amount(),
                        dispute.reason(),
                        state,
                        dispute.opened()));
            }
        }
        return disputes;
    }

    private static List<Step> steps(Handle handle, long dispute) {
        return handle.createQuery("SELECT * FROM dispute_step WHERE dispute = :dispute ORDER BY verdict")
                .bind("dispute", dispute)
                .map((row, context) -> new Step(
                        dispute,
                        Dispute.State.valueOf(row.getString("verdict")),
                        row.getString("reason"),
                        recorded(row)))
                .list();
    }

    private static Dispute dispute(ResultSet row) throws SQLException {
        return new Dispute(
                row.getLong("id"),
                new TenantId(row.getString("tenant")),
                row.getString("invoice"),
                row.getInt("line"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("reason"),
                Optional.ofNullable(row.getString("state"))
                        .map(Dispute.State::valueOf)
                        .orElse(Dispute.State.OPEN),
                recorded(row));
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                LocalDate.parse(row.getString("day")), row.getString("recorded_by"), row.getLong("recorded_at"));
    }
}
