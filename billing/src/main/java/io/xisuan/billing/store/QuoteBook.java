package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;

/** The quotes that were shown. They promise nothing but their figures until they expire, so anyone may add one. */
public final class QuoteBook {
    private final Database database;

    QuoteBook(Database database) {
        this.database = database;
    }

    /** Stores a quote; doing it again changes nothing. */
    public void record(ShownQuote quote) {
        database.write(handle -> {
            QuoteRows.insert(handle, List.of(quote));
            return true;
        });
    }

    /**
     * Stores a quote unless so many of its tenant since then were stored and started nothing: what was written stays for ever, and who
     * only asks shall not fill the volume of the books. Returns whether it is stored.
     *
     * @param sinceMillis from when on quotes are counted
     */
    public boolean record(ShownQuote quote, int most, long sinceMillis) {
        return database.write(handle -> {
            boolean kept = QuoteRows.find(handle, quote.id()).isPresent()
                    || QuoteRows.unnamed(handle, quote.tenant(), sinceMillis) < most;
            if (kept) {
                QuoteRows.insert(handle, List.of(quote));
            }
            return kept;
        });
    }

    /** Returns the quote by which an attempt began. */
    public Optional<ShownQuote> ofAttempt(AttemptKey attempt) {
        return database.read(handle -> QuoteRows.ofAttempt(handle, attempt));
    }

    /** Returns the quotes whose ids begin so: one, none, or several when the beginning is too short. */
    public List<ShownQuote> startingWith(String idPrefix) {
        return database.read(handle -> QuoteRows.startingWith(handle, idPrefix));
    }

    /** Returns the last quotes, newest first, of one tenant or of all. */
    public List<ShownQuote> last(Optional<TenantId> tenant, int most) {
        return database.read(handle -> QuoteRows.last(handle, tenant, most));
    }

    /**
     * Returns the last quote that was shown for a job.
     *
     * @param job {@code namespace/name}
     */
    public Optional<ShownQuote> lastOf(String job) {
        return database.read(handle -> QuoteRows.lastOf(handle, job));
    }
}
