package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartCloseTest {
    private static final Instant ISSUED = Instant.parse("2025-04-03T02:00:00Z");
    private static final NumberBook NUMBERS = NumberBook.fresh(Map.of(RandomMonth.SUPPLIER, "ZW"));

    /** A made-up month, journalled day by day: each attempt's day in one append. */
    private static List<PartInput.Recorded> journal(SplittableRandom random) {
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
        days.sort((one, other) -> Long.compare(
                BillingPeriod.dayOf(one.interval().startMillis()).toEpochDay(),
                BillingPeriod.dayOf(other.interval().startMillis()).toEpochDay()));
        List<PartInput.Recorded> journal = new ArrayList<>();
        days.forEach(usage -> journal.add(new PartInput.Recorded(journal.size() + 1L, usage)));
        return journal;
    }

    /** Returns the last record before a day: parts end between days. */
    private static long endOfDayBefore(List<PartInput.Recorded> journal, LocalDate day) {
        return journal.stream()
                .filter(recorded -> BillingPeriod.dayOf(
                                recorded.usage().interval().startMillis())
                        .isBefore(day))
                .count();
    }

    /** Issues parts one after the other, each posted before the next. */
    private static final class Months {
        private final List<PartInput.Recorded> journal;
        private final EntitlementBook book;
        private final LedgerBook ledger = new LedgerBook();
        private final SortedMap<BillingPeriod, Long> through = new TreeMap<>();
        private NumberBook numbers = NUMBERS;

        Months(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            this.journal = journal(random);
            this.book = RandomMonth.balances();
            RandomMonth.hold(book, random);
        }

        /** Raises all balances so far that none binds, and holds plenty for each job. */
        Months withPlenty() {
            Money plenty = Money.parseYuan("100000000");
            book.accounts()
                    .keySet()
                    .forEach(account -> book.apply(new Command.Regrant("more " + account, account, plenty)));
            GrantTerms terms = RandomMonth.grants().of(RandomMonth.ONE).getFirst();
            List<LineRequest> line = List.of(new LineRequest(terms.accounts(), Money.parseYuan("1000000")));
            for (int number = 0; number < 20; number++) {
                HoldOwner owner = new HoldOwner(
                        RandomMonth.SUPPLIER, RandomMonth.job(number).uid(), 1);
                String id = "plenty " + number;
                book.apply(
                        book.hold(owner.holdId()).isPresent()
                                ? new Command.Extend(id, owner.holdId(), line)
                                : new Command.Place(id, owner, "", line, Long.MAX_VALUE));
            }
            return this;
        }

        PartClose.Result issue(BillingPeriod period, long toSeq) {
            PartClose.Result part = PartClose.close(input(period, toSeq));
            part.postings()
                    .forEach(command -> assertThat(book.apply(command).done())
                            .as("%s", command)
                            .isTrue());
            part.ledger().forEach(set -> ledger.append(set, 1));
            numbers = part.numbers();
            through.put(period, toSeq);
            return part;
        }

        PartInput input(BillingPeriod period, long toSeq) {
            return new PartInput(
                    period,
                    journal,
                    toSeq,
                    Sha256.hex("record " + toSeq),
                    new PartInput.Prices(RandomMonth.tariffs(), RandomMonth.contracts(), RandomMonth.grants()),
                    book,
                    numbers,
                    new PartInput.Progress(through, new TreeSet<>(book.holds().keySet())),
                    ISSUED);
        }

        long end() {
            return journal.size();
        }
    }

    private static SortedMap<String, Money> grossByLine(List<SubsidisedCharge> charges) {
        SortedMap<String, Money> gross = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            LineKey key = charge.charge().key();
            assertThat(gross.put(key.toString(), charge.charge().gross()))
                    .as("%s is in one part", key)
                    .isNull();
        }
        return gross;
    }

    @Test
    void two_parts_bill_what_one_close_bills() {
        for (long seed = 0; seed < 20; seed++) {
            Months once = new Months(seed);
            PartClose.Result whole = once.issue(RandomMonth.PERIOD, once.end());
            Months twice = new Months(seed);
            long cut = endOfDayBefore(twice.journal, LocalDate.parse("2025-03-16"));
            PartClose.Result first = twice.issue(RandomMonth.PERIOD, cut);
            PartClose.Result second = twice.issue(RandomMonth.PERIOD, twice.end());
            List<SubsidisedCharge> parts = new ArrayList<>(first.close().charges());
            parts.addAll(second.close().charges());
            assertThat(grossByLine(parts))
                    .as("seed %d", seed)
                    .isEqualTo(grossByLine(whole.close().charges()));
            assertThat(DeviceMillis.sum(
                            List.of(first.close().billed(), second.close().billed())))
                    .isEqualTo(whole.close().billed());
            assertThat(subsidy(first)
                            .plus(subsidy(second))
                            .minus(subsidy(whole))
                            .fen())
                    .as("seed %d: a fen for the second part, and one for each hold that ran out", seed)
                    .isBetween(-11L, 10L);
        }
    }

    @Test
    void where_balances_suffice_each_part_gives_at_most_a_fen_less_a_programme() {
        for (long seed = 0; seed < 20; seed++) {
            Months once = new Months(seed).withPlenty();
            PartClose.Result whole = once.issue(RandomMonth.PERIOD, once.end());
            Months twice = new Months(seed).withPlenty();
            long cut = endOfDayBefore(twice.journal, LocalDate.parse("2025-03-16"));
            Money parts = subsidy(twice.issue(RandomMonth.PERIOD, cut))
                    .plus(subsidy(twice.issue(RandomMonth.PERIOD, twice.end())));
            assertThat(parts.minus(subsidy(whole)).fen())
                    .as("seed %d: one programme deducts", seed)
                    .isBetween(-1L, 0L);
            assertThat(parts.isPositive()).isTrue();
        }
    }

    private static Money subsidy(PartClose.Result part) {
        return part.invoices().stream().map(Invoice::subsidy).reduce(Money.ZERO, Money::plus);
    }

    @Test
    void parts_never_pass_the_holds_and_the_books_balance() {
        for (long seed = 0; seed < 20; seed++) {
            Months months = new Months(seed);
            long cut = endOfDayBefore(months.journal, LocalDate.parse("2025-03-10"));
            List<Invoice> invoices =
                    new ArrayList<>(months.issue(RandomMonth.PERIOD, cut).invoices());
            invoices.addAll(months.issue(RandomMonth.PERIOD, months.end()).invoices());
            Money posted =
                    months.book.holds().values().stream().map(Hold::posted).reduce(Money.ZERO, Money::plus);
            assertThat(invoices.stream().map(Invoice::subsidy).reduce(Money.ZERO, Money::plus))
                    .isEqualTo(posted);
            assertThat(months.ledger.balances().values().stream().reduce(Money.ZERO, Money::plus))
                    .isEqualTo(Money.ZERO);
            for (int i = 0; i < invoices.size(); i++) {
                assertThat(invoices.get(i).number()).isEqualTo("ZW-2025-%06d".formatted(i + 1));
            }
            assertThat(invoices.getLast().journal().fromSeq()).isEqualTo(cut + 1);
        }
    }

    @Test
    void a_part_without_new_usage_issues_nothing() {
        Months months = new Months(1);
        months.issue(RandomMonth.PERIOD, months.end());
        PartClose.Result empty = months.issue(RandomMonth.PERIOD, months.end());
        assertThat(empty.invoices()).isEmpty();
        assertThat(empty.ledger()).isEmpty();
        assertThat(empty.postings()).isEmpty();
        assertThat(empty.numbers()).isEqualTo(months.numbers);
    }

    @Test
    void a_hold_is_kept_until_all_months_of_its_attempt_are_invoiced() {
        Interval night = new Interval(RandomMonth.at("2025-03-31T22:00"), RandomMonth.at("2025-04-01T02:00"));
        Months months = new Months(1);
        months.journal.clear();
        BillingPeriod april = BillingPeriod.parse("2025-04");
        for (BillingPeriod month : List.of(RandomMonth.PERIOD, april)) {
            Interval part = month.interval().intersection(night).orElseThrow();
            months.journal.add(new PartInput.Recorded(months.end() + 1, RandomMonth.usage(2, 0, part)));
        }
        String hold = months.book.holds().values().stream()
                .filter(one -> one.owner().jobUid().equals(RandomMonth.job(2).uid()))
                .findFirst()
                .orElseThrow()
                .owner()
                .holdId();
        months.issue(RandomMonth.PERIOD, 2);
        assertThat(months.book.hold(hold).orElseThrow().resolved()).isFalse();
        months.issue(april, 2);
        assertThat(months.book.hold(hold).orElseThrow().resolved()).isTrue();
        assertThat(months.book.hold(hold).orElseThrow().posted().isPositive()).isTrue();
    }

    @Test
    void a_day_of_an_attempt_that_was_invoiced_takes_no_more_usage() {
        Months months = new Months(1);
        months.journal.clear();
        for (String hour : List.of("10", "12")) {
            long start = RandomMonth.at("2025-03-05T" + hour + ":00");
            Interval run = new Interval(start, start + 3_600_000);
            months.journal.add(new PartInput.Recorded(months.end() + 1, RandomMonth.usage(2, 0, run)));
        }
        months.issue(RandomMonth.PERIOD, 1);
        assertThat(months.issue(RandomMonth.PERIOD, 2).invoices())
                .as("a note bills it")
                .isEmpty();
    }

    @Test
    void a_record_that_repeats_an_invoiced_one_is_not_billed_again() {
        Months months = new Months(1);
        long before = months.end();
        months.issue(RandomMonth.PERIOD, before);
        months.journal.add(
                new PartInput.Recorded(before + 1, months.journal.getFirst().usage()));
        assertThat(months.issue(RandomMonth.PERIOD, before + 1).invoices()).isEmpty();
    }
}
