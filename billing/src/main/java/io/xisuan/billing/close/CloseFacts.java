package io.xisuan.billing.close;

import io.xisuan.billing.reconcile.Check;
import io.xisuan.model.BillingPeriod;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a month that somebody wants to close. Lists name what is missing, for people; empty ones are good.
 *
 * @param openBefore earlier months that are open
 * @param unmetered attempts that held devices in the month and whose usage does not reach its end; empty where no journal was read
 * @param drafts the drafts of the last part; empty while there are none
 * @param disputes lines of issued documents that tenants do not accept
 * @param unmatched bank lines that belong to no invoice yet
 * @param proposals what waits for a second person
 * @param settlements notes that buyers are owed of claims that were not paid, and that no document says yet
 * @param late device time that was recorded after the documents of its month: it waits for notes or the next part
 * @param checks the reconciliation of all books
 */
public record CloseFacts(
        BillingPeriod month,
        long nowMillis,
        boolean closed,
        List<String> openBefore,
        Optional<List<String>> unmetered,
        Optional<Drafts> drafts,
        List<String> disputes,
        List<String> unmatched,
        List<String> proposals,
        List<String> settlements,
        List<String> late,
        List<Check> checks) {
    /**
     * The drafts of a month.
     *
     * @param run their run
     * @param last whether they are the last part of the month
     * @param unreviewed those that nobody has signed
     * @param cutSeq the last record that they hold
     * @param journalSeq the last record of the journal, where one was read
     */
    public record Drafts(
            long run, boolean last, int count, List<String> unreviewed, long cutSeq, Optional<Long> journalSeq) {
        public Drafts {
            unreviewed = List.copyOf(unreviewed);
        }
    }

    public CloseFacts {
        openBefore = List.copyOf(openBefore);
        disputes = List.copyOf(disputes);
        unmatched = List.copyOf(unmatched);
        proposals = List.copyOf(proposals);
        settlements = List.copyOf(settlements);
        late = List.copyOf(late);
        checks = List.copyOf(checks);
    }
}
