package io.xisuan.scheduler.placement.policy;

/**
 * The free devices of a node that its free CPU will not last for, as expected.
 *
 * <p>Filling G thousandths of devices takes CPU with a mean of {@code kappa G} and a deviation of {@code sigma sqrt(G)}, both from the
 * typical workers; what is missing on average, divided by kappa, is stranded. So a worker with much CPU goes where CPU is plentiful, one
 * with little where it is short, and one without devices where most is left over.
 */
final class Stranding {
    private static final long MICROS = 1000;

    private final double kappa;
    private final double sigma;

    Stranding(TypicalMix mix) {
        double cpu = 0;
        double milli = 0;
        for (TypicalMix.Weighted worker : mix.typical()) {
            if (worker.need().devices() > 0) {
                cpu += (double) worker.count() * worker.need().cpuMillis();
                milli += (double) worker.count() * worker.need().milli();
            }
        }
        kappa = milli == 0 ? 0 : cpu / milli;
        sigma = milli == 0 ? 0 : Math.sqrt(squares(mix) / milli);
    }

    private double squares(TypicalMix mix) {
        double sum = 0;
        for (TypicalMix.Weighted worker : mix.typical()) {
            double off = worker.need().cpuMillis() - kappa * worker.need().milli();
            sum += worker.need().devices() == 0 ? 0 : worker.count() * off * off;
        }
        return sum;
    }

    /** Returns what is stranded, in millionths of a device. */
    long micros(long freeMilli, long freeCpuMillis) {
        if (freeMilli == 0 || kappa == 0) {
            return 0;
        }
        double missing = kappa * freeMilli - freeCpuMillis;
        double deviation = sigma * Math.sqrt((double) freeMilli);
        double expected = deviation == 0 ? Math.max(0, missing) : deviation * NormalLoss.of(missing / deviation);
        return Math.round(MICROS * Math.min((double) freeMilli, expected / kappa));
    }
}
