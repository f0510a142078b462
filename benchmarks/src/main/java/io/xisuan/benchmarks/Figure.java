package io.xisuan.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * One measured figure.
 *
 * @param value the median where several rounds were timed
 * @param spread the lowest and highest round, where several were timed
 * @param bar empty where the figure is information only
 */
public record Figure(String metric, BigDecimal value, Optional<Spread> spread, String unit, Optional<Bar> bar) {
    private static final MathContext SHOWN_DIGITS = new MathContext(5);

    /** The lowest and the highest of several rounds. */
    public record Spread(BigDecimal low, BigDecimal high) {}

    /** Returns a figure that is the same on every run. */
    public static Figure exact(String metric, BigDecimal value, String unit, Optional<Bar> bar) {
        return new Figure(metric, value, Optional.empty(), unit, bar);
    }

    /** Returns a figure of timed rounds. */
    public static Figure timed(String metric, Rounds.Statistic statistic, String unit, Optional<Bar> bar) {
        Spread spread = new Spread(shown(statistic.low()), shown(statistic.high()));
        return new Figure(metric, shown(statistic.median()), Optional.of(spread), unit, bar);
    }

    /** Returns a figure that was measured once. */
    public static Figure once(String metric, double value, String unit, Optional<Bar> bar) {
        return exact(metric, shown(value), unit, bar);
    }

    /** Says whether the bar is reached, where there is one. */
    public Optional<Boolean> holds() {
        return bar.map(held -> held.holds(value));
    }

    private static BigDecimal shown(double value) {
        BigDecimal rounded = new BigDecimal(value).round(SHOWN_DIGITS);
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
