package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/** The machines of a replay with what is free on each: mutable, for one thread. */
final class Pool {
    private final Machines machines;
    private final int[] free;
    private final long[] cpuFree;
    private final long[] memoryFree;
    /** Free thousandths of the devices that are shared now, by node and slot; 0 slots hold nothing. */
    private final int[][] shared;

    private final FreeBuckets[] buckets;
    private final int[] siteFree;
    private long sharedFree;

    Pool(Machines machines) {
        this.machines = machines;
        free = machines.devices().clone();
        cpuFree = machines.cpuMilli().clone();
        memoryFree = machines.memoryMib().clone();
        shared = new int[free.length][];
        for (int node = 0; node < free.length; node++) {
            shared[node] = new int[free[node]];
            Arrays.fill(shared[node], Demand.WHOLE);
        }
        buckets = new FreeBuckets[machines.siteCount()];
        siteFree = new int[machines.siteCount()];
        for (int site = 0; site < buckets.length; site++) {
            buckets[site] = new FreeBuckets(machines.largestNode(site));
        }
        for (int node = 0; node < free.length; node++) {
            buckets[machines.siteOf(node)].add(node, free[node]);
            siteFree[machines.siteOf(node)] += free[node];
        }
    }

    private Pool(Pool other) {
        machines = other.machines;
        free = other.free.clone();
        cpuFree = other.cpuFree.clone();
        memoryFree = other.memoryFree.clone();
        shared = new int[free.length][];
        for (int node = 0; node < free.length; node++) {
            shared[node] = other.shared[node].clone();
        }
        buckets = new FreeBuckets[other.buckets.length];
        for (int site = 0; site < buckets.length; site++) {
            buckets[site] = other.buckets[site].copy();
        }
        siteFree = other.siteFree.clone();
        sharedFree = other.sharedFree;
    }

    Pool copy() {
        return new Pool(this);
    }

    /** Returns whether no device has anything left. */
    boolean exhausted() {
        long left = sharedFree;
        for (int site : siteFree) {
            left += site;
        }
        return left == 0;
    }

    /** Takes what the shape demands at the first site that has it, or returns {@link Allocation#NONE}. */
    Allocation place(Shape shape, NodeChoice choice) {
        if (shape.site() != Shape.ANY_SITE) {
            return placeAt(shape.site(), shape, choice);
        }
        for (int site = 0; site < buckets.length; site++) {
            Allocation found = placeAt(site, shape, choice);
            if (!found.isNone()) {
                return found;
            }
        }
        return Allocation.NONE;
    }

    private Allocation placeAt(int site, Shape shape, NodeChoice choice) {
        if (shape.shares()) {
            return placeShare(site, shape, choice);
        }
        if (siteFree[site] < shape.devices()) {
            return Allocation.NONE;
        }
        if (shape.perWorker() > 0) {
            return placeWorkers(site, shape, choice);
        }
        if (shape.devices() > machines.largestNode(site)) {
            return placeOnIdleNodes(site, shape);
        }
        int node = find(site, shape.devices(), shape, choice);
        return node < 0 ? Allocation.NONE : take(node, shape.devices(), shape);
    }

    private Allocation take(int node, int devices, Shape shape) {
        hold(node, devices, 1, shape);
        return new Allocation(new int[] {node}, new int[] {devices}, Allocation.NO_SLOT);
    }

    private Allocation placeWorkers(int site, Shape shape, NodeChoice choice) {
        int workers = shape.devices() / shape.perWorker();
        int[] nodes = new int[workers];
        int[] devices = new int[workers];
        Arrays.fill(devices, shape.perWorker());
        for (int placed = 0; placed < workers; placed++) {
            nodes[placed] = find(site, shape.perWorker(), shape, choice);
            if (nodes[placed] < 0) {
                for (int undo = 0; undo < placed; undo++) {
                    hold(nodes[undo], shape.perWorker(), -1, shape);
                }
                return Allocation.NONE;
            }
            hold(nodes[placed], shape.perWorker(), 1, shape);
        }
        return new Allocation(nodes, devices, Allocation.NO_SLOT);
    }

    private Allocation placeOnIdleNodes(int site, Shape shape) {
        int[] nodes = new int[free.length];
        int[] devices = new int[free.length];
        int count = 0;
        int missing = shape.devices();
        for (int node = machines.first(site); node < machines.first(site + 1) && missing > 0; node++) {
            int size = machines.devices()[node];
            if (size > 0 && free[node] == size && fits(node, shape)) {
                nodes[count] = node;
                devices[count] = Math.min(size, missing);
                missing -= devices[count++];
            }
        }
        if (missing > 0) {
            return Allocation.NONE;
        }
        for (int i = 0; i < count; i++) {
            hold(nodes[i], devices[i], 1, shape);
        }
        return new Allocation(Arrays.copyOf(nodes, count), Arrays.copyOf(devices, count), Allocation.NO_SLOT);
    }

    /** Takes the tightest shared device with room; when there is none, opens a whole one for sharing. */
    private Allocation placeShare(int site, Shape shape, NodeChoice choice) {
        int bestNode = -1;
        int bestSlot = -1;
        int bestLeft = Demand.WHOLE;
        for (int node = machines.first(site); sharedFree > 0 && node < machines.first(site + 1); node++) {
            if (!fits(node, shape)) {
                continue;
            }
            for (int slot = 0; slot < shared[node].length; slot++) {
                int left = shared[node][slot] - shape.milli();
                if (shared[node][slot] < Demand.WHOLE && left >= 0 && left < bestLeft) {
                    bestNode = node;
                    bestSlot = slot;
                    bestLeft = left;
                }
            }
        }
        if (bestNode < 0) {
            bestNode = find(site, 1, shape, choice);
            if (bestNode < 0) {
                return Allocation.NONE;
            }
            bestSlot = firstWholeSlot(bestNode);
        }
        share(bestNode, bestSlot, shape, shape.milli());
        return new Allocation(new int[] {bestNode}, new int[] {0}, bestSlot);
    }

    private int firstWholeSlot(int node) {
        for (int slot = 0; slot < shared[node].length; slot++) {
            if (shared[node][slot] == Demand.WHOLE) {
                return slot;
            }
        }
        throw new IllegalStateException("Node %d has a free device and no slot for it".formatted(node));
    }

    private int find(int site, int devices, Shape shape, NodeChoice choice) {
        FreeBuckets nodes = buckets[site];
        int best = -1;
        for (int count = devices; count <= nodes.max(); count++) {
            for (int node = nodes.next(count, -1); node >= 0; node = nodes.next(count, node)) {
                if (best >= 0 && node >= best) {
                    break;
                }
                if (fits(node, shape)) {
                    best = node;
                    break;
                }
            }
            if (best >= 0 && choice == NodeChoice.FULLEST) {
                return best;
            }
        }
        return best;
    }

    private boolean fits(int node, Shape shape) {
        return cpuFree[node] >= shape.cpuMilli()
                && memoryFree[node] >= shape.memoryMib()
                && (machines.modelBit(node) & shape.models()) != 0;
    }

    /** Takes exactly this allocation if there is room for it; else changes nothing. */
    boolean takeSame(Allocation allocation, Shape shape) {
        if (allocation.slot() != Allocation.NO_SLOT) {
            return takeSameShare(allocation.nodes()[0], allocation.slot(), shape);
        }
        for (int i = 0; i < allocation.nodes().length; i++) {
            int node = allocation.nodes()[i];
            if (free[node] < allocation.devices()[i] || !fits(node, shape)) {
                for (int undo = 0; undo < i; undo++) {
                    hold(allocation.nodes()[undo], allocation.devices()[undo], -1, shape);
                }
                return false;
            }
            hold(node, allocation.devices()[i], 1, shape);
        }
        return true;
    }

    private boolean takeSameShare(int node, int slot, Shape shape) {
        boolean noDevice = shared[node][slot] == Demand.WHOLE && free[node] == 0;
        if (noDevice || shared[node][slot] < shape.milli() || !fits(node, shape)) {
            return false;
        }
        share(node, slot, shape, shape.milli());
        return true;
    }

    /** Gives back what {@link #place} took. */
    void release(Allocation allocation, Shape shape) {
        if (allocation.slot() != Allocation.NO_SLOT) {
            share(allocation.nodes()[0], allocation.slot(), shape, -shape.milli());
            return;
        }
        for (int i = 0; i < allocation.nodes().length; i++) {
            hold(allocation.nodes()[i], allocation.devices()[i], -1, shape);
        }
    }

    /** Takes ({@code sign} 1) or gives back (-1) one worker's resources on a node. */
    private void hold(int node, int devices, int sign, Shape shape) {
        cpuFree[node] -= sign * shape.cpuMilli();
        memoryFree[node] -= sign * shape.memoryMib();
        changeFree(node, -sign * devices);
    }

    private void share(int node, int slot, Shape shape, int milli) {
        int before = shared[node][slot];
        int after = before - milli;
        shared[node][slot] = after;
        cpuFree[node] -= Integer.signum(milli) * shape.cpuMilli();
        memoryFree[node] -= Integer.signum(milli) * shape.memoryMib();
        sharedFree += openPart(after) - openPart(before);
        if (before == Demand.WHOLE) {
            changeFree(node, -1);
        } else if (after == Demand.WHOLE) {
            changeFree(node, 1);
        }
    }

    private static int openPart(int left) {
        return left == Demand.WHOLE ? 0 : left;
    }

    private void changeFree(int node, int by) {
        int site = machines.siteOf(node);
        buckets[site].move(node, free[node], free[node] + by);
        free[node] += by;
        siteFree[site] += by;
    }
}
