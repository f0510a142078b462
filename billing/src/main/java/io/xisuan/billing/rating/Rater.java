package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Prices usage: cuts it where the day, the price or the funding changes and sums the slices into charges.
 *
 * <p>A charge is rounded once, so any cut of the same time gives the same charges.
 */
public final class Rater {
    /** By what usage is priced. */
    record Rules(
            TariffBook tariffs,
            AttemptStarts starts,
            ToIntFunction<ContractId> lockDays,
            FundingStates funding,
            TierCounting counting,
            LostWorkFindings credits) {}

    private final Rules rules;

    /**
     * @param lockDays the days for which a contract's attempts keep the price of their start
     */
    public Rater(TariffBook tariffs, AttemptStarts starts, ToIntFunction<ContractId> lockDays, FundingStates funding) {
        this(new Rules(tariffs, starts, lockDays, funding, TierCounting.FROM_ZERO, LostWorkFindings.NONE));
    }

    private Rater(Rules rules) {
        this.rules = rules;
    }

    /** Returns the same rater that counts the device time of graduated prices in another way. */
    public Rater counting(TierCounting other) {
        return new Rater(
                new Rules(rules.tariffs(), rules.starts(), rules.lockDays(), rules.funding(), other, rules.credits()));
    }

    /** Returns the same rater that credits lost work. */
    public Rater crediting(LostWorkFindings findings) {
        return new Rater(new Rules(
                rules.tariffs(), rules.starts(), rules.lockDays(), rules.funding(), rules.counting(), findings));
    }

    /**
     * Returns the charges of the billed usage within the window, in the order in which they draw on vouchers.
     *
     * <p>Graduated prices count all usage that is given, also where it lies outside the window.
     *
     * @throws io.xisuan.model.InputException when some usage has no price
     */
    public List<Charge> charges(UsageSet usage, Interval window) {
        Within within = within(window);
        List<Charge> charges = new ArrayList<>();
        usage.byContract().forEach((contract, own) -> charges.addAll(within.charges(own, SliceSink.NONE)));
        charges.sort(Charge.ORDER);
        return charges;
    }

    /** Returns this rater for one window of time. */
    public Within within(Interval window) {
        return new Within(rules, window);
    }

    /** Prices the usage of one contract after another within one window; it keeps what it read of price lists, and serves one thread. */
    public static final class Within {
        private final Rules rules;
        private final Interval window;
        private final PriceCalendar.Shelf calendars;

        private Within(Rules rules, Interval window) {
            this.rules = rules;
            this.window = window;
            this.calendars = new PriceCalendar.Shelf(rules.tariffs(), window);
        }

        /**
         * Returns the charges of a contract, in the order in which they draw on vouchers, and hands each slice to the sink.
         *
         * @param usage all of one contract, as {@link UsageSet#byContract} returns it
         * @throws io.xisuan.model.InputException when some usage has no price
         */
        public List<Charge> charges(List<UsageInterval> usage, SliceSink sink) {
            return new ContractRating(rules, calendars, window)
                    .charges(usage, sink).stream().sorted(Charge.ORDER).toList();
        }
    }
}
