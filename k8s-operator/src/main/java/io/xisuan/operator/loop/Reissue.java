package io.xisuan.operator.loop;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.store.Backups;
import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.Store;
import io.xisuan.operator.metering.journal.JournalHead;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a restored store still has to issue again of a month: the earliest document that was kept outside and is not in the books. Until
 * it is, drafts are cut where it was cut and issued at its instant, so that the same numbers get the same bytes.
 *
 * @param next empty when nothing waits
 */
record Reissue(Optional<Invoice> next) {
    static Reissue of(Store store, DeskRequest request) {
        boolean notes = request.deed() == DeskDeed.NOTES
                || request.run().stream()
                        .mapToObj(run -> new DraftBook(store).run(run))
                        .flatMap(Optional::stream)
                        .anyMatch(run -> run.purpose() == DraftRun.Purpose.NOTES);
        return new Reissue(Backups.toReissue(store).stream()
                .filter(document -> document.period().equals(request.period())
                        && document.corrects().isPresent() == notes)
                .min(Comparator.comparing(Invoice::issuedAt).thenComparing(Invoice::number)));
    }

    /** Returns the instant that documents are issued at. */
    long issuedAt(long nowMillis) {
        return next.map(document -> document.issuedAt().toEpochMilli()).orElse(nowMillis);
    }

    /** Returns the last record that drafts are made from; empty for the end of the journal. */
    Optional<JournalHead> cut() {
        return next.filter(document -> document.corrects()
                        .map(Correction::family)
                        .filter(family -> family != Correction.Family.USAGE)
                        .isEmpty())
                .map(document -> new JournalHead(
                        document.journal().toSeq(), document.journal().hash()));
    }
}
