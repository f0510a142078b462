package io.xisuan.billing.tariff;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;

/**
 * What a contract owes in any month, used or not: a minimum charge, device-hours that it committed to, or both.
 *
 * <p>What is missing is a line of the month's close and is never subsidised, because nothing was used.
 *
 * @param minimumCharge the least gross of a month; zero for none
 * @param committed the device time of a month that is paid for; zero for none
 * @param shortfallPrice what a committed device-hour costs that was not used
 */
public record Commitment(Money minimumCharge, DeviceMillis committed, HourlyPrice shortfallPrice) {
    /** No minimum and no committed use. */
    public static final Commitment NONE = new Commitment(Money.ZERO, DeviceMillis.ZERO, new HourlyPrice(0));

    public Commitment {
        if (minimumCharge.isNegative()) {
            throw new IllegalArgumentException("A minimum charge is not negative: %s".formatted(minimumCharge));
        }
        boolean use = committed.value() > 0;
        boolean priced = shortfallPrice.microsPerDeviceHour() > 0;
        if (use != priced) {
            throw new IllegalArgumentException(
                    "Committed use needs its device-hours and the price of those that are not used, both: %s h at %s"
                            .formatted(Tier.hours(committed), shortfallPrice));
        }
        PlausiblePrice.checked(shortfallPrice, "the shortfall of committed use");
    }

    /**
     * What a month's use falls short of.
     *
     * @param unused the committed device time that was not used
     * @param forUnused its price
     * @param toMinimum what is then missing to the minimum charge
     */
    public record Shortfall(DeviceMillis unused, Money forUnused, Money toMinimum) {
        public Money total() {
            return forUnused.plus(toMinimum);
        }
    }

    /**
     * Returns what is missing in a month: the unused committed time at its price, rounded half up once, and then what is missing to the
     * minimum charge.
     *
     * @param used the accelerator time billed to the contract in the month
     * @param gross what all its lines come to, VAT included
     * @param part the part of the month in which the contract and this version ran, by days; minimum and committed time are cut to it,
     *     rounded down
     */
    public Shortfall shortfall(DeviceMillis used, Money gross, Rational part) {
        long due = Rational.of(committed.value(), 1)
                .times(part)
                .round(Rounding.FLOOR)
                .longValueExact();
        DeviceMillis unused = new DeviceMillis(Math.max(0, due - used.value()));
        Money forUnused = ExactAmount.of(shortfallPrice, unused).round(Rounding.HALF_UP);
        Money least = minimumCharge.times(part, Rounding.FLOOR);
        Money toMinimum = least.minus(gross).minus(forUnused).max(Money.ZERO);
        return new Shortfall(unused, forUnused, toMinimum);
    }
}
