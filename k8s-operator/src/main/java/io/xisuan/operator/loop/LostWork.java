package io.xisuan.operator.loop;

import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import java.util.List;

/**
 * The device time whose work is lost when an attempt stops: none of it when its workers said that they saved themselves, else what ran
 * since the last checkpoint that its job writes unasked, else all of it. By the metered usage, so that what is shown is what was billed.
 */
final class LostWork {
    private LostWork() {}

    /**
     * Returns the lost device time in device-milliseconds.
     *
     * @param confirmed whether the whole gang said that it saved itself
     * @param usage all usage of the attempt
     */
    static long deviceMillis(StopTerms terms, boolean confirmed, List<UsageInterval> usage) {
        if (confirmed) {
            return 0;
        }
        List<UsageInterval> billed = billed(usage);
        long lost = 0;
        long from = savedUntilMillis(terms, billed);
        for (UsageInterval used : billed) {
            long length = used.interval().endMillis() - used.interval().startMillis();
            long after =
                    used.interval().endMillis() - Math.max(from, used.interval().startMillis());
            if (length > 0 && after > 0) {
                lost = Math.addExact(lost, Math.multiplyExact(used.quantity().value() / length, after));
            }
        }
        return lost;
    }

    /** Checkpoints are taken to be written one after another from the start on, each after {@code checkpoint.every}. */
    private static long savedUntilMillis(StopTerms terms, List<UsageInterval> billed) {
        if (billed.isEmpty()) {
            return 0;
        }
        long ran = end(billed) - start(billed);
        return terms.everyMillis() == 0 ? start(billed) : end(billed) - ran % terms.everyMillis();
    }

    private static List<UsageInterval> billed(List<UsageInterval> usage) {
        return usage.stream()
                .filter(used -> used.usageClass() == UsageClass.BILLED)
                .toList();
    }

    private static long start(List<UsageInterval> billed) {
        return billed.stream()
                .mapToLong(used -> used.interval().startMillis())
                .min()
                .orElseThrow();
    }

    private static long end(List<UsageInterval> billed) {
        return billed.stream()
                .mapToLong(used -> used.interval().endMillis())
                .max()
                .orElseThrow();
    }
}
