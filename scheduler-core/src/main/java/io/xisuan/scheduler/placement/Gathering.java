package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Role;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The shares of one role's workers in a range of nodes: whole or not at all, on as few nodes as can be. */
final class Gathering {
    private final Search search;
    private final int role;
    private final int workers;
    private final Taken taken;

    Gathering(Search search, int role, Role wanted, Taken taken) {
        this.search = search;
        this.role = role;
        this.workers = wanted.maxWorkers();
        this.taken = taken;
    }

    /** Returns the one node of the range that takes them all and opens no more devices than may be sold, or empty. */
    Optional<List<Places.Share>> onOneNode(Range range) {
        taken.clear();
        int node = search.fullest(range, workers, taken);
        return node < 0 || search.opened(node, workers) > sellable()
                ? Optional.empty()
                : Optional.of(List.of(share(node, workers)));
    }

    /** Returns the shares on as few nodes of the range as can be; when too many devices would open, those that open fewest. */
    Optional<List<Places.Share>> gathered(Range range) {
        Optional<List<Places.Share>> few = onFewNodes(range);
        return few.isEmpty() || opened(few.get()) <= sellable()
                ? few
                : Thrift.shares(search, role, workers, range).filter(shares -> opened(shares) <= sellable());
    }

    /** One node that takes all the rest ends it, the fullest; until there is one, the node that takes most. */
    private Optional<List<Places.Share>> onFewNodes(Range range) {
        taken.clear();
        List<Places.Share> shares = new ArrayList<>();
        Iterator<Room> rooms = Room.largestFirst(search, range, workers);
        int rest = workers;
        while (rooms.hasNext()) {
            Room room = rooms.next();
            if (room.workers() >= rest) {
                shares.add(share(search.fullest(range, rest, taken), rest));
                return Optional.of(shares);
            }
            shares.add(share(room.node(), room.workers()));
            taken.add(room.node());
            rest -= room.workers();
        }
        return Optional.empty();
    }

    private long opened(List<Places.Share> shares) {
        long opened = 0;
        for (Places.Share share : shares) {
            opened += search.opened(share.node(), share.workers());
        }
        return opened;
    }

    private long sellable() {
        Pool pool = search.pool();
        return pool.sellableDevices();
    }

    private Places.Share share(int node, int some) {
        return new Places.Share(role, node, some);
    }
}
