package io.xisuan.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a figure is held against. */
public sealed interface Bar {
    /** Returns the figure to reach. */
    BigDecimal value();

    /** Says whether a measured value reaches it. */
    boolean holds(BigDecimal measured);

    /** More is better. */
    record AtLeast(BigDecimal value) implements Bar {
        @Override
        public boolean holds(BigDecimal measured) {
            return measured.compareTo(value) >= 0;
        }
    }

    /** Less is better. */
    record AtMost(BigDecimal value) implements Bar {
        @Override
        public boolean holds(BigDecimal measured) {
            return measured.compareTo(value) <= 0;
        }
    }

    /** A published figure that must come out again, to the hundredth. */
    record Published(BigDecimal value) implements Bar {
        @Override
        public boolean holds(BigDecimal measured) {
            return hundredths(measured).compareTo(hundredths(value)) == 0;
        }

        private static BigDecimal hundredths(BigDecimal figure) {
            return figure.setScale(2, RoundingMode.HALF_UP);
        }
    }

    /** A published mean that must come out again within so much. */
    record Near(BigDecimal value, BigDecimal tolerance) implements Bar {
        @Override
        public boolean holds(BigDecimal measured) {
            return measured.subtract(value).abs().compareTo(tolerance) <= 0;
        }
    }

    /** More than this. */
    record Above(BigDecimal value) implements Bar {
        @Override
        public boolean holds(BigDecimal measured) {
            return measured.compareTo(value) > 0;
        }
    }

    static Bar atLeast(String value) {
        return new AtLeast(new BigDecimal(value));
    }

    static Bar atMost(String value) {
        return new AtMost(new BigDecimal(value));
    }

    static Bar published(String value) {
        return new Published(new BigDecimal(value));
    }
}
