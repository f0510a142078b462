package io.xisuan.cli.demo;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.PartClose;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalUsage;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

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
        List<Claim> claims) {
    /** A month is final 48 hours after its end; the demo issues at that instant. */
    private static final long FINAL_AFTER_MILLIS = 48 * 3_600_000L;

    static MonthBooks close(Scenario scenario, UsageJournal journal, EntitlementBook book) {
        // 1. Read the journal back; from here on nothing else counts.
        List<PartInput.Recorded> usage = read(journal);
        JournalHead head = journal.head();
        // 2. Issue the whole month as its one part.
        PartClose.Result part = PartClose.close(new PartInput(
                scenario.period(),
                usage,
                head.seq(),
                head.hash(),
                new PartInput.Prices(
                        scenario.market().tariffs(),
                        scenario.assembled().contracts(),
                        scenario.market().grants()),
                book,
                NumberBook.fresh(scenario.assembled().prefixes()),
                new PartInput.Progress(
                        new TreeMap<>(), new TreeSet<>(book.holds().keySet())),
                LostWorkFindings.NONE,
                true,
                Instant.ofEpochMilli(scenario.period().interval().endMillis() + FINAL_AFTER_MILLIS)));
        // 3. Post to the holds what was deducted, and give back the rest.
        part.postings().forEach(command -> require(book.apply(command), command));
        // 4. Ledger and claims.
        LedgerBook ledger = new LedgerBook();
        long issuedAt = scenario.period().interval().endMillis() + FINAL_AFTER_MILLIS;
        part.ledger().forEach(set -> ledger.append(set, issuedAt));
        List<Claim> claims = MonthClaims.open(scenario, part.invoices(), BillingPeriod.dayOf(issuedAt));
        return new MonthBooks(
                usage.stream().map(PartInput.Recorded::usage).toList(),
                head,
                part.close(),
                part.invoices(),
                ledger,
                claims);
    }

    private static List<PartInput.Recorded> read(UsageJournal journal) {
        return JournalUsage.read(journal).stream()
                .map(counted -> new PartInput.Recorded(counted.seq(), counted.latest()))
                .toList();
    }

    private static void require(Answer answer, Command command) {
        if (!answer.done()) {
            throw new IllegalStateException("%s was refused: %s".formatted(command, answer));
        }
    }
}
