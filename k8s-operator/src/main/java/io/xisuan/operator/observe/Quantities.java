package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quantities in the units that observations count in: CPU in thousandths of a core, memory and storage in MiB, all else in counts. */
final class Quantities {
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1_048_576);
    /** More than any cluster has, and little enough that the sum over all pods is a number: anyone may ask for anything. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 40);

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    private static final String STORAGE = "ephemeral-storage";

    private Quantities() {}

    /** Returns a request: a part of a unit counts as a whole one. */
    static long asked(String resource, String text) {
        return amount(resource, text, RoundingMode.CEILING);
    }

    /** Returns what there is: a part of a unit does not count. */
    static long given(String resource, String text) {
        return amount(resource, text, RoundingMode.FLOOR);
    }

    private static long amount(String resource, String text, RoundingMode rounding) {
        BigDecimal amount = new Quantity(text).getNumericalAmount();
        BigDecimal inUnits = switch (resource) {
            case CPU -> amount.movePointRight(3);
            case MEMORY, STORAGE -> amount.divide(MEBIBYTE, 6, rounding);
            default -> amount;
        };
        return inUnits.setScale(0, rounding).min(MOST).longValueExact();
    }
}
