package io.xisuan.scheduler.plan;

import io.xisuan.model.Money;

/**
 * What operations let count when two places are compared, all in money.
 *
 * @param costPerMille thousandths of the ranking cost that count; 1000 counts it in full
 * @param carbonPerKg what a kilogram of carbon dioxide counts as
 * @param transferPerMille thousandths of the price of bringing data that count
 * @param waitPerDeviceHour what each device-hour until the job's end counts as: makes a fast accelerator worth its price
 */
public record Weights(int costPerMille, Money carbonPerKg, int transferPerMille, Money waitPerDeviceHour) {
    /** Money alone: what is payable, and what bringing the data costs. */
    public static final Weights COST = new Weights(1000, Money.ZERO, 1000, Money.ZERO);

    public Weights {
        if (costPerMille < 0 || transferPerMille < 0 || carbonPerKg.fen() < 0 || waitPerDeviceHour.fen() < 0) {
            throw new IllegalArgumentException("No weight is negative: %d, %s, %d, %s"
                    .formatted(costPerMille, carbonPerKg, transferPerMille, waitPerDeviceHour));
        }
    }

    /** What a job at a place comes to besides its cost. */
    public record Burden(long carbonGrams, Money transferPrice, long deviceMillisToEnd) {}

    /** Returns what a place counts as, in thousandths of a fen; less is better. */
    public long score(Cost.Priced cost, Burden burden) {
        long score = Math.multiplyExact(cost.ranking().fen(), (long) costPerMille);
        score = Math.addExact(score, Math.multiplyExact(carbonPerKg.fen(), burden.carbonGrams()));
        score = Math.addExact(score, Math.multiplyExact(burden.transferPrice().fen(), (long) transferPerMille));
        if (waitPerDeviceHour.fen() == 0) {
            return score;
        }
        // A device-hour is 3,600,000 device-ms, and a fen 1,000 thousandths: one for each 3,600.
        return Math.addExact(score, Math.multiplyExact(waitPerDeviceHour.fen(), burden.deviceMillisToEnd() / 3_600));
    }
}
