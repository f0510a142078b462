package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is reserved in one pool: few places, each on one node from an instant to before another. */
final class Reserved {
    /**
     * Workers of one shape on one node.
     *
     * @param devices those that they take or open there
     */
    record Hold(int node, WorkerShape shape, int workers, long devices, long startMillis, long endMillis) {
        boolean covers(long instantMillis) {
            return startMillis <= instantMillis && instantMillis < endMillis;
        }

        long cpuMillis() {
            return workers * shape.cpuMillis();
        }

        long memoryMib() {
            return workers * shape.memoryMib();
        }
    }

    private final List<Hold> all = new ArrayList<>();
    private final BitSet nodes = new BitSet();
    /** Looked up only; never walked. */
    private final Map<Integer, List<Hold>> byNode = new HashMap<>();
    /** The devices that come (or, when negative, go) at each instant. */
    private final SortedMap<Long, Long> devices = new TreeMap<>();

    void add(Hold hold) {
        all.add(hold);
        nodes.set(hold.node());
        byNode.computeIfAbsent(hold.node(), node -> new ArrayList<>()).add(hold);
        devices.merge(hold.startMillis(), hold.devices(), Long::sum);
        devices.merge(hold.endMillis(), -hold.devices(), Long::sum);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Hold> all() {
        return all;
    }

    /** Returns what is reserved on a node; mostly nothing. */
    List<Hold> on(int node) {
        return !nodes.get(node) ? List.of() : byNode.getOrDefault(node, List.of());
    }

    /** Returns the reserved devices of the pool at an instant. */
    long devicesAt(long instantMillis) {
        long sum = 0;
        for (Map.Entry<Long, Long> step : devices.headMap(instantMillis + 1).entrySet()) {
            sum += step.getValue();
        }
        return sum;
    }

    /** Returns the instants in {@code (from, to)} at which something reserved starts or ends. */
    List<Long> instants(long from, long to) {
        return from + 1 >= to
                ? List.of()
                : List.copyOf(devices.subMap(from + 1, to).keySet());
    }

    /** Returns how many devices so many workers take, or open at most, on nodes of which one device takes so many parts. */
    static long devices(WorkerShape shape, int workers, int partsPerDevice) {
        Accelerators each = shape.accelerators();
        return each.isPart()
                ? Math.ceilDiv(workers, Math.max(1, partsPerDevice))
                : (long) workers * each.wholeDevices();
    }
}
