package io.xisuan.cli.demo;

import io.xisuan.billing.claim.ClaimBatch;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.invoice.CloseInput;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The month's money, computed from the journal alone: drafts, postings to holds, numbers, ledger, claims.
 *
 * @param usage what the journal holds, read back from its records
 */
record MonthBooks(
        List<UsageInterval> usage,
        JournalHead head,
        MonthClose.Result close,
        List<Invoice> invoices,
        LedgerBook ledger,
        List<ClaimBatch> claims) {
    /** A month is final 48 hours after its end; the demo issues at that instant. */
    private static final long FINAL_AFTER_MILLIS = 48 * 3_600_000L;

    static MonthBooks close(Scenario scenario, UsageJournal journal, EntitlementBook book) {
        // 1. Read the journal back; from here on nothing else counts.
        List<UsageInterval> usage = read(journal);
        JournalHead head = journal.head();
        // 2. Price, subsidise, draft.
        MonthClose.Result close = MonthClose.close(new CloseInput(
                scenario.period(),
                new UsageSet(usage),
                AttemptStarts.of(usage),
                scenario.market().tariffs(),
                scenario.assembled().contracts(),
                scenario.market().grants(),
                FundingBounds.of(book),
                new JournalCut(1, head.seq(), head.hash())));
        // 3. Post to the holds what was deducted, and give back the rest.
        post(book, close);
        // 4. Issue: numbers, ledger, claims.
        Instant issuedAt = Instant.ofEpochMilli(scenario.period().interval().endMillis() + FINAL_AFTER_MILLIS);
        List<Invoice> invoices = Issuing.issue(
                        Issuing.unchanged(close.drafts()),
                        NumberBook.fresh(scenario.assembled().prefixes()),
                        issuedAt)
                .invoices();
        LedgerBook ledger = new LedgerBook();
        invoices.forEach(invoice -> InvoicePostings.of(invoice).forEach(ledger::append));
        List<ClaimBatch> claims = ClaimBatch.of(scenario.period(), invoices, close.charges());
        return new MonthBooks(usage, head, close, invoices, ledger, claims);
    }

    private static List<UsageInterval> read(UsageJournal journal) {
        List<UsageInterval> usage = new ArrayList<>();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                usage.add(entry.usage());
            }
        });
        return List.copyOf(usage);
    }

    private static void post(EntitlementBook book, MonthClose.Result close) {
        for (InvoiceDraft draft : close.drafts()) {
            for (Command command :
                    Postings.commands(close.chargesOf(draft), draft.seller().supplier(), book::hold)) {
                require(book.apply(command), command);
            }
        }
        for (Hold hold : book.holds().values()) {
            if (!hold.resolved()) {
                Command resolve = new Command.Resolve(
                        "resolve/" + hold.owner().holdId(), hold.owner().holdId());
                require(book.apply(resolve), resolve);
            }
        }
    }

    private static void require(Answer answer, Command command) {
        if (!answer.done()) {
            throw new IllegalStateException("%s was refused: %s".formatted(command, answer));
        }
    }
}
