package io.xisuan.cli.close;

import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.reconcile.Check;
import io.xisuan.billing.reconcile.Reconciliation;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.LedgerFilter;
import io.xisuan.billing.store.LedgerView;
import io.xisuan.billing.store.PeriodBook;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All books of a store, and the usage journal beside it. */
final class ReconciledBooks {
    private ReconciledBooks() {}

    /**
     * What a journal holds.
     *
     * @param lastSeq the number of its last record; 0 when it has none
     */
    record Journal(List<PartInput.Recorded> usage, long lastSeq) {}

    /**
     * Reads the journal that is named; without one, the usual one if it is there.
     *
     * @throws InputException when the one that was named is none, or a record is damaged
     */
    static Optional<Journal> journal(Optional<String> named, String storeUrl, Progress progress, Language language) {
        Optional<JournalSource> found = JournalPlace.find(named, storeUrl);
        try (Waiting waiting = progress.begin(language.of("读取用量日志", "reading the journal"))) {
            return found.map(journal -> read(journal, waiting));
        }
    }

    private static Journal read(JournalSource journal, Waiting waiting) {
        try (journal) {
            JournalUsage usage = new JournalUsage();
            long[] last = {0};
            journal.read(record -> {
                last[0] = record.seq();
                waiting.at(record.seq(), 0);
                usage.take(record);
            });
            return new Journal(
                    usage.counted().stream().map(ReconciledBooks::recorded).toList(), last[0]);
        }
    }

    private static PartInput.Recorded recorded(JournalUsage.Counted counted) {
        return new PartInput.Recorded(
                counted.seq(),
                counted.usage(),
                counted.corrections().stream()
                        .map(said -> new PartInput.Recorded(said.seq(), said.corrected()))
                        .toList());
    }

    /**
     * Compares each book with the next.
     *
     * @param drafts what is about to be issued: its lines count as issued ones where usage is compared
     */
    static List<Check> checks(Store store, Optional<Journal> journal, List<Invoice> drafts) {
        List<Invoice> documents = documents(store);
        List<LedgerEntry> entries = LedgerView.entries(store, LedgerFilter.ALL);
        List<Check> checks = new ArrayList<>();
        journal.ifPresent(read -> {
            List<Invoice> all = new ArrayList<>(documents);
            all.addAll(drafts);
            checks.add(Reconciliation.usage(read.usage(), cuts(store), all));
        });
        checks.add(Reconciliation.ledger(documents, entries));
        checks.add(Reconciliation.balances(documents, store.books().accounts()));
        checks.add(Reconciliation.claims(documents, stock(store)));
        checks.add(Reconciliation.openItems(
                new ReceivableBook(store).items(Optional.empty()), LedgerView.balances(store, LedgerFilter.ALL)));
        checks.add(Reconciliation.zero(entries));
        return List.copyOf(checks);
    }

    /** Returns what was recorded after the documents of its month, by contract and month, for people. */
    static List<String> late(Store store, Journal journal, List<Invoice> drafts) {
        List<Invoice> all = new ArrayList<>(documents(store));
        all.addAll(drafts);
        List<String> late = new ArrayList<>();
        Reconciliation.late(journal.usage(), cuts(store), all)
                .forEach((subject, millis) -> late.add("%s %d ms".formatted(subject, millis)));
        return late;
    }

    /** Returns the last record that each month's parts cover. */
    private static SortedMap<BillingPeriod, Long> cuts(Store store) {
        SortedMap<BillingPeriod, Long> cuts = new TreeMap<>();
        new PeriodBook(store).months().forEach(month -> cuts.merge(month.month(), month.cutSeq(), Math::max));
        return cuts;
    }

    private static List<Claimable> stock(Store store) {
        ClaimBook claims = new ClaimBook(store);
        return store.suppliers().stream()
                .map(Supplier::id)
                .flatMap(supplier -> claims.stock(supplier).stream())
                .toList();
    }

    private static List<Invoice> documents(Store store) {
        return store.invoices(InvoiceFilter.ALL).stream().map(Store::read).toList();
    }
}
