package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of one node of which parts are held, counted afresh from the parts. */
final class PlainSlots {
    private static final int SLICES = 8;

    private final NodeShape node;
    private final List<Slot> slots = new ArrayList<>();

    private static final class Slot {
        private int milli;
        private int mib;
        private final boolean[] slices = new boolean[SLICES];
        private int parts;
    }

    PlainSlots(NodeShape node, List<PlainNode.Held> held) {
        this.node = node;
        for (PlainNode.Held each : held) {
            if (each.at().slot() != WorkerPlacement.NO_SLOT) {
                take(each.shape().accelerators(), each.at().slot(), each.at().start());
            }
        }
    }

    int opened() {
        return (int) slots.stream().filter(slot -> slot.parts > 0).count();
    }

    boolean sells(Accelerators part) {
        return switch (node.traits().mode()) {
            case WHOLE, CLAIMED -> false;
            case SHARED -> !(part instanceof Accelerators.Partition);
            case PARTITIONED, INSTANCES -> part instanceof Accelerators.Partition;
        };
    }

    /** Returns how many such parts one empty device of the node takes. */
    int perDevice(Accelerators part) {
        if (!sells(part)) {
            return 0;
        }
        return switch (part) {
            case Accelerators.Share(int milli) -> Accelerators.WHOLE_MILLI / milli;
            case Accelerators.MemoryShare(int mib) -> node.capacity().deviceMemoryMib() / mib;
            case Accelerators.Partition(MigProfile profile) -> profile.starts().length;
            case Accelerators.None none -> 0;
            case Accelerators.Whole whole -> 0;
        };
    }

    /** Takes one more part, on the opened device that has least left, else on a free one; empty when there is no room. */
    Optional<WorkerPlacement> add(Accelerators part, WorkerPlacement worker, int freeDevices) {
        if (perDevice(part) == 0) {
            return Optional.empty();
        }
        int best = WorkerPlacement.NO_SLOT;
        long least = Long.MAX_VALUE;
        for (int at = 0; at < slots.size(); at++) {
            Slot slot = slots.get(at);
            if (slot.parts > 0 && fits(slot, part) && left(slot) < least) {
                best = at;
                least = left(slot);
            }
        }
        if (best < 0 && freeDevices == 0) {
            return Optional.empty();
        }
        int at = best < 0 ? closed() : best;
        int start = part instanceof Accelerators.Partition(MigProfile profile) ? start(slot(at), profile) : 0;
        take(part, at, start);
        return Optional.of(new WorkerPlacement(worker.rank(), worker.node(), 0, at, start));
    }

    /** Says whether a part fits at just this place. */
    boolean fitsAt(Accelerators part, WorkerPlacement at, int freeDevices) {
        if (!sells(part) || at.slot() < 0 || at.slot() >= node.devices()) {
            return false;
        }
        Slot slot = slot(at.slot());
        if (slot.parts == 0) {
            return freeDevices > 0;
        }
        if (part instanceof Accelerators.Partition(MigProfile profile)) {
            return freeRun(slot.slices, at.start(), profile.memorySlices()) == 1;
        }
        return fits(slot, part);
    }

    private int closed() {
        for (int at = 0; at < slots.size(); at++) {
            if (slots.get(at).parts == 0) {
                return at;
            }
        }
        return slots.size();
    }

    private Slot slot(int at) {
        while (slots.size() <= at) {
            slots.add(new Slot());
        }
        return slots.get(at);
    }

    private void take(Accelerators part, int at, int start) {
        Slot slot = slot(at);
        slot.parts++;
        switch (part) {
            case Accelerators.Share(int milli) -> slot.milli += milli;
            case Accelerators.MemoryShare(int mib) -> slot.mib += mib;
            case Accelerators.Partition(MigProfile profile) -> {
                for (int slice = start; slice < start + profile.memorySlices(); slice++) {
                    if (slot.slices[slice]) {
                        throw new IllegalStateException("Slice %d of %s is held twice".formatted(slice, node.name()));
                    }
                    slot.slices[slice] = true;
                }
            }
            case Accelerators.None none -> throw new IllegalStateException("No part");
            case Accelerators.Whole whole -> throw new IllegalStateException("No part");
        }
        if (slot.milli + ceil((long) slot.mib * 1000, node.capacity().deviceMemoryMib()) > 1000) {
            throw new IllegalStateException("A device of %s is held more than once".formatted(node.name()));
        }
    }

    private boolean fits(Slot slot, Accelerators part) {
        int memory = node.capacity().deviceMemoryMib();
        return switch (part) {
            case Accelerators.Share(int milli) -> milli <= left(slot) && taken(slot) == 0;
            case Accelerators.MemoryShare(int mib) ->
                taken(slot) == 0 && mib <= memory - slot.mib - ceil((long) slot.milli * memory, 1000);
            case Accelerators.Partition(MigProfile profile) -> start(slot, profile) >= 0;
            case Accelerators.None none -> false;
            case Accelerators.Whole whole -> false;
        };
    }

    private static int taken(Slot slot) {
        int taken = 0;
        for (boolean slice : slot.slices) {
            taken += slice ? 1 : 0;
        }
        return taken;
    }

    private long left(Slot slot) {
        return taken(slot) > 0
                ? SLICES - taken(slot)
                : 1000
                        - slot.milli
                        - ceil((long) slot.mib * 1000, node.capacity().deviceMemoryMib());
    }

    private static long ceil(long amount, long by) {
        return amount == 0 ? 0 : Math.ceilDiv(amount, by);
    }

    /** Of the slices at which the profile may begin the first that leaves most halves (8 each) and quarters (1 each) free. */
    private static int start(Slot slot, MigProfile profile) {
        int best = -1;
        int bestLeft = -1;
        for (int start : profile.starts()) {
            boolean[] after = slot.slices.clone();
            boolean free = true;
            for (int slice = start; slice < start + profile.memorySlices(); slice++) {
                free &= !after[slice];
                after[slice] = true;
            }
            int left = freeRun(after, 0, 4) * 8 + freeRun(after, 4, 4) * 8;
            for (int quarter = 0; quarter <= 4; quarter += 2) {
                left += freeRun(after, quarter, 2);
            }
            if (free && left > bestLeft) {
                best = start;
                bestLeft = left;
            }
        }
        return best;
    }

    private static int freeRun(boolean[] slices, int first, int length) {
        for (int slice = first; slice < first + length; slice++) {
            if (slices[slice]) {
                return 0;
            }
        }
        return 1;
    }
}
