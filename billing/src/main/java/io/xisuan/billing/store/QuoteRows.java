package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code shown_quote} and {@code attempt_quote}: what was offered, and which offer each start took. */
final class QuoteRows {
    private static final String INSERT = """
            INSERT INTO shown_quote (id, job, tenant, contract, made_at, expires_at, body)
            VALUES (:id, :job, :tenant, :contract, :made, :expires, :body) ON CONFLICT (id) DO NOTHING""";

    private QuoteRows() {}

    /** Stores quotes; one that is stored already is the same, because its id is its digest. */
    static void insert(Handle handle, List<ShownQuote> quotes) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (ShownQuote quote : quotes) {
            batch.bind("id", quote.id())
                    .bind("job", quote.job())
                    .bind("tenant", quote.tenant().value())
                    .bind("contract", quote.contract().value())
                    .bind("made", quote.stands().startMillis())
                    .bind("expires", quote.stands().endMillis())
                    .bind("body", quote.json())
                    .add();
        }
        Batches.execute(batch);
    }

    /** Stores the quotes that starts name, and what each start may cost its tenant. */
    static void insertStarted(Handle handle, List<StartProposal> started) {
        insert(handle, started.stream().map(StartProposal::quote).toList());
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO attempt_quote (job_uid, attempt, quote, payable_fen)
                VALUES (:uid, :attempt, :quote, :payable)""");
        for (StartProposal proposal : started) {
            batch.bind("uid", proposal.attempt().job().uid())
                    .bind("attempt", proposal.attempt().attempt())
                    .bind("quote", proposal.quote().id())
                    .bind("payable", Fen.of(proposal.payableAtMost()))
                    .add();
        }
        Batches.execute(batch);
    }

    static Optional<ShownQuote> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM shown_quote WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> quote(row))
                .findOne();
    }

    /** Returns the quote that a start named. */
    static Optional<ShownQuote> ofAttempt(Handle handle, AttemptKey attempt) {
        return handle.createQuery("""
                        SELECT s.* FROM shown_quote s JOIN attempt_quote a ON a.quote = s.id
                        WHERE a.job_uid = :uid AND a.attempt = :attempt""")
                .bind("uid", attempt.job().uid())
                .bind("attempt", attempt.attempt())
                .map((row, context) -> quote(row))
                .findOne();
    }

    /** Counts the quotes of a tenant that were made since then and that no start has named. */
    static int unnamed(Handle handle, TenantId tenant, long sinceMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM shown_quote s
                        WHERE s.made_at >= :since AND s.tenant = :tenant
                          AND NOT EXISTS (SELECT 1 FROM attempt_quote a WHERE a.quote = s.id)""")
                .bind("since", sinceMillis)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Returns the quotes whose ids begin so, in order of id. */
    static List<ShownQuote> startingWith(Handle handle, String prefix) {
        return handle.createQuery("SELECT * FROM shown_quote WHERE substr(id, 1, :length) = :prefix ORDER BY id")
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .map((row, context) -> quote(row))
                .list();
    }

    /** Returns the last quote that was shown for a job, or empty when none was. */
    static Optional<ShownQuote> lastOf(Handle handle, String job) {
        return handle.createQuery("SELECT * FROM shown_quote WHERE job = :job ORDER BY made_at DESC, id LIMIT 1")
                .bind("job", job)
                .map((row, context) -> quote(row))
                .findOne();
    }

    /** Returns the last quotes, newest first, of one tenant or of all. */
    static List<ShownQuote> last(Handle handle, Optional<TenantId> tenant, int most) {
        return handle.createQuery("""
                        SELECT * FROM shown_quote WHERE :tenant = '' OR tenant = :tenant
                        ORDER BY made_at DESC, id LIMIT :most""")
                .bind("tenant", tenant.map(TenantId::value).orElse(""))
                .bind("most", most)
                .map((row, context) -> quote(row))
                .list();
    }

    private static ShownQuote quote(ResultSet row) throws SQLException {
        return new ShownQuote(
                row.getString("id"),
                row.getString("job"),
                new TenantId(row.getString("tenant")),
                new ContractId(row.getString("contract")),
                new Interval(row.getLong("made_at"), row.getLong("expires_at")),
                row.getString("body"));
    }
}
