package io.xisuan.cli.close;

import io.xisuan.billing.close.CloseFacts;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.store.ClaimSettlements;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.DisputeBook;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.PeriodBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what the checklist of a month is about. */
record MonthFacts(Store store, BillingPeriod month, Optional<ReconciledBooks.Journal> journal, long nowMillis) {
    CloseFacts gather() {
        Optional<DraftRun> run = new DraftBook(store).open(month, DraftRun.Purpose.INVOICES);
        List<StoredDraft> drafts =
                run.map(open -> new DraftBook(store).drafts(open.id())).orElse(List.of());
        return new CloseFacts(
                month,
                nowMillis,
                store.closed(month),
                openBefore(),
                journal.map(this::unmetered),
                run.map(open -> drafts(open, drafts)),
                disputes(),
                unmatched(),
                proposals(),
                settlements(),
                journal.map(read -> ReconciledBooks.late(
                                store,
                                read,
                                drafts.stream().map(this::asDocument).toList()))
                        .orElse(List.of()),
                ReconciledBooks.checks(
                        store, journal, drafts.stream().map(this::asDocument).toList()));
    }

    private List<String> openBefore() {
        return new PeriodBook(store)
                .openBefore(month)
                .map(open -> List.of("%s of %s".formatted(open.month(), open.supplier())))
                .orElse(List.of());
    }

    /** Returns the attempts that run and whose usage is not recorded up to the month's end. */
    private List<String> unmetered(ReconciledBooks.Journal read) {
        Map<AttemptKey, Long> through = new TreeMap<>();
        for (PartInput.Recorded recorded : read.usage()) {
            UsageInterval usage = recorded.usage();
            through.merge(AttemptKey.of(usage), usage.interval().endMillis(), Math::max);
        }
        long end = month.interval().endMillis();
        List<String> unmetered = new ArrayList<>();
        for (Intent intent : store.liveIntents()) {
            if (intent.plannedAtMillis() < end && through.getOrDefault(intent.attempt(), 0L) < end) {
                unmetered.add(intent.attempt().toString());
            }
        }
        return unmetered;
    }

    private CloseFacts.Drafts drafts(DraftRun run, List<StoredDraft> drafts) {
        return new CloseFacts.Drafts(
                run.id(),
                run.part().filter(part -> part == IssuePart.FINAL).isPresent(),
                drafts.size(),
                drafts.stream()
                        .filter(draft -> draft.review().isEmpty())
                        .map(draft -> Long.toString(draft.id()))
                        .toList(),
                run.toSeq(),
                journal.map(ReconciledBooks.Journal::lastSeq));
    }

    private Invoice asDocument(StoredDraft draft) {
        return new Invoice(
                "draft " + draft.id(), Instant.ofEpochMilli(nowMillis), InvoiceReader.readDraft(draft.json()));
    }

    private List<String> disputes() {
        return new DisputeBook(store)
                .openLines().stream()
                        .map(line -> "%s line %d".formatted(line.invoice(), line.line()))
                        .toList();
    }

    private List<String> unmatched() {
        return new PaymentBook(store)
                .unmatched().stream()
                        .map(line -> "%s of %s"
                                .formatted(line.reference(), line.amount().formatted()))
                        .toList();
    }

    private List<String> proposals() {
        return new ControlBook(store).pending().stream().map(Proposal::name).toList();
    }

    /** Returns the notes that buyers are owed of claims that were not paid, of this month and earlier ones. */
    private List<String> settlements() {
        return new ClaimSettlements(store)
                .owed().stream()
                        .filter(owed -> owed.month().compareTo(month) <= 0)
                        .map(owed -> "%s of %s for %s on %s"
                                .formatted(owed.amount().formatted(), owed.month(), owed.claim(), owed.invoice()))
                        .toList();
    }
}
