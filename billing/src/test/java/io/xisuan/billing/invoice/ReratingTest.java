package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReratingTest {
    private static final int HISTORIES = 60;

    /** A made-up month cut at days, in random order. */
    private static List<UsageInterval> days(SplittableRandom random) {
        List<UsageInterval> days = new ArrayList<>();
        for (UsageInterval whole : RandomMonth.usage(random)) {
            int number = Integer.parseInt(whole.job().uid().substring(4));
            int device = Integer.parseInt(whole.lane().substring("nvidia.com/gpu/".length()));
            LocalDate last = BillingPeriod.dayOf(whole.interval().endMillis() - 1);
            BillingPeriod.dayOf(whole.interval().startMillis())
                    .datesUntil(last.plusDays(1))
                    .map(day -> BillingPeriod.day(day).intersection(whole.interval()))
                    .forEach(part -> days.add(RandomMonth.usage(number, device, part.orElseThrow())));
        }
        Collections.shuffle(days, new Random(random.nextLong()));
        return days;
    }

    private static List<UsageInterval> some(List<UsageInterval> usage, int from, int until) {
        return usage.subList(usage.size() * from / 10, usage.size() * until / 10);
    }

    /** Issues four tenths of a month and then four more, notes on what comes late, in two rounds, with repetitions. */
    private static ReratedMonth life(long seed, boolean plenty) {
        SplittableRandom random = new SplittableRandom(seed);
        List<UsageInterval> usage = days(random);
        ReratedMonth month = new ReratedMonth(random, plenty);
        month.record(some(usage, 0, 4));
        if (random.nextBoolean()) {
            month.issue(false);
        }
        month.record(some(usage, 4, 8));
        month.record(some(usage, 2, 3));
        month.issue(random.nextBoolean());
        month.record(some(usage, 8, 9));
        month.note();
        month.record(some(usage, 9, 10));
        month.record(some(usage, 0, 2));
        month.note();
        return month;
    }

    private static Standing fresh(ReratedMonth month, EntitlementBook balances) {
        List<UsageInterval> usage =
                month.journal.stream().map(PartInput.Recorded::usage).toList();
        return Standing.of(MonthClose.close(RandomMonth.input(usage, balances)).drafts());
    }

    @Test
    void P15_invoices_and_notes_come_to_a_fresh_invoice_of_all_usage() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            ReratedMonth month = life(seed, true);
            Standing all = fresh(month, new ReratedMonth(new SplittableRandom(seed), true).book);
            Standing stands = month.standing();
            assertThat(usage(stands)).as("seed %d", seed).isEqualTo(usage(all));
            assertThat(Math.abs(stands.payable().minus(all.payable()).fen()))
                    .as("seed %d: each part floors for itself", seed)
                    .isLessThanOrEqualTo(2);
            month.assertPosted("seed " + seed);
        }
    }

    /** One part, plenty of money: to the fen, line by line, subsidies and payments included. */
    @Test
    void P15_a_month_of_one_part_comes_to_the_fen() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = days(random);
            ReratedMonth month = new ReratedMonth(random, true);
            month.record(some(usage, 0, 7));
            month.issue(random.nextBoolean());
            for (int tenth = 7; tenth < 10; tenth++) {
                month.record(some(usage, tenth, tenth + 1));
                month.note();
            }
            Standing all = fresh(month, new ReratedMonth(new SplittableRandom(seed), true).book);
            Standing stands = month.standing();
            assertThat(lines(stands)).as("seed %d", seed).isEqualTo(lines(all));
            assertThat(stands.payments()).as("seed %d", seed).isEqualTo(all.payments());
            assertThat(stands.expected()).as("seed %d", seed).isEqualTo(all.expected());
            month.assertPosted("seed " + seed);
        }
    }

    private static SortedMap<LineKey, Standing.Line> lines(Standing standing) {
        SortedMap<LineKey, Standing.Line> lines = new TreeMap<>(standing.lines());
        lines.values().removeIf(line -> line.equals(line.nothing()));
        return lines;
    }

    private static SortedMap<LineKey, List<Long>> usage(Standing standing) {
        SortedMap<LineKey, List<Long>> usage = new TreeMap<>();
        lines(standing)
                .forEach((key, line) ->
                        usage.put(key, List.of(line.deviceMillis(), line.gross().fen())));
        return usage;
    }

    @Test
    void P15_the_tax_of_an_invoice_and_its_notes_is_that_of_their_gross() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            ReratedMonth month = life(seed, false);
            for (Invoice invoice : month.documents) {
                if (invoice.corrects().isEmpty()) {
                    List<Invoice> notes = month.documents.stream()
                            .filter(note -> note.corrects()
                                    .filter(one -> one.number().equals(invoice.number()))
                                    .isPresent())
                            .toList();
                    Standing stands = Standing.of(invoice, notes);
                    stands.vat()
                            .forEach((rate, vat) -> assertThat(vat.tax())
                                    .as(invoice.number())
                                    .isEqualTo(Vat.contained(vat.gross(), rate)));
                }
            }
        }
    }

    @Test
    void P15_no_change_is_no_document() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            ReratedMonth month = life(seed, false);
            month.assertPosted("seed " + seed);
            assertThat(month.rerated())
                    .as("seed %d", seed)
                    .isEqualTo(new Rerating.Result(List.of(), List.of(), List.of()));
            month.record(month.journal.stream()
                    .limit(5)
                    .map(PartInput.Recorded::usage)
                    .toList());
            assertThat(month.rerated().drafts()).as("seed %d, repeated", seed).isEmpty();
        }
    }

    /** What was metered too long is taken off: a credit note, and the money is free again, the youngest first. */
    @Test
    void usage_that_was_corrected_is_credited_and_its_money_goes_back() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = days(random);
            ReratedMonth month = new ReratedMonth(random, true);
            month.record(usage);
            month.issue(random.nextBoolean());
            Standing whole = month.standing();
            List<PartInput.Recorded> all = List.copyOf(month.journal);
            month.journal.removeIf(one -> one.seq() % 3 == 0);
            List<Invoice> notes = month.note();
            assertThat(notes).isNotEmpty().allMatch(note -> note.kind() == InvoiceKind.CREDIT_NOTE);
            month.assertPosted("seed " + seed);
            month.journal.clear();
            month.journal.addAll(all);
            assertThat(month.note()).allMatch(note -> note.kind() == InvoiceKind.DEBIT_NOTE);
            assertThat(lines(month.standing())).as("seed %d", seed).isEqualTo(lines(whole));
            month.assertPosted("seed " + seed);
        }
    }

    @Test
    void a_pinned_line_keeps_its_deduction() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = days(random);
            ReratedMonth month = new ReratedMonth(random, true);
            month.record(usage);
            month.issue(true);
            SortedMap<LineKey, Standing.Line> before = month.standing().lines();
            before.forEach((key, line) -> {
                if (line.subsidy().isPositive()) {
                    month.pinned.add(key);
                }
            });
            UsageInterval known = usage.stream()
                    .filter(one -> one.job().equals(RandomMonth.job(2)))
                    .findFirst()
                    .orElseThrow();
            month.record(List.of(RandomMonth.usage(2, 9, known.interval())));
            month.note();
            SortedMap<LineKey, Standing.Line> after = month.standing().lines();
            for (LineKey key : month.pinned) {
                assertThat(subsidy(after, key)).as("seed %d", seed).isEqualTo(subsidy(before, key));
            }
            month.assertPosted("seed " + seed);
        }
    }

    private static Money subsidy(SortedMap<LineKey, Standing.Line> lines, LineKey key) {
        return Optional.ofNullable(lines.get(key)).orElseThrow().subsidy();
    }

    @Test
    void usage_of_a_contract_that_was_never_invoiced_becomes_an_invoice() {
        ReratedMonth month = new ReratedMonth(new SplittableRandom(1), true);
        month.record(List.of(RandomMonth.usage(2, 0, BillingPeriod.day(LocalDate.of(2025, 3, 9)))));
        month.issue(true);
        month.record(List.of(RandomMonth.usage(12, 0, BillingPeriod.day(LocalDate.of(2025, 3, 9)))));
        List<Invoice> late = month.note();
        assertThat(late).hasSize(1).allMatch(document -> document.kind() == InvoiceKind.INVOICE);
        assertThat(late.getFirst().contract()).isEqualTo(RandomMonth.TWO);
        assertThat(late.getFirst().vat()).extracting(VatLine::rate).containsExactly(Rate.percent(6));
        assertThat(month.note()).isEmpty();
    }

    /** The voucher ran out of time, its holds are over; use within its validity that comes late opens it again. */
    @Test
    void late_use_opens_an_expired_balance_again() {
        ReratedMonth month = new ReratedMonth(new SplittableRandom(1), true);
        UsageInterval usage = RandomMonth.usage(2, 0, BillingPeriod.day(LocalDate.of(2025, 3, 9)));
        month.record(List.of(usage));
        month.issue(true);
        AccountId voucher =
                RandomMonth.grants().of(RandomMonth.ONE).getFirst().accounts().getFirst();
        month.book.apply(new Command.Expire("expire", voucher, RandomMonth.at("2025-12-31T00:00")));
        Money expired = month.book.account(voucher).orElseThrow().expired();
        month.record(List.of(RandomMonth.usage(2, 1, usage.interval())));
        Invoice note = month.note().getFirst();
        assertThat(note.subsidy().isPositive()).isTrue();
        assertThat(month.book.account(voucher).orElseThrow().expired()).isEqualTo(expired.minus(note.subsidy()));
        month.assertPosted("late use");
        assertThat(month.note()).isEmpty();
    }
}
