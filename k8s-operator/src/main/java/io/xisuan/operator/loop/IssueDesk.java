package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.PartClose;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.store.IssueBatch;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.LostWorkBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.billing.subsidy.BestOfGroups;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers finance's requests to issue a month, or the part of it that is in the journal: from the journal alone. */
final class IssueDesk {
    private static final Logger LOG = LoggerFactory.getLogger(IssueDesk.class);

    /** Late records of a month are waited for so long after its end. */
    private static final Duration FINAL_AFTER = Duration.ofDays(2);

    private final Store store;
    private final long epoch;
    private final UsageJournal journal;

    IssueDesk(Store store, long epoch, UsageJournal journal) {
        this.store = store;
        this.epoch = epoch;
        this.journal = journal;
    }

    /** Answers every request that waits; one that cannot be met is answered with the reason. */
    void answer(Assembled market, long nowMillis) {
        for (IssueRequest request : store.pendingRequests()) {
            try {
                store.answerRequest(epoch, request.id(), issue(request, market, nowMillis), true);
            } catch (InputException | StoreException refused) {
                LOG.warn("request {} for {} is refused: {}", request.id(), request.period(), refused.getMessage());
                store.answerRequest(epoch, request.id(), String.valueOf(refused.getMessage()), false);
            } catch (IllegalStateException defect) {
                // Nothing was issued; the clusters' jobs must not stop for it.
                LOG.error("request {} for {} cannot be met", request.id(), request.period(), defect);
                store.answerRequest(epoch, request.id(), "a defect, nothing was issued: " + defect.getMessage(), false);
            }
        }
    }

    private String issue(IssueRequest request, Assembled market, long nowMillis) {
        BillingPeriod period = request.period();
        long finalFrom = period.interval().endMillis() + FINAL_AFTER.toMillis();
        if (request.part() == IssuePart.FINAL && nowMillis < finalFrom) {
            throw InputException.of("%s is final from %s on: until then issue an interim part"
                    .formatted(period, Instant.ofEpochMilli(finalFrom).atZone(BillingPeriod.ZONE)));
        }
        if (store.closed(period)) {
            throw InputException.of("%s is closed: corrections of it are notes".formatted(period));
        }
        PartClose.Result part = PartClose.close(input(request, market, nowMillis));
        store.useTariffs(epoch, versions(part.invoices(), market), nowMillis);
        List<StoredInvoice> issued = store.issue(
                epoch,
                new IssueBatch(
                        period,
                        request.part(),
                        part.cut(),
                        nowMillis,
                        part.invoices(),
                        part.numbers(),
                        part.ledger(),
                        part.postings(),
                        BestOfGroups.posted(part.close().charges()),
                        part.close().runs()));
        String numbers =
                String.join(", ", issued.stream().map(StoredInvoice::number).toList());
        LOG.info(
                "{}: issued {} invoices up to record {}: {}",
                period,
                issued.size(),
                part.cut().toSeq(),
                numbers);
        return issued.isEmpty()
                ? "nothing to invoice in %s up to record %d"
                        .formatted(period, part.cut().toSeq())
                : "issued " + numbers;
    }

    private static List<TariffVersion> versions(List<Invoice> invoices, Assembled market) {
        return invoices.stream()
                .flatMap(invoice -> invoice.content().lines().stream())
                .map(InvoiceLine::tariffVersion)
                .distinct()
                .map(id -> market.market().tariffs().version(id).orElseThrow())
                .toList();
    }

    private PartInput input(IssueRequest request, Assembled market, long nowMillis) {
        BillingPeriod period = request.period();
        JournalHead head = journal.head();
        List<PartInput.Recorded> usage = new ArrayList<>();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                usage.add(new PartInput.Recorded(record.seq(), entry.usage()));
            }
        });
        requireSites(usage, market);
        EntitlementBook balances = store.books();
        return new PartInput(
                period,
                usage,
                head.seq(),
                head.hash(),
                new PartInput.Prices(
                        market.market().tariffs(),
                        market.contracts(),
                        market.market().grants()),
                balances,
                store.numbers(),
                new PartInput.Progress(invoicedThrough(period, usage), ended(balances), store.bestChoices()),
                new LostWorkBook(store).findings(),
                request.part() == IssuePart.FINAL,
                Instant.ofEpochMilli(nowMillis));
    }

    /** What a grant pays at a site is read from the site: without it the money would silently be the tenant's own. */
    private static void requireSites(List<PartInput.Recorded> usage, Assembled market) {
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
