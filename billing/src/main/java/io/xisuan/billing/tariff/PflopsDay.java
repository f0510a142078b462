package io.xisuan.billing.tariff;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;

/**
 * A price by computing power: yuan per PFLOPS and day (元/P·天) at FP16, dense, with the throughput that the tariff declares of a card.
 *
 * <p>FP16 dense is the convention of the ministry's figures; INT8 or sparse figures would be two to four times as large, which is why the
 * tariff declares the figure itself. Tenders often state ten thousand yuan per P and year (万元/P/年): divide by 365 days first.
 *
 * @param microsPerPflopsDay micro-CNY for one PFLOPS over 24 hours, VAT included
 * @param teraflops what the tariff declares of one card, in TFLOPS at FP16, dense
 */
public record PflopsDay(long microsPerPflopsDay, int teraflops) {
    private static final long TERAFLOPS_PER_PFLOPS = 1000;
    private static final long HOURS_PER_DAY = 24;
    private static final int MOST_TERAFLOPS = 100_000;

    public PflopsDay {
        if (microsPerPflopsDay < 0) {
            throw new IllegalArgumentException("A price is never negative: %d".formatted(microsPerPflopsDay));
        }
        if (teraflops < 1 || teraflops > MOST_TERAFLOPS) {
            throw new IllegalArgumentException(
                    "One card has 1 to %d TFLOPS at FP16, not %d".formatted(MOST_TERAFLOPS, teraflops));
        }
    }

    /** Returns the price of a device-hour, as a fraction of micro-CNY. */
    public Rational exactMicrosPerDeviceHour() {
        return Rational.of(microsPerPflopsDay, TERAFLOPS_PER_PFLOPS * HOURS_PER_DAY)
                .times(Rational.of(teraflops, 1));
    }

    /**
     * Returns the price that is charged: price x TFLOPS / 1000 / 24, rounded half up to whole micro-CNY once, when the tariff is read.
     *
     * <p>From then on everything is exact, whatever the quantity: what rounding adds or takes is at most half a micro-CNY a device-hour.
     */
    public HourlyPrice perDeviceHour() {
        return new HourlyPrice(
                exactMicrosPerDeviceHour().round(Rounding.HALF_UP).longValueExact());
    }

    /** Returns {@code 240.00 CNY/PFLOPS-day x 989 TFLOPS}, for people. */
    @Override
    public String toString() {
        return "%s CNY/PFLOPS-day x %d TFLOPS".formatted(new HourlyPrice(microsPerPflopsDay).formatted(), teraflops);
    }
}
