package io.xisuan.scheduler.fairness;

import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tenant, or a group of tenants, with what it may hold of all sites together.
 *
 * <p>Amounts are thousandths of a device, of all types added up.
 *
 * @param parent the group that it belongs to; empty for one directly under the root
 * @param guaranteedMilli what it gets back from those who borrow it whenever it asks; 0 when it has no claim
 * @param limitMilli what it may hold at most; empty when it may borrow all there is
 * @param weight how much of what is contended it gets compared with its neighbours; 1 to {@link #MAX_WEIGHT}
 */
public record Queue(TenantId id, Optional<TenantId> parent, long guaranteedMilli, OptionalLong limitMilli, int weight) {
    /** The largest weight; a larger one is a mistake of units. */
    public static final int MAX_WEIGHT = 1_000_000;

    /** More than any fleet has; a larger amount is a mistake of units. */
    public static final long MAX_MILLI = 1_000_000_000_000L;

    /**
     * @throws InputException when the queue contradicts itself
     */
    public Queue {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw InputException.of(
                    "Queue %s has weight %d: give it a weight from 1 to %d".formatted(id, weight, MAX_WEIGHT));
        }
        if (guaranteedMilli < 0 || guaranteedMilli > MAX_MILLI || limitMilli.orElse(0) < 0) {
            throw InputException.of("Queue %s is guaranteed %s devices with a limit of %s: give it from 0 to %s"
                    .formatted(id, devices(guaranteedMilli), devices(limitMilli.orElse(0)), devices(MAX_MILLI)));
        }
        if (limitMilli.isPresent() && guaranteedMilli > limitMilli.getAsLong()) {
            throw InputException.of(
                    "Queue %s is guaranteed %s devices but may hold only %s: raise its limit or lower its guarantee"
                            .formatted(id, devices(guaranteedMilli), devices(limitMilli.getAsLong())));
        }
        if (parent.isPresent() && parent.get().equals(id)) {
            throw InputException.of("Queue %s is its own parent: name another, or none".formatted(id));
        }
    }

    /** Returns a queue directly under the root that may borrow all there is and is guaranteed nothing. */
    public static Queue of(TenantId id) {
        return new Queue(id, Optional.empty(), 0, OptionalLong.empty(), 1);
    }

    /** Returns this queue as a part of a group. */
    public Queue under(TenantId group) {
        return new Queue(id, Optional.of(group), guaranteedMilli, limitMilli, weight);
    }

    public Queue withGuarantee(long milli) {
        return new Queue(id, parent, milli, limitMilli, weight);
    }

    public Queue withLimit(long milli) {
        return new Queue(id, parent, guaranteedMilli, OptionalLong.of(milli), weight);
    }

    public Queue withWeight(int other) {
        return new Queue(id, parent, guaranteedMilli, limitMilli, other);
    }

    /** Returns thousandths of devices for people: {@code 1.5}, {@code 8}. */
    static String devices(long milli) {
        if (milli % 1000 == 0) {
            return Long.toString(milli / 1000);
        }
        String digits = "%d.%03d".formatted(milli / 1000, Math.abs(milli % 1000));
        return digits.replaceFirst("0+$", "");
    }
}
