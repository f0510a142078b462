package io.xisuan.operator.loop;

import io.xisuan.billing.claim.Pins;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.invoice.ReratingInput;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.LostWorkBook;
import io.xisuan.billing.store.PeriodBook;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalUsage;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What documents are computed from: the journal up to a record, the market as it is declared, and the books. */
final class DeskInputs {
    private final Store store;
    private final UsageJournal journal;
    private final Assembled market;
    private final long nowMillis;

    DeskInputs(Store store, UsageJournal journal, Assembled market, long nowMillis) {
        this.store = store;
        this.journal = journal;
        this.market = market;
        this.nowMillis = nowMillis;
    }

    /** Returns the end of the journal. */
    JournalHead head() {
        return journal.head();
    }

    private record Read(List<PartInput.Recorded> usage, String hash) {}

    /** Reads all usage as the records up to one say it, and the hash of that one. */
    private Read read(JournalHead to) {
        JournalUsage counted = new JournalUsage();
        List<String> hash = new ArrayList<>();
        journal.read(record -> {
            if (record.seq() == to.seq()) {
                hash.add(record.hash());
            }
            counted.take(record);
        });
        if (to.seq() > 0 && !hash.equals(List.of(to.hash()))) {
            throw InputException.of("Record %d of the journal is not the one that the drafts were made from (%s)"
                    .formatted(to.seq(), to.hash()));
        }
        List<PartInput.Recorded> usage = counted.counted().stream()
                .map(one -> new PartInput.Recorded(one.seq(), one.asOf(to.seq())))
                .toList();
        requireSites(usage);
        return new Read(usage, to.hash());
    }

    /** Returns what a part of a month is computed from: the records up to one. */
    PartInput part(BillingPeriod period, IssuePart part, JournalHead to) {
        Read read = read(to);
        EntitlementBook balances = store.books();
        return new PartInput(
                period,
                read.usage(),
                to.seq(),
                read.hash(),
                prices(),
                balances,
                store.numbers(),
                new PartInput.Progress(invoicedThrough(period, read.usage()), ended(balances), store.bestChoices()),
                new LostWorkBook(store).findings(),
                part == IssuePart.FINAL,
                Instant.ofEpochMilli(nowMillis));
    }

    /**
     * Returns what a month is computed anew from: the records up to one.
     *
     * @throws InputException when nothing of the month was issued
     */
    ReratingInput anew(BillingPeriod period, JournalHead to) {
        List<JournalCut> parts = new PeriodBook(store).parts(period);
        if (parts.isEmpty()) {
            throw InputException.of("Nothing of %s was issued, so there is nothing to correct".formatted(period));
        }
        Read read = read(to);
        List<Invoice> documents = store.invoices(new InvoiceFilter(Optional.empty(), Optional.of(period))).stream()
                .map(Store::read)
                .toList();
        return new ReratingInput(
                period,
                read.usage(),
                parts,
                store.closed(period),
                new JournalCut(1, to.seq(), read.hash()),
                prices(),
                store.books(),
                this::holds,
                documents,
                new LostWorkBook(store).findings(),
                Pins.of(new ClaimBook(store).pinned(period), documents),
                store.bestChoices(),
                nowMillis);
    }

    /** Returns the first month before this one that has usage and is not closed: months close in order. */
    Optional<BillingPeriod> openBefore(BillingPeriod period, List<PartInput.Recorded> usage) {
        return usage.stream()
                .filter(recorded -> recorded.usage().billed())
                .map(recorded -> BillingPeriod.of(recorded.usage().interval().startMillis()))
                .filter(month -> month.compareTo(period) < 0 && !store.closed(month))
                .min(BillingPeriod::compareTo);
    }

    private PartInput.Prices prices() {
        return new PartInput.Prices(
                market.market().tariffs(), market.contracts(), market.market().grants());
    }

    /** Returns the hold of an attempt's start, and those of late use, which are named one millisecond after the other. */
    private List<Hold> holds(HoldOwner attempt) {
        List<Hold> holds = new ArrayList<>();
        Optional<Hold> next = store.hold(attempt);
        while (next.isPresent()) {
            holds.add(next.get());
            HoldOwner first = holds.getFirst().owner();
            next = store.hold(new HoldOwner(
                            first.supplier(), first.jobUid(), first.attempt(), first.plannedAtMillis() + holds.size())
                    .holdId());
        }
        return holds;
    }

    /** What a grant pays at a site is read from the site: without it the money would silently be the tenant's own. */
    private void requireSites(List<PartInput.Recorded> usage) {
        for (PartInput.Recorded recorded : usage) {
            if (!market.market().sellers().containsKey(recorded.usage().site())) {
                throw InputException.of(
                        "%s used site %s, which is not among the Sites: write it again until its usage is invoiced"
                                .formatted(
                                        recorded.usage().job(), recorded.usage().site()));
            }
        }
    }

    private SortedMap<BillingPeriod, Long> invoicedThrough(BillingPeriod asked, List<PartInput.Recorded> usage) {
        TreeSet<BillingPeriod> months = new TreeSet<>(List.of(asked));
        for (PartInput.Recorded recorded : usage) {
            months.add(BillingPeriod.of(recorded.usage().interval().startMillis()));
            months.add(BillingPeriod.of(recorded.usage().interval().endMillis() - 1));
        }
        SortedMap<BillingPeriod, Long> through = new TreeMap<>();
        for (BillingPeriod month : months) {
            store.lastInvoicedSeq(month).ifPresent(seq -> through.put(month, seq));
        }
        return through;
    }

    private SortedSet<String> ended(EntitlementBook balances) {
        SortedSet<String> ended = new TreeSet<>();
        balances.holds().forEach((id, hold) -> {
            if (!hold.resolved() && isOver(hold)) {
                ended.add(id);
            }
        });
        return ended;
    }

    private boolean isOver(Hold hold) {
        return store.intents(hold.owner().jobUid()).stream()
                .anyMatch(intent -> intent.attempt().attempt() == hold.owner().attempt()
                        && !intent.state().live());
    }
}
