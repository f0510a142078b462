package io.xisuan.billing.entitlement;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.SupplierId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What a hold is for: one attempt of one job at one supplier, as planned at an instant; the hold's id follows from it alone.
 *
 * @param plannedAtMillis when the start was planned; 0 where it is not known, as for holds of earlier versions
 */
public record HoldOwner(SupplierId supplier, String jobUid, int attempt, long plannedAtMillis)
        implements Comparable<HoldOwner> {
    private static final Comparator<HoldOwner> ORDER = Comparator.comparing(HoldOwner::supplier)
            .thenComparing(HoldOwner::jobUid)
            .thenComparingInt(HoldOwner::attempt)
            .thenComparingLong(HoldOwner::plannedAtMillis);

    /** The digits of an id that are its time: 48 bits, enough for 8,900 years. */
    private static final int TIME_DIGITS = 12;

    public HoldOwner {
        if (plannedAtMillis < 0 || plannedAtMillis >= 1L << (4 * TIME_DIGITS)) {
            throw new IllegalArgumentException("No start is planned at %d ms".formatted(plannedAtMillis));
        }
    }

    /** Returns the attempt without its time: what stays the same whenever it was planned. */
    public HoldOwner(SupplierId supplier, String jobUid, int attempt) {
        this(supplier, jobUid, attempt, 0);
    }

    /** Returns the attempt alone. */
    public HoldOwner timeless() {
        return plannedAtMillis == 0 ? this : new HoldOwner(supplier, jobUid, attempt);
    }

    /**
     * Returns the id, 64 hexadecimal digits: repeating a start finds the same hold. With a time, the id begins with it, so that
     * new holds stand together at the end of their table.
     */
    public String holdId() {
        String digest = Sha256.hexOfFields(List.of("hold", supplier.value(), jobUid, Integer.toString(attempt)));
        return plannedAtMillis == 0
                ? digest
                : HexFormat.of().toHexDigits(plannedAtMillis, TIME_DIGITS)
                        + digest.substring(0, digest.length() - TIME_DIGITS);
    }

    @Override
    public int compareTo(HoldOwner other) {
        return ORDER.compare(this, other);
    }
}
