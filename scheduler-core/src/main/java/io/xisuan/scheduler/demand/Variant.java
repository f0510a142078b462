package io.xisuan.scheduler.demand;

import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.util.Optional;

/**
 * An accelerator model that a job can run on, with how fast it is there compared with the job's own estimate.
 *
 * @param architecture the CPU architecture that its image is built for; empty when it runs on any
 * @param relativeThroughput 1 when the job's run time holds as given; 2 when it takes half as long; more than zero
 */
public record Variant(DeviceType type, Optional<CpuArchitecture> architecture, Rational relativeThroughput) {
    public Variant {
        if (relativeThroughput.signum() <= 0) {
            throw new IllegalArgumentException(
                    "The relative throughput on %s is more than zero, not %s".formatted(type, relativeThroughput));
        }
    }

    /** Returns a variant on which the estimate holds as given, with any CPU. */
    public static Variant of(DeviceType type) {
        return of(type, Rational.ONE);
    }

    /** Returns a variant with any CPU. */
    public static Variant of(DeviceType type, Rational relativeThroughput) {
        return new Variant(type, Optional.empty(), relativeThroughput);
    }

    /** Returns how long at throughput 1 takes what takes so long here, rounded up. */
    public long atThroughputOneMillis(long hereMillis) {
        return Rational.of(hereMillis, 1)
                .times(relativeThroughput)
                .round(Rounding.CEILING)
                .longValueExact();
    }

    /** Returns how long a job of so many milliseconds at throughput 1 takes here, rounded up. */
    public long runtimeMillis(long atThroughputOneMillis) {
        if (relativeThroughput.equals(Rational.ONE)) {
            return atThroughputOneMillis;
        }
        return Rational.of(atThroughputOneMillis, 1)
                .dividedBy(relativeThroughput)
                .round(Rounding.CEILING)
                .longValueExact();
    }
}
