package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
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

    /** The typical workers that can run on one type, and how many cannot. */
    private record Rows(long strangers, List<Guest> guests) {}

    /** A typical worker that can run on a type, and how often it was seen. */
    private record Guest(long cpuMillis, int devices, int milliEach, long count) {}

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
        Rows rows = rowsByType.computeIfAbsent(state.type(), this::rows);
        long free = state.freeMilli();
        if (free == 0) {
            return 0;
        }
        int mostOpen = state.whole() > 0 ? Accelerators.WHOLE_MILLI : state.mostOpen();
        long sum = rows.strangers() * free;
        for (int i = 0; i < rows.guests().size(); i++) {
            Guest guest = rows.guests().get(i);
            boolean fits = state.cpuMillis() >= guest.cpuMillis()
                    && mostOpen >= guest.milliEach()
                    && (guest.devices() == 1 || state.whole() >= guest.devices());
            sum += guest.count() * (fits ? state.openBelow(guest.milliEach()) : free);
        }
        return sum;
    }

    private Rows rows(DeviceType type) {
        List<Guest> guests = typical.stream()
                .filter(worker -> worker.need().devices() > 0 && worker.need().allows(type))
                .map(worker -> new Guest(
                        worker.need().cpuMillis(),
                        worker.need().devices(),
                        worker.need().milliEach(),
                        worker.count()))
                .toList();
        return new Rows(workers - guests.stream().mapToLong(Guest::count).sum(), guests);
    }
}
