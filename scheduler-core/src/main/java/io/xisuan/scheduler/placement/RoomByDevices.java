package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The nodes of a range that take workers of whole devices, those that take most first, of equals the fullest; found by their
 * free devices, so that nodes which are not needed are not looked at.
 *
 * <p>A node takes at most {@code free / each} workers; those that take fewer, for CPU or memory, are put off until it is
 * their turn.
 */
final class RoomByDevices implements Iterator<Room> {
    private static final Room NONE = new Room(-1, 0);

    private final Search search;
    private final Pool pool;
    private final Range range;
    private final int most;
    private final int each;
    /** Those that take fewer workers than their free devices allow. */
    private final PriorityQueue<Room> putOff;

    /** The number of workers whose turn it is, and where the walk through the nodes that may take them stands. */
    private int level;

    private int free;
    private int from;
    private Room next;

    RoomByDevices(Search search, Range range, int most) {
        this.search = search;
        this.pool = search.pool();
        this.range = range;
        this.most = most;
        this.each = search.shape().wholeDevices();
        this.putOff = new PriorityQueue<>(Comparator.comparingInt((Room room) -> -room.workers())
                .thenComparingInt(room -> pool.freeDevices(room.node()))
                .thenComparingInt(Room::node));
        this.level = Math.min(most, pool.maxDevices() / each);
        this.free = level * each;
        this.from = range.first();
        this.next = find();
    }

    @Override
    public boolean hasNext() {
        return next.node() >= 0;
    }

    @Override
    public Room next() {
        if (next.node() < 0) {
            throw new NoSuchElementException("No node is left that takes a worker");
        }
        Room found = next;
        next = find();
        return found;
    }

    private Room find() {
        while (level > 0) {
            Room walked = walk();
            if (walked.node() >= 0) {
                return walked;
            }
            Room late = putOff.peek();
            if (late != null && late.workers() == level) {
                putOff.remove();
                return late;
            }
            level--;
            free = level * each;
            from = range.first();
        }
        return NONE;
    }

    /** Goes on through the nodes whose free devices allow just as many workers as it is the turn of, the fullest first. */
    private Room walk() {
        int last = level == Math.min(most, pool.maxDevices() / each) ? pool.maxDevices() : level * each + each - 1;
        while (free <= last) {
            int node = pool.nextWithFree(free, from);
            if (node < 0 || node >= range.end()) {
                free++;
                from = range.first();
                continue;
            }
            from = node + 1;
            int workers = search.workers(node, level);
            if (workers == level) {
                return new Room(node, workers);
            }
            if (workers > 0) {
                putOff.add(new Room(node, workers));
            }
        }
        return NONE;
    }
}
