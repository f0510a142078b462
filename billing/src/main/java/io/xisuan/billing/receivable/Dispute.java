package io.xisuan.billing.receivable;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Locale;

/**
 * A line of an invoice that a tenant does not accept, or not all of it.
 *
 * @param id counts from 1
 * @param line the number of the line on the invoice, from 1
 * @param amount what is not accepted of what the tenant owes for the line
 */
public record Dispute(
        long id, TenantId tenant, String invoice, int line, Money amount, String reason, State state, Recorded opened) {
    /** What became of it. */
    public enum State {
        /** Nobody has decided. */
        OPEN,
        /** The tenant is right; a credit note has to follow. */
        UPHELD,
        /** The tenant is not right: the amount is due again. */
        REJECTED,
        /** The credit note was issued. */
        SETTLED;

        /** Returns whether the amount stands apart from what is due. */
        public boolean apart() {
            return switch (this) {
                case OPEN, UPHELD -> true;
                case REJECTED, SETTLED -> false;
            };
        }
    }

    public Dispute {
        if (line < 1 || !amount.isPositive() || reason.isBlank()) {
            throw new IllegalArgumentException("A dispute names a line, more than nothing, and a reason");
        }
    }

    /** Returns this dispute in another state. */
    public Dispute in(State other) {
        return new Dispute(id, tenant, invoice, line, amount, reason, other, opened);
    }

    /** Returns its name for people, as {@code D-000012}. */
    public String name() {
        return String.format(Locale.ROOT, "D-%06d", id);
    }

    /** Returns what its opening does to the books: what is not accepted stands apart from what is owed. */
    public PostingSet openedPostings() {
        return postings("dispute-opened", opened, amount, reason);
    }

    /**
     * Returns what its end does to the books: the amount goes back to what is owed, and a credit note, if there is one, takes it off there.
     *
     * @param kind {@code dispute-rejected} or {@code dispute-settled}
     */
    public PostingSet endedPostings(String kind, Recorded ended, String why) {
        return postings(kind, ended, amount.negated(), why);
    }

    private PostingSet postings(String kind, Recorded recorded, Money apart, String why) {
        String sha = Sha256.hex(String.join(
                "\n",
                "1",
                Long.toString(id),
                kind,
                tenant.value(),
                invoice,
                Integer.toString(line),
                amount.toString(),
                why,
                recorded.day().toString(),
                recorded.by(),
                Long.toString(recorded.atMillis())));
        return PostingSet.netted(
                kind,
                name() + "/" + sha,
                recorded.day(),
                List.of(
                        new Posting(Accounts.disputed(tenant), apart),
                        new Posting(Accounts.receivable(tenant), apart.negated())));
    }
}
