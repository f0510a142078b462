package io.xisuan.operator.translate;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Reads Kubernetes quantities as the whole numbers that the scheduler counts in. */
final class QuantityText {
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1_048_576);

    private QuantityText() {}

    /** Returns thousandths of a core, rounded up: a request takes no less than it says. */
    static long cpuMillis(Quantity quantity) {
        return amount(quantity)
                .movePointRight(3)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** Returns MiB, rounded up: a request takes no less than it says. */
    static long memoryMib(Quantity quantity) {
        return amount(quantity).divide(MEBIBYTE, 0, RoundingMode.CEILING).longValueExact();
    }

    /** Returns a count, as of devices. */
    static int count(Quantity quantity) {
        return amount(quantity).intValueExact();
    }

    /** Returns the quantity of a resource, or zero when it is not named. */
    static Quantity of(Map<String, Quantity> resources, String name) {
        return resources.getOrDefault(name, new Quantity("0"));
    }

    private static BigDecimal amount(Quantity quantity) {
        BigDecimal amount = quantity.getNumericalAmount();
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("%s is less than nothing".formatted(quantity));
        }
        return amount;
    }
}
