package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.stream.IntStream;

/** Where parts of devices fit on a node. */
final class Parts {
    private Parts() {}

    /** Returns how many such parts fit a device of the node that nobody holds anything of; 0 where its mode does not sell them. */
    static int perEmptyDevice(NodeTable table, int node, Accelerators part) {
        if (!table.sells(node, part)) {
            return 0;
        }
        return switch (part) {
            case Accelerators.Share(int milli) -> Accelerators.WHOLE_MILLI / milli;
            case Accelerators.MemoryShare(int mib) -> table.deviceMemoryMib[node] / mib;
            case Accelerators.Partition(MigProfile profile) -> profile.starts().length;
            case Accelerators.None none -> 0;
            case Accelerators.Whole whole -> 0;
        };
    }

    /** Returns how many such parts fit the node's opened and free devices; at most so many. */
    static int thatFit(NodeTable table, int node, Accelerators part, int most) {
        int each = perEmptyDevice(table, node, part);
        if (each == 0 || !table.isOpen(node)) {
            return 0;
        }
        long fit = (long) table.freeDevices(node) * each;
        for (int slot = 0; slot < table.slots.count(node) && fit < most; slot++) {
            if (table.slots.isOpen(node, slot)) {
                fit += table.slots.partsThatFit(node, slot, part, table.deviceMemoryMib[node]);
            }
        }
        return (int) Math.min(most, fit);
    }

    /** Returns how many devices so many parts open when each goes to an opened device while one has room. */
    static int opened(NodeTable table, int node, Accelerators part, int parts) {
        int fit = 0;
        for (int slot = 0; slot < table.slots.count(node) && fit < parts; slot++) {
            if (table.slots.isOpen(node, slot)) {
                fit += table.slots.partsThatFit(node, slot, part, table.deviceMemoryMib[node]);
            }
        }
        return fit >= parts ? 0 : Math.ceilDiv(parts - fit, perEmptyDevice(table, node, part));
    }

    static boolean fitsAt(NodeTable table, int node, Accelerators part, WorkerPlacement at) {
        if (!table.sells(node, part) || at.slot() < 0 || at.slot() >= table.devices[node] || !begins(part, at)) {
            return false;
        }
        boolean open = at.slot() < table.slots.count(node) && table.slots.isOpen(node, at.slot());
        if (!open) {
            return table.freeDevices(node) > 0;
        }
        return part instanceof Accelerators.Partition(MigProfile profile)
                ? (table.slots.slices(node, at.slot()) & Slots.mask(profile, at.start())) == 0
                : table.slots.fits(node, at.slot(), part, table.deviceMemoryMib[node]);
    }

    private static boolean begins(Accelerators part, WorkerPlacement at) {
        return part instanceof Accelerators.Partition(MigProfile profile)
                ? IntStream.of(profile.starts()).anyMatch(start -> start == at.start())
                : at.start() == 0;
    }

    /** Returns the placement on the opened device that the part leaves least of, of equals the first; else on a new one. */
    static WorkerPlacement placement(NodeTable table, int node, Accelerators part, WorkerPlacement worker) {
        int best = WorkerPlacement.NO_SLOT;
        long least = Long.MAX_VALUE;
        for (int slot = 0; slot < table.slots.count(node); slot++) {
            if (table.slots.isOpen(node, slot)
                    && table.slots.fits(node, slot, part, table.deviceMemoryMib[node])
                    && table.slots.left(node, slot, table.deviceMemoryMib[node]) < least) {
                best = slot;
                least = table.slots.left(node, slot, table.deviceMemoryMib[node]);
            }
        }
        int slot = best == WorkerPlacement.NO_SLOT ? table.slots.closedSlot(node) : best;
        return new WorkerPlacement(worker.rank(), worker.node(), 0, slot, start(table, node, slot, part));
    }

    private static int start(NodeTable table, int node, int slot, Accelerators part) {
        if (!(part instanceof Accelerators.Partition(MigProfile profile))) {
            return 0;
        }
        int taken = slot < table.slots.count(node) ? table.slots.slices(node, slot) : 0;
        return Slots.start(taken, profile);
    }
}
