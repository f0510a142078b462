package io.xisuan.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** A node that takes so many workers of a role. */
record Room(int node, int workers) {
    private record Ranked(Room room, boolean used, int opened, int free) {
        static final Comparator<Ranked> ORDER = Comparator.comparingInt(
                        (Ranked ranked) -> -ranked.room().workers())
                .thenComparing(ranked -> !ranked.used())
                .thenComparingInt(Ranked::opened)
                .thenComparingInt(Ranked::free)
                .thenComparingInt(ranked -> ranked.room().node());
    }

    /** Returns the nodes of a range that take workers, those that take most first, of equals the fullest; each at most so many. */
    static Iterator<Room> largestFirst(Search search, Range range, int most) {
        if (search.shape().wholeDevices() > 0 && !search.hasUsed()) {
            return new RoomByDevices(search, range, most);
        }
        List<Ranked> ranked = new ArrayList<>();
        for (int node = range.first(); node < range.end(); node++) {
            int workers = search.workers(node, most);
            if (workers > 0) {
                ranked.add(new Ranked(
                        new Room(node, workers),
                        search.isUsed(node),
                        search.opened(node, workers),
                        search.pool().freeDevices(node)));
            }
        }
        ranked.sort(Ranked.ORDER);
        return ranked.stream().map(Ranked::room).iterator();
    }
}
