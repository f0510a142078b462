package io.xisuan.billing.rating;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import java.util.Comparator;

/**
 * One priced line: all device time of its key, its exact amount, and the gross that it rounds to, once.
 *
 * @param firstInstantMillis when the line's first usage starts: its place in the order in which money is drawn
 * @param vatRate the rate contained in the price
 */
public record Charge(
        LineKey key,
        TenantId tenant,
        long firstInstantMillis,
        DeviceMillis quantity,
        HourlyPrice unitPrice,
        Rate vatRate) {
    /**
     * The order in which charges draw on vouchers and pools: instant, job uid, attempt, then the rest of the key.
     *
     * <p>It orders lines and not slices, because slices would make the allocation depend on where metering cut the time.
     */
    public static final Comparator<Charge> ORDER = Comparator.comparingLong(Charge::firstInstantMillis)
            .thenComparing(charge -> charge.key().attempt())
            .thenComparing(Charge::key);

    /** Returns the unrounded amount. */
    public ExactAmount exact() {
        return unitPrice.times(quantity);
    }

    /** Returns the amount in fen, VAT included, rounded half up once. */
    public Money gross() {
        return Amounts.halfUp(unitPrice, quantity);
    }
}
