package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a node's free devices the typical workers could not use: the measure of "Beware of Fragmentation" (USENIX ATC'23). For a
 * worker that does not fit, everything free counts; for one that fits, what is left of devices with too little for it.
 *
 * <p>Counted in thousandths of a device times workers of the mix, exactly; {@link #workers()} divides it down to an expectation.
 */
final class Fragmentation {
    private final List<TypicalMix.Weighted> typical;
    private final long workers;
    private final SortedMap<DeviceType, Rows> rowsByType = new TreeMap<>();

    /** The typical workers that can run on one type, those of equal devices together, and how many cannot run there. */
    private record Rows(long strangers, List<Alike> alike) {}

    Fragmentation(TypicalMix mix) {
        this.typical = mix.typical();
        this.workers = mix.typicalCount();
    }

    /** Returns the workers of the mix, at least one. */
    long workers() {
        return Math.max(1, workers);
    }

    /** Returns the fragmentation of a node. */
    long of(DeviceState state) {
        long free = state.freeMilli();
        if (free == 0) {
            return 0;
        }
        Rows rows = rowsByType.computeIfAbsent(state.type(), this::rows);
        int mostOpen = state.whole() > 0 ? Accelerators.WHOLE_MILLI : state.mostOpen();
        long sum = rows.strangers() * free;
        for (int i = 0; i < rows.alike().size(); i++) {
            Alike alike = rows.alike().get(i);
            boolean fits = mostOpen >= alike.milliEach && (alike.devices == 1 || state.whole() >= alike.devices);
            long fitting = fits ? alike.countUpTo(state.cpuMillis()) : 0;
            sum += (alike.count() - fitting) * free;
            sum += fitting == 0 ? 0 : fitting * state.openBelow(alike.milliEach);
        }
        return sum;
    }

    private Rows rows(DeviceType type) {
        SortedMap<Long, List<TypicalMix.Weighted>> byDevices = new TreeMap<>();
        long guests = 0;
        for (TypicalMix.Weighted worker : typical) {
            WorkerNeed need = worker.need();
            if (need.devices() > 0 && need.allows(type)) {
                guests += worker.count();
                byDevices
                        .computeIfAbsent(need.milli(), milli -> new ArrayList<>())
                        .add(worker);
            }
        }
        return new Rows(
                workers - guests, byDevices.values().stream().map(Alike::new).toList());
    }

    /** Typical workers of equal devices, by their CPU: how many there are with so much at most. */
    private static final class Alike {
        private final int devices;
        private final int milliEach;
        private final long[] cpuMillis;
        private final long[] countUpTo;

        Alike(List<TypicalMix.Weighted> workers) {
            devices = workers.getFirst().need().devices();
            milliEach = workers.getFirst().need().milliEach();
            SortedMap<Long, Long> counts = new TreeMap<>();
            workers.forEach(worker -> counts.merge(worker.need().cpuMillis(), worker.count(), Long::sum));
            cpuMillis = counts.keySet().stream().mapToLong(Long::longValue).toArray();
            countUpTo = counts.values().stream().mapToLong(Long::longValue).toArray();
            for (int i = 1; i < countUpTo.length; i++) {
                countUpTo[i] += countUpTo[i - 1];
            }
        }

        long count() {
            return countUpTo[countUpTo.length - 1];
        }

        long countUpTo(long freeCpuMillis) {
            int last = cpuMillis.length - 1;
            while (last >= 0 && cpuMillis[last] > freeCpuMillis) {
                last--;
            }
            return last < 0 ? 0 : countUpTo[last];
        }
    }
}
