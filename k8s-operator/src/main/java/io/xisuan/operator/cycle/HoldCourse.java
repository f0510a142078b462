package io.xisuan.operator.cycle;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.quote.FreeBalance;
import io.xisuan.billing.quote.QuoteRequest;
import io.xisuan.billing.quote.Quoter;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether what is held for a running attempt still lasts, and what to add to it: a pure function of the run, its hold and the
 * balances. It looks six hours ahead or to the time at which the run is killed, so that what is used is covered also
 * while nobody is there to extend it; what runs past its hold is not covered.
 */
public final class HoldCourse {
    private static final long SECOND_MILLIS = 1_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long LOOKS_AHEAD_MILLIS = 6 * HOUR_MILLIS;
    private static final long ADDS_MILLIS = 24 * HOUR_MILLIS;

    private final TariffBook tariffs;
    private final Grants grants;
    private final FreeBalance free;
    private final FreeBalance plenty;

    public HoldCourse(TariffBook tariffs, Grants grants, FreeBalance free) {
        this.tariffs = tariffs;
        this.grants = grants;
        this.free = free;
        this.plenty = new FreeBalance(Plenty.accounts(grants));
    }

    /**
     * A run that goes on.
     *
     * @param share what is taken of each device
     * @param graceMillis how long it takes to end it at a checkpoint
     * @param killMillis when it is killed at the latest, milliseconds since 1970; {@code Long.MAX_VALUE} where it is not
     */
    public record Run(
            JobTerms terms,
            Item item,
            int devices,
            AcceleratorShare share,
            long startedMillis,
            long nowMillis,
            long graceMillis,
            long killMillis) {
        /** A run on whole devices that nothing kills. */
        public Run(JobTerms terms, Item item, int devices, long startedMillis, long nowMillis, long graceMillis) {
            this(terms, item, devices, AcceleratorShare.WHOLE, startedMillis, nowMillis, graceMillis, Long.MAX_VALUE);
        }

        private long within(long aheadMillis) {
            return Math.max(nowMillis, Math.min(nowMillis + aheadMillis, killMillis));
        }
    }

    /** What is to be done about a hold. */
    public sealed interface Next {
        /** It lasts for more than the time that is looked ahead. */
        record Enough() implements Next {}

        /** It lasts, though not for long, and nothing is left to add. */
        record Scarce() implements Next {}

        /** More is set aside: all of it or nothing. */
        record Extend(List<LineRequest> lines) implements Next {
            public Extend {
                lines = List.copyOf(lines);
            }
        }

        /** It is used up within the grace, and nothing is left to add. */
        record UsedUp(String why) implements Next {}
    }

    public Next next(Run run, Hold hold) {
        Map<List<AccountId>, Money> held = held(hold);
        SortedSet<AccountId> vouchers =
                new TreeSet<>(held.keySet().stream().map(List::getFirst).toList());
        Map<List<AccountId>, Money> soon = needed(run, run.within(LOOKS_AHEAD_MILLIS));
        Map<List<AccountId>, Money> atOnce = needed(run, run.within(run.graceMillis()));
        boolean scarce = false;
        List<LineRequest> more = new ArrayList<>();
        Map<AccountId, Money> taken = new HashMap<>();
        for (Map.Entry<List<AccountId>, Money> need :
                needed(run, run.within(ADDS_MILLIS)).entrySet()) {
            List<AccountId> legs = need.getKey();
            Money has = held.getOrDefault(legs, Money.ZERO);
            if (!vouchers.contains(legs.getFirst())
                    || soon.getOrDefault(legs, Money.ZERO).compareTo(has) <= 0) {
                continue;
            }
            Money wanted = need.getValue().minus(has).min(free.of(legs, taken));
            if (wanted.isPositive()) {
                more.add(new LineRequest(legs, wanted));
                legs.forEach(leg -> taken.merge(leg, wanted, Money::plus));
            } else if (atOnce.getOrDefault(legs, Money.ZERO).compareTo(has) > 0) {
                return new Next.UsedUp(
                        "%s held %s, and nothing is left of it".formatted(legs.getFirst(), has.formatted()));
            } else {
                scarce = true;
            }
        }
        if (!more.isEmpty()) {
            return new Next.Extend(more);
        }
        return scarce ? new Next.Scarce() : new Next.Enough();
    }

    /**
     * Returns until when what is held and what could be added to it covers the run, to the second: for a run that nobody watched. It is
     * the run's own present where that is covered.
     */
    public long coveredUntil(Run run, Hold hold) {
        if (covers(run, hold, run.nowMillis())) {
            return run.nowMillis();
        }
        long covered = run.startedMillis();
        long bare = run.nowMillis();
        while (bare - covered > SECOND_MILLIS) {
            long middle = covered + (bare - covered) / 2;
            if (covers(run, hold, middle)) {
                covered = middle;
            } else {
                bare = middle;
            }
        }
        return covered / SECOND_MILLIS * SECOND_MILLIS;
    }

    /** Whether every voucher that pays for the run has enough for it until an instant. */
    private boolean covers(Run run, Hold hold, long untilMillis) {
        Map<List<AccountId>, Money> held = held(hold);
        SortedSet<AccountId> vouchers =
                new TreeSet<>(held.keySet().stream().map(List::getFirst).toList());
        Map<AccountId, Money> taken = new HashMap<>();
        for (Map.Entry<List<AccountId>, Money> need : needed(run, untilMillis).entrySet()) {
            List<AccountId> legs = need.getKey();
            Money lacks = need.getValue().minus(held.getOrDefault(legs, Money.ZERO));
            if (vouchers.contains(legs.getFirst()) && lacks.isPositive()) {
                if (lacks.compareTo(free.of(legs, taken)) > 0) {
                    return false;
                }
                legs.forEach(leg -> taken.merge(leg, lacks, Money::plus));
            }
        }
        return true;
    }

    /** Returns what was set aside by voucher and cap year, whatever became of it but what was given back. */
    private static Map<List<AccountId>, Money> held(Hold hold) {
        Map<List<AccountId>, Money> held = new HashMap<>();
        for (HoldLine line : hold.lines()) {
            held.merge(line.legs(), line.held().minus(line.released()), Money::plus);
        }
        return held;
    }

    /** Returns what each voucher and cap year would bear of the run until an instant, if all balances were plentiful; in order of use. */
    private Map<List<AccountId>, Money> needed(Run run, long untilMillis) {
        Map<List<AccountId>, Money> needed = new LinkedHashMap<>();
        QuoteRequest request = new QuoteRequest(
                run.terms().contract(),
                run.item(),
                run.devices(),
                run.share(),
                Math.max(1, untilMillis - run.startedMillis()),
                new Interval(run.startedMillis(), run.startedMillis()),
                run.terms().priceLockDays());
        new Quoter(tariffs, grants, plenty)
                .soonest(request)
                .ifPresent(quote -> quote.programmes()
                        .forEach(answer -> answer.draws().forEach(draw -> needed.put(draw.legs(), draw.amount()))));
        return needed;
    }
}
