package io.xisuan.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.demand.TopologyLevel;
import java.util.List;
import java.util.stream.IntStream;

/** What a pool shows, held against the plain twin; and a copy of the free devices that is kept by the log of changes alone. */
final class PlainView {
    private final ClusterState fast;
    private final PlainCluster plain;
    private final int[] byLog;
    private long position;

    PlainView(ClusterState fast, PlainCluster plain) {
        this.fast = fast;
        this.plain = plain;
        this.byLog = new int[fast.nodes().size()];
    }

    void compare(Pool pool, String when) {
        List<NodeShape> nodes = plain.of(pool.site(), pool.type());
        followLog(pool);
        for (int i = 0; i < nodes.size(); i++) {
            NodeShape node = nodes.get(i);
            int index = pool.firstNode() + i;
            assertThat(List.<Object>of(
                            pool.nodeName(index),
                            pool.isOpen(index),
                            pool.freeDevices(index),
                            pool.freeCpuMillis(index),
                            pool.freeMemoryMib(index),
                            pool.freeOther(index, RandomNodes.NIC),
                            pool.openedDevices(index),
                            byLog[index]))
                    .as(when)
                    .isEqualTo(List.<Object>of(
                            node.name(),
                            plain.isOpen(node),
                            plain.free(node),
                            plain.freeCpuMillis(node),
                            plain.freeMemoryMib(node),
                            plain.freeOther(node, RandomNodes.NIC),
                            plain.opened(node),
                            plain.free(node)));
        }
        assertThat(pool.sellableDevices()).as(when).isEqualTo(plain.sellable(pool.site(), pool.type()));
        assertThat(pool.soldDevices()).as(when).isEqualTo(plain.sold(pool.site(), pool.type()));
        assertThat(pool.freeDevices())
                .as(when)
                .isEqualTo(nodes.stream().mapToLong(plain::free).sum());
        comparesIndexes(pool, nodes, when);
    }

    private void comparesIndexes(Pool pool, List<NodeShape> nodes, String when) {
        for (int free = 0; free <= pool.maxDevices(); free++) {
            int wanted = free;
            int[] expected = IntStream.range(pool.firstNode(), pool.endNode())
                    .filter(node -> plain.free(nodes.get(node - pool.firstNode())) == wanted)
                    .toArray();
            int[] found = IntStream.iterate(
                            pool.nextWithFree(free, pool.firstNode()),
                            node -> node >= 0,
                            node -> pool.nextWithFree(wanted, node + 1))
                    .toArray();
            assertThat(found).as(when).isEqualTo(expected);
        }
        for (TopologyLevel level : List.of(TopologyLevel.RACK, TopologyLevel.NVLINK)) {
            for (int domain = pool.firstDomain(level); domain < pool.endDomain(level); domain++) {
                long expected = IntStream.range(pool.domainFirst(level, domain), pool.domainEnd(level, domain))
                        .map(node -> plain.free(nodes.get(node - pool.firstNode())) / 2)
                        .sum();
                assertThat(pool.workersByDevices(level, domain, 2)).as(when).isEqualTo(expected);
            }
        }
    }

    private void followLog(Pool any) {
        ChangeLog log = any.changes();
        if (!log.reaches(position)) {
            fast.pools()
                    .forEach(pool -> IntStream.range(pool.firstNode(), pool.endNode())
                            .forEach(node -> byLog[node] = pool.freeDevices(node)));
            position = log.end();
        }
        while (position < log.end()) {
            int node = log.node(position++);
            byLog[node] = any.freeDevices(node);
        }
    }
}
