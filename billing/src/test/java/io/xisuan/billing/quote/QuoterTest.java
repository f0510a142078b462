package io.xisuan.billing.quote;

import static io.xisuan.billing.RandomMonth.AT_EAST;
import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.ONE;
import static io.xisuan.billing.RandomMonth.TWO;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.quote.ProgrammeAnswer.Outcome;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuoterTest {
    /** What contract ONE of the month says. */
    private static final int LOCK = 30;

    private static final long START = at("2025-03-03T20:00");

    /** 8 devices for 10 hours at 12.345678 over midnight: 395.06 + 592.59 = 987.65, 30 % of it 296.295. */
    @Test
    void a_quote_shows_three_figures() {
        Quote west = quote(RandomMonth.balances(), ONE, AT_WEST);
        assertThat(west.gross()).isEqualTo(Money.parseYuan("987.65"));
        assertThat(west.payableNow()).isEqualTo(Money.parseYuan("691.36"));
        assertThat(west.expectedLater()).isEqualTo(Money.ZERO);
        assertThat(west.programmes())
                .extracting(ProgrammeAnswer::outcome, ProgrammeAnswer::why)
                .containsExactly(
                        tuple(Outcome.DEDUCTED, "30 % of the fee"), tuple(Outcome.NOT_COVERED, "only in the east"));
    }

    /** The dearest tier counts: 80 device-hours at 15.999999 are 1280.00, of which 25 % of the net are 301.88. */
    @Test
    void what_is_paid_later_is_not_taken_off() {
        Quote east = quote(RandomMonth.balances(), ONE, AT_EAST);
        assertThat(east.gross()).isEqualTo(Money.parseYuan("1280.00"));
        assertThat(east.payableNow()).isEqualTo(east.gross());
        assertThat(east.expectedLater()).isEqualTo(Money.parseYuan("301.88"));
    }

    @Test
    void unknown_rules_and_balances_that_are_not_ours_are_not_counted() {
        Quote unknown = quote(RandomMonth.balances(), TWO, AT_WEST);
        assertThat(unknown.payableNow()).isEqualTo(unknown.gross());
        assertThat(unknown.notConfirmed())
                .extracting(ProgrammeAnswer::why)
                .containsExactly("no verdict for nvidia-h800-80g at qingyang");

        EntitlementBook published = new EntitlementBook();
        for (GrantTerms terms : RandomMonth.grants().of(ONE)) {
            terms.accounts()
                    .forEach(account -> published.apply(
                            new Command.Open("o" + account, account, Authority.PUBLISHED, Money.parseYuan("1000"))));
        }
        Quote notOurs = quote(published, ONE, AT_WEST);
        assertThat(notOurs.payableNow()).isEqualTo(notOurs.gross());
        assertThat(notOurs.notConfirmed().getFirst().why())
                .isEqualTo("the balance VOUCHER/west-30/west-30-v is not ours to promise");
    }

    @Test
    void a_quote_takes_no_more_than_is_left_and_says_so() {
        EntitlementBook book = RandomMonth.balances();
        GrantTerms terms = RandomMonth.grants().of(ONE).getFirst();
        book.apply(new Command.Regrant("g", terms.accounts().get(1), Money.parseYuan("100")));
        Quote bounded = quote(book, ONE, AT_WEST);
        assertThat(bounded.payableNow()).isEqualTo(Money.parseYuan("887.65"));
        assertThat(bounded.programmes().getFirst().why()).endsWith("bounded by what is left");
        assertThat(bounded.holdLines(FreeBalance.of(book)).getFirst().amount()).isEqualTo(Money.parseYuan("100"));
        book.apply(new Command.Regrant("g2", terms.accounts().get(1), Money.ZERO));
        assertThat(quote(book, ONE, AT_WEST).programmes().getFirst().outcome()).isEqualTo(Outcome.EXHAUSTED);
    }

    /** A cap of 200.00 above two vouchers, of which the first bears 60.00: all 200.00 are held, and the slack of neither is in the way. */
    @Test
    void two_grants_on_one_cap_hold_no_more_than_it_bears() {
        GrantTerms first = RandomMonth.grants().of(ONE).getFirst();
        AccountId cap = first.accounts().get(1);
        AccountId other = AccountId.voucher(first.grant().programme(), new VoucherId("west-30-w"));
        GrantTerms second = GrantTerms.alone(
                new Grant(first.grant().programme(), new VoucherId("west-30-w"), "No. 2", "Bureau"),
                ONE,
                first.settlement(),
                first.base(),
                first.validity(),
                List.of(other, cap),
                6,
                first.verdicts());
        EntitlementBook book = RandomMonth.balances();
        book.apply(new Command.Open("other", other, Authority.OURS, Money.parseYuan("1000")));
        book.apply(new Command.Regrant("voucher", first.accounts().getFirst(), Money.parseYuan("60")));
        book.apply(new Command.Regrant("cap", cap, Money.parseYuan("200")));
        FreeBalance free = FreeBalance.of(book);
        Quote quote = new Quoter(RandomMonth.tariffs(), new Grants(List.of(first, second)), free)
                .quote(new QuoteRequest(ONE, AT_WEST, 8, 10 * 3_600_000L, new Interval(START, START), LOCK))
                .orElseThrow();
        assertThat(quote.payableNow()).isEqualTo(Money.parseYuan("787.65"));
        assertThat(quote.holdLines(free))
                .extracting(LineRequest::amount)
                .containsExactly(Money.parseYuan("60"), Money.parseYuan("140"));
        HoldOwner owner = new HoldOwner(RandomMonth.SUPPLIER, "uid", 1);
        assertThat(book.apply(new Command.Place("h", owner, "q", quote.holdLines(free), 0))
                        .done())
                .isTrue();
    }

    /** From 31 December 20:00 to 06:00: only the four hours of the old year are within the voucher. */
    @Test
    void only_the_part_of_a_run_within_the_validity_is_counted() {
        long start = at("2025-12-31T20:00");
        QuoteRequest request = new QuoteRequest(ONE, AT_WEST, 8, 4 * 3_600_000L, new Interval(start, start), LOCK);
        QuoteRequest longer = new QuoteRequest(ONE, AT_WEST, 8, 10 * 3_600_000L, new Interval(start, start), LOCK);
        EntitlementBook book = RandomMonth.balances();
        Money within = quoter(book)
                .quote(request)
                .orElseThrow()
                .programmes()
                .getFirst()
                .amount();
        assertThat(within.isPositive()).isTrue();
        assertThat(quoter(book)
                        .quote(longer)
                        .orElseThrow()
                        .programmes()
                        .getFirst()
                        .amount())
                .isEqualTo(within);
    }

    @Test
    void what_no_tariff_prices_has_no_quote() {
        Item item = new Item(RandomMonth.WEST, AcceleratorModel.NVIDIA_A100);
        Quoter quoter = new Quoter(RandomMonth.tariffs(), RandomMonth.grants(), FreeBalance.of(RandomMonth.balances()));
        assertThat(quoter.quote(new QuoteRequest(ONE, item, 1, 1, new Interval(START, START), LOCK)))
                .isEmpty();
    }

    /** The only job of a month that runs from its earliest start to its length settles as it was quoted. */
    @Test
    void p21_settled_is_quoted_when_the_job_runs_to_its_length() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long start = at("2025-03-01T00:00") + random.nextLong(5L * 86_400_000);
            int devices = 1 + random.nextInt(8);
            long runtime = 1 + random.nextLong(8L * 86_400_000);
            EntitlementBook book = RandomMonth.balances();
            Quote quote = quoter(book)
                    .quote(new QuoteRequest(ONE, AT_WEST, devices, runtime, new Interval(start, start), LOCK))
                    .orElseThrow();
            HoldOwner owner =
                    new HoldOwner(RandomMonth.SUPPLIER, RandomMonth.job(2).uid(), 1);
            book.apply(new Command.Place("h", owner, "q", quote.holdLines(FreeBalance.of(book)), 0));
            List<UsageInterval> usage = new ArrayList<>();
            for (int device = 0; device < devices; device++) {
                usage.add(RandomMonth.usage(2, device, new Interval(start, start + runtime)));
            }
            InvoiceDraft draft =
                    MonthClose.close(RandomMonth.input(usage, book)).drafts().getFirst();
            assertThat(draft.gross()).as("seed %d", seed).isEqualTo(quote.gross());
            assertThat(draft.payableNow()).as("seed %d", seed).isEqualTo(quote.payableNow());
        }
    }

    /** Wherever it starts within the window and whenever it ends, the job never owes more than was quoted at most. */
    @Test
    void p21_settled_is_never_more_than_quoted() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long earliest = at("2025-03-01T00:00") + random.nextLong(5L * 86_400_000);
            long window = random.nextLong(2L * 86_400_000);
            int devices = 1 + random.nextInt(8);
            long runtime = 1 + random.nextLong(6L * 86_400_000);
            EntitlementBook book = RandomMonth.balances();
            Quote quote = quoter(book)
                    .quote(new QuoteRequest(
                            ONE, AT_WEST, devices, runtime, new Interval(earliest, earliest + window), LOCK))
                    .orElseThrow();
            HoldOwner owner =
                    new HoldOwner(RandomMonth.SUPPLIER, RandomMonth.job(2).uid(), 1);
            book.apply(new Command.Place("h", owner, "q", quote.holdLines(FreeBalance.of(book)), 0));
            long start = earliest + random.nextLong(window + 1);
            long ran = random.nextBoolean() ? runtime : 1 + random.nextLong(runtime);
            List<UsageInterval> usage = new ArrayList<>();
            for (int device = 0; device < devices; device++) {
                usage.add(RandomMonth.usage(2, device, new Interval(start, start + ran)));
            }
            InvoiceDraft draft =
                    MonthClose.close(RandomMonth.input(usage, book)).drafts().getFirst();
            assertThat(draft.payableNow()).as("seed %d", seed).isLessThanOrEqualTo(quote.atMost());
        }
    }

    @Test
    void p12_more_devices_or_time_never_lower_the_gross() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int devices = 1 + random.nextInt(8);
            long runtime = 1 + random.nextLong(6L * 86_400_000);
            Quoter quoter = quoter(RandomMonth.balances());
            Interval start = new Interval(START, START);
            Money gross = quoter.quote(new QuoteRequest(ONE, AT_WEST, devices, runtime, start, LOCK))
                    .orElseThrow()
                    .gross();
            assertThat(quoter.quote(new QuoteRequest(ONE, AT_WEST, devices + 1, runtime, start, LOCK))
                            .orElseThrow()
                            .gross())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(gross);
            assertThat(quoter.quote(new QuoteRequest(
                                    ONE, AT_WEST, devices, runtime + random.nextLong(86_400_000), start, LOCK))
                            .orElseThrow()
                            .gross())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(gross);
        }
    }

    /** The same request gives the same document and id; another instant of making gives another. */
    @Test
    void a_quote_is_named_by_the_digest_of_its_text() {
        Quote quote = quote(RandomMonth.balances(), ONE, AT_WEST);
        QuoteDocument one = QuoteDocument.of(sheet(quote, 0));
        assertThat(QuoteDocument.of(sheet(quote, 0))).isEqualTo(one);
        assertThat(QuoteDocument.of(sheet(quote, 1)).id()).isNotEqualTo(one.id());
        Standing.Shown shown =
                QuoteReader.place(one.json(), AT_WEST.site(), AT_WEST.model()).orElseThrow();
        assertThat(Standing.lapsed(shown, quote, 500)).isEmpty();
        assertThat(Standing.lapsed(shown, quote, 1_000)).isPresent();
        EntitlementBook less = RandomMonth.balances();
        GrantTerms terms = RandomMonth.grants().of(ONE).getFirst();
        less.apply(new Command.Regrant("g", terms.accounts().get(1), Money.parseYuan("100")));
        assertThat(Standing.lapsed(shown, quote(less, ONE, AT_WEST), 500))
                .contains("vouchers have less left than when it was made");
    }

    private static QuoteSheet sheet(Quote quote, long madeAtMillis) {
        QuoteSheet.Head head = new QuoteSheet.Head(
                Optional.of("ns/job"),
                new TenantId("t-1"),
                ONE,
                8,
                new Interval(START, START),
                WhenMoneyEnds.PAUSE,
                madeAtMillis,
                1_000);
        return new QuoteSheet(head, List.of(new SiteQuote.Offered(quote, quote, List.of())));
    }

    private static Quoter quoter(EntitlementBook book) {
        return new Quoter(RandomMonth.tariffs(), RandomMonth.grants(), FreeBalance.of(book));
    }

    private static Quote quote(EntitlementBook book, ContractId contract, Item item) {
        return quoter(book)
                .quote(new QuoteRequest(contract, item, 8, 10 * 3_600_000L, new Interval(START, START), LOCK))
                .orElseThrow();
    }
}
