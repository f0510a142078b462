package io.xisuan.model;

/**
 * The part of one device that a workload holds: a reduced fraction in (0, 1].
 *
 * <p>A whole device is 1/1; a MIG 3g slice of seven is 3/7; a time slice of four replicas is 1/4. A share is fixed at
 * allocation and never derived from utilisation.
 */
public record AcceleratorShare(int numerator, int denominator) {
    public static final AcceleratorShare WHOLE = new AcceleratorShare(1, 1);

    public AcceleratorShare {
        if (numerator <= 0 || denominator <= 0 || numerator > denominator) {
            throw new IllegalArgumentException("A share lies in (0, 1], not %d/%d".formatted(numerator, denominator));
        }
        int divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public boolean whole() {
        return numerator == denominator;
    }

    /** Returns the share as an exact fraction. */
    public Rational asRational() {
        return Rational.of(numerator, denominator);
    }

    /**
     * Returns the device time of this share over the interval.
     *
     * <p>Cutting an interval must not change the total, so callers that cut take differences of the cumulative value
     * from the start of the holding; see {@link #heldBetween}.
     */
    public DeviceMillis held(Interval interval) {
        return new DeviceMillis(cumulative(interval.lengthMillis()));
    }

    /**
     * Returns the device time of {@code part}, a part of {@code holding}, such that the parts of any cut of the holding
     * sum exactly to {@link #held} of the whole.
     *
     * @throws IllegalArgumentException when the part does not lie within the holding
     */
    public DeviceMillis heldBetween(Interval holding, Interval part) {
        if (!holding.encloses(part)) {
            throw new IllegalArgumentException("%s does not lie within %s".formatted(part, holding));
        }
        long before = cumulative(part.startMillis() - holding.startMillis());
        long upTo = cumulative(part.endMillis() - holding.startMillis());
        return new DeviceMillis(upTo - before);
    }

    private long cumulative(long lengthMillis) {
        return Math.floorDiv(Math.multiplyExact(lengthMillis, (long) numerator), (long) denominator);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
