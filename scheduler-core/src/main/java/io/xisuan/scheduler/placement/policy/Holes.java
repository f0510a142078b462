package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What will be left of a device when it has been filled, as expected, by how much is free of it now.
 *
 * <p>A hole sees the next hundred workers that take one device or a share, and takes the one that leaves the least in the end; none when
 * none fits. That patience stands for the many nodes among which each worker can choose; between thirty and three hundred it makes no
 * difference that could be measured.
 */
final class Holes {
    private static final int PATIENCE = 100;
    private static final double MICROS = 1000;

    private final long[] leftMicros = new long[Accelerators.WHOLE_MILLI + 1];

    /** A worker of the mix in a hole: how probable it is as the next one, and what is left in the end. */
    private record Guest(double probability, double left) {}

    Holes(TypicalMix mix) {
        List<TypicalMix.Weighted> single = mix.all().stream()
                .filter(worker -> worker.need().devices() == 1)
                .toList();
        double workers = single.stream().mapToLong(TypicalMix.Weighted::count).sum();
        double[] left = new double[leftMicros.length];
        for (int hole = 0; hole < left.length; hole++) {
            List<Guest> guests = new ArrayList<>();
            for (TypicalMix.Weighted worker : single) {
                if (worker.need().milliEach() <= hole) {
                    guests.add(new Guest(
                            worker.count() / workers, left[hole - worker.need().milliEach()]));
                }
            }
            left[hole] = left(hole, guests);
            leftMicros[hole] = Math.round(left[hole] * MICROS);
        }
    }

    private static double left(int hole, List<Guest> guests) {
        guests.sort(Comparator.comparingDouble(Guest::left));
        double sum = 0;
        double seen = 0;
        double noneYet = 1;
        for (Guest guest : guests) {
            seen += guest.probability();
            double none = StrictMath.pow(Math.max(0, 1 - seen), PATIENCE);
            sum += (noneYet - none) * guest.left();
            noneYet = none;
        }
        return sum + noneYet * hole;
    }

    /** Returns what will be left of the node's devices, in millionths of a device. */
    long micros(DeviceState state) {
        long sum = state.whole() * leftMicros[Accelerators.WHOLE_MILLI];
        for (int i = 0; i < state.opened(); i++) {
            sum += leftMicros[state.open(i)];
        }
        return sum;
    }
}
