package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.store.UsageCorrection;
import io.xisuan.billing.usage.UsageInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What two persons say of usage after its month was invoiced reaches the tenant as notes, to the fen. */
class CorrectedUsageTest {
    private static final int HISTORIES = 25;

    /** Says something of every third usage, as a record after all that there are. */
    private static List<PartInput.Recorded> corrected(
            List<PartInput.Recorded> journal, UsageCorrection.Outcome outcome, String round) {
        List<PartInput.Recorded> said = new ArrayList<>();
        for (PartInput.Recorded one : journal) {
            UsageInterval now = one.asOf(Long.MAX_VALUE).usage();
            UsageCorrection correction = new UsageCorrection(now.id(), outcome, "two persons looked");
            if (one.seq() % 3 != 0 || correction.refusal(now).isPresent()) {
                said.add(one);
                continue;
            }
            List<PartInput.Recorded> corrections = new ArrayList<>(one.corrections());
            corrections.add(new PartInput.Recorded(
                    journal.size() + 1 + corrections.size(), correction.apply(now, now.id() + round)));
            said.add(new PartInput.Recorded(one.seq(), one.usage(), corrections));
        }
        return said;
    }

    private static void takeAsOf(ReratedMonth month, List<PartInput.Recorded> journal, long seq) {
        month.journal.clear();
        journal.forEach(one -> month.journal.add(one.asOf(seq)));
    }

    private static SortedMap<LineKey, Standing.Line> lines(Standing standing) {
        SortedMap<LineKey, Standing.Line> lines = new TreeMap<>(standing.lines());
        lines.values().removeIf(line -> line.equals(line.nothing()));
        return lines;
    }

    private static List<Invoice> notes(ReratedMonth month, Invoice invoice) {
        return month.documents.stream()
                .filter(note -> note.corrects()
                        .filter(one -> one.number().equals(invoice.number()))
                        .isPresent())
                .toList();
    }

    /** Gross, VAT, subsidies and payments stand as if the usage had been so from the beginning. */
    private static void assertStandsAsFresh(ReratedMonth month, long seed) {
        List<UsageInterval> counts =
                month.journal.stream().map(PartInput.Recorded::usage).toList();
        ReratedMonth untouched = new ReratedMonth(new SplittableRandom(seed), true);
        Standing fresh = Standing.of(
                MonthClose.close(RandomMonth.input(counts, untouched.book)).drafts());
        assertThat(lines(month.standing())).as("seed %d", seed).isEqualTo(lines(fresh));
        assertThat(month.standing().payments()).as("seed %d", seed).isEqualTo(fresh.payments());
        assertThat(month.standing().expected()).as("seed %d", seed).isEqualTo(fresh.expected());
        for (Invoice invoice : month.documents) {
            if (invoice.corrects().isEmpty()) {
                Standing.of(invoice, notes(month, invoice))
                        .vat()
                        .forEach((rate, vat) -> assertThat(vat.tax())
                                .as("seed %d, %s", seed, invoice.number())
                                .isEqualTo(Vat.contained(vat.gross(), rate)));
            }
        }
        month.assertPosted("seed " + seed);
    }

    @Test
    void what_is_withheld_after_the_invoice_is_credited_and_what_is_billed_again_is_debited() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            ReratedMonth month = new ReratedMonth(random, true);
            month.record(usage);
            month.issue(random.nextBoolean());
            List<PartInput.Recorded> withheld =
                    corrected(List.copyOf(month.journal), UsageCorrection.Outcome.WITHHOLD, "-w");
            takeAsOf(month, withheld, usage.size());
            assertThat(month.note())
                    .as("seed %d: up to the invoice nothing changed", seed)
                    .isEmpty();
            takeAsOf(month, withheld, Long.MAX_VALUE);
            assertThat(month.note())
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(note -> note.kind() == InvoiceKind.CREDIT_NOTE);
            assertStandsAsFresh(month, seed);

            List<PartInput.Recorded> billed = corrected(withheld, UsageCorrection.Outcome.BILL, "-b");
            takeAsOf(month, billed, Long.MAX_VALUE);
            assertThat(month.note())
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(note -> note.kind() == InvoiceKind.DEBIT_NOTE);
            assertStandsAsFresh(month, seed);
        }
    }
}
