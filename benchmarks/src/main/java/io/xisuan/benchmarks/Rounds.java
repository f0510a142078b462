package io.xisuan.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongSupplier;

/** Timed rounds of the same work after a warm-up that does not count; one thread unless the work says otherwise. */
public record Rounds(List<Round> rounds) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int WARM_UP_CALLS = 3;

    /** Options of every run that times. */
    public static final SortedMap<String, String> DEFAULTS = Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("warmup-seconds", "4", "rounds", "5", "round-millis", "800")));

    /** So many units of work in so many nanoseconds, with so many bytes allocated by the thread. */
    public record Round(long units, long nanos, long bytes) {}

    /** The middle, lowest and highest of all rounds. */
    public record Statistic(double median, double low, double high) {}

    public Rounds {
        rounds = List.copyOf(rounds);
    }

    /**
     * Warms up and measures.
     *
     * @param what for the lines that people see meanwhile
     * @param work does some work and returns how many units it did
     * @throws NotMeasured when a call does nothing
     */
    static Rounds of(String what, Parameters parameters, LongSupplier work, Consumer<String> progress) {
        return timedBy(System::nanoTime, what, parameters, work, progress);
    }

    /** Does the same by the processor time of this program, all its threads and their collection of garbage together. */
    static Rounds ofOneCore(String what, Parameters parameters, LongSupplier work, Consumer<String> progress) {
        return timedBy(Rounds::processorNanos, what, parameters, work, progress);
    }

    /** Returns the processor time of this program so far. */
    static long processorNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    private static Rounds timedBy(
            LongSupplier clock, String what, Parameters parameters, LongSupplier work, Consumer<String> progress) {
        long started = clock.getAsLong();
        long warmUpNanos = parameters.number("warmup-seconds", 0, 600) * 1000 * NANOS_PER_MILLI;
        int calls = 0;
        while (calls < WARM_UP_CALLS || clock.getAsLong() - started < warmUpNanos) {
            worked(what, work);
            calls++;
        }
        progress.accept("%s: warm-up, not counted: %d calls in %d ms"
                .formatted(what, calls, (clock.getAsLong() - started) / NANOS_PER_MILLI));
        List<Round> rounds = new ArrayList<>();
        long least = parameters.number("round-millis", 1, 600_000) * NANOS_PER_MILLI;
        for (long round = parameters.number("rounds", 1, 1000); round > 0; round--) {
            rounds.add(round(clock, what, work, least));
        }
        progress.accept("%s: %d rounds measured".formatted(what, rounds.size()));
        return new Rounds(rounds);
    }

    private static Round round(LongSupplier clock, String what, LongSupplier work, long leastNanos) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long started = clock.getAsLong();
        long units = 0;
        long nanos = 0;
        while (nanos < leastNanos) {
            units += worked(what, work);
            nanos = clock.getAsLong() - started;
        }
        return new Round(units, nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    private static long worked(String what, LongSupplier work) {
        long units = work.getAsLong();
        if (units <= 0) {
            throw new NotMeasured(what + ": nothing was done that could be timed");
        }
        return units;
    }

    /** Returns units a second. */
    Statistic perSecond() {
        return statistic(DoubleUnaryOperator.identity());
    }

    /** Returns units a second, of units that are so many times larger. */
    Statistic perSecond(double unitsEach) {
        return statistic(rate -> rate / unitsEach);
    }

    /** Returns milliseconds a unit. */
    Statistic millisEach() {
        return statistic(rate -> 1000 / rate);
    }

    /** Returns seconds a unit. */
    Statistic secondsEach() {
        return statistic(rate -> 1 / rate);
    }

    /** Returns the bytes that a unit allocates, of the first round. */
    double bytesEach() {
        Round first = rounds.getFirst();
        return (double) first.bytes() / first.units();
    }

    private Statistic statistic(DoubleUnaryOperator ofRate) {
        double[] values = rounds.stream()
                .mapToDouble(round -> ofRate.applyAsDouble(round.units() * NANOS_PER_SECOND / round.nanos()))
                .sorted()
                .toArray();
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new Statistic(median, values[0], values[values.length - 1]);
    }
}
