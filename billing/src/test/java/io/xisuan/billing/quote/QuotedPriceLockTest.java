package io.xisuan.billing.quote;

import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.ONE;
import static io.xisuan.billing.RandomMonth.WEST;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.invoice.CloseInput;
import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuotedPriceLockTest {
    private static final long CHANGE = at("2025-03-15T12:00");
    private static final int DEVICES = 8;

    /** 8 devices for two days, one before the change and one after: 8 x 48 h at 20.00, or 8 x 24 h at 20.00 and 8 x 24 h at 10.00. */
    @Test
    void an_attempt_is_quoted_at_the_prices_that_its_lock_keeps() {
        TariffBook falling = tariffs("20", "10");
        assertThat(gross(falling, 30)).isEqualTo(Money.parseYuan("7680"));
        assertThat(gross(falling, 0)).isEqualTo(Money.parseYuan("5760"));
        TariffBook rising = tariffs("10", "20");
        assertThat(gross(rising, 30)).isEqualTo(Money.parseYuan("3840"));
        assertThat(gross(rising, 0)).isEqualTo(Money.parseYuan("5760"));
    }

    /** Prices rise or fall in mid-run; the lock is none, ends within the run or outlasts it. */
    @Test
    void a_price_change_in_mid_run_settles_as_the_soonest_start_was_quoted_and_within_the_worst() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TariffBook tariffs = random.nextBoolean() ? tariffs("20", "10.000007") : tariffs("10.000007", "20");
            int lockDays = List.of(0, 1, 30).get(random.nextInt(3));
            long start = CHANGE - 1 - random.nextLong(3L * 86_400_000);
            long window = random.nextBoolean() ? 0 : random.nextLong(2L * 86_400_000);
            long runtime = 1 + random.nextLong(6L * 86_400_000);
            EntitlementBook book = RandomMonth.balances();
            Quoter quoter = new Quoter(tariffs, RandomMonth.grants(), FreeBalance.of(book));
            QuoteRequest request =
                    new QuoteRequest(ONE, AT_WEST, DEVICES, runtime, new Interval(start, start + window), lockDays);
            Quote worst = quoter.quote(request).orElseThrow();
            Quote soonest = quoter.soonest(request).orElseThrow();
            HoldOwner owner =
                    new HoldOwner(RandomMonth.SUPPLIER, RandomMonth.job(2).uid(), 1);
            book.apply(new Command.Place("h", owner, "q", worst.holdLines(FreeBalance.of(book)), 0));
            InvoiceDraft draft = settled(tariffs, lockDays, new Interval(start, start + runtime), book);
            String at = "seed %d".formatted(seed);
            assertThat(soonest.gross()).as(at).isEqualTo(draft.gross());
            assertThat(worst.gross().plus(worst.holdSlack())).as(at).isGreaterThanOrEqualTo(draft.gross());
            assertThat(worst.atMost()).as(at).isGreaterThanOrEqualTo(draft.payableNow());
        }
    }

    /** The list at the start has a price at night alone: an attempt that keeps it has none in the morning. */
    @Test
    void what_the_locked_list_does_not_price_is_not_offered() {
        TariffBook tariffs = new TariffBook(List.of(new Tariff(
                "list",
                List.of(
                        version("v1", RandomMonth.YEAR.startMillis(), CHANGE, List.of(night("20"))),
                        version("v2", CHANGE, RandomMonth.YEAR.endMillis(), List.of(day("10")))))));
        long start = at("2025-03-15T07:00");
        assertThat(tariffs.covers(AT_WEST, new Interval(start, at("2025-03-15T08:00"))))
                .isTrue();
        Quoter quoter = new Quoter(tariffs, RandomMonth.grants(), FreeBalance.of(RandomMonth.balances()));
        QuoteRequest request = new QuoteRequest(ONE, AT_WEST, 1, 12 * 3_600_000L, new Interval(start, start), 30);
        assertThat(quoter.quote(request)).isEmpty();
        assertThat(quoter.soonest(request)).isEmpty();
    }

    private static Money gross(TariffBook tariffs, int lockDays) {
        long start = CHANGE - 86_400_000L;
        Interval run = new Interval(start, start + 2 * 86_400_000L);
        Money settled = settled(tariffs, lockDays, run, RandomMonth.balances()).gross();
        Quote soonest = new Quoter(tariffs, RandomMonth.grants(), FreeBalance.of(RandomMonth.balances()))
                .soonest(new QuoteRequest(
                        ONE, AT_WEST, DEVICES, run.lengthMillis(), new Interval(start, start), lockDays))
                .orElseThrow();
        // Storage at 0.50 comes with each device-hour.
        assertThat(soonest.gross()).isEqualTo(settled);
        return settled.minus(Money.parseYuan("192"));
    }

    private static InvoiceDraft settled(TariffBook tariffs, int lockDays, Interval run, EntitlementBook book) {
        List<UsageInterval> usage = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            usage.add(RandomMonth.usage(2, device, run));
        }
        ContractTerms one = Objects.requireNonNull(RandomMonth.contracts().get(ONE));
        CloseInput input = new CloseInput(
                RandomMonth.PERIOD,
                new UsageSet(usage),
                AttemptStarts.of(usage),
                tariffs,
                Map.of(ONE, new ContractTerms(ONE, one.seller(), one.buyer(), lockDays)),
                RandomMonth.grants(),
                FundingBounds.of(book),
                new JournalCut(1, 100, Sha256.hex("journal")));
        return MonthClose.close(input).drafts().getFirst();
    }

    private static TariffBook tariffs(String early, String late) {
        return new TariffBook(List.of(new Tariff(
                "list",
                List.of(
                        version("v1", RandomMonth.YEAR.startMillis(), CHANGE, List.of(day(early))),
                        version("v2", CHANGE, RandomMonth.YEAR.endMillis(), List.of(day(late)))))));
    }

    private static PriceRule day(String price) {
        return PriceRule.allDay(WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse(price));
    }

    private static PriceRule night(String price) {
        return new PriceRule(
                WEST,
                AcceleratorModel.NVIDIA_H800,
                Optional.of(TimeWindow.parse("22:00-08:00")),
                HourlyPrice.parse(price));
    }

    private static TariffVersion version(String id, long fromMillis, long untilMillis, List<PriceRule> rules) {
        return new TariffVersion(
                id,
                new Interval(fromMillis, untilMillis),
                Rate.percent(6),
                rules,
                new VersionTerms(
                        List.of(new ComponentPrice(
                                Component.STORAGE, WEST, HourlyPrice.parse("0.5"), Rate.percent(13))),
                        Commitment.NONE,
                        LostWork.NOTHING));
    }
}
