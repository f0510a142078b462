package io.xisuan.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The state against its plain twin over seeded random histories of starts, ends, owners' pods, marks and returns. */
class ClusterHistoriesTest {
    private static final int HISTORIES = 200;
    private static final int EVENTS = 150;
    private static final List<DeviceType> TYPES = List.of(new DeviceType("a"), new DeviceType("b"));

    @Test
    void fast_and_plain_state_agree_after_every_event() {
        int allocated = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(new SplittableRandom(seed));
            for (int event = 0; event < EVENTS; event++) {
                String what = history.step(event);
                history.compare("seed %d, event %d: %s".formatted(seed, event, what));
            }
            allocated += history.allocated;
        }
        assertThat(allocated).as("gangs allocated").isGreaterThan(HISTORIES * 10);
    }

    private static final class History {
        private final SplittableRandom random;
        private final List<NodeShape> nodes = new ArrayList<>();
        private final ClusterState fast;
        private final PlainCluster plain;
        private final Deque<Integer> marks = new ArrayDeque<>();
        private int allocated;

        History(SplittableRandom random) {
            this.random = random;
            List<SiteShape> sites = new ArrayList<>();
            for (int s = 0; s < 2; s++) {
                SiteId site = new SiteId("s" + s);
                sites.add(SiteShape.of(site));
                for (int n = 0; n < 4; n++) {
                    int devices = random.nextInt(1, 9);
                    NodeLoad load = NodeLoad.ofDevices(random.nextInt(devices + 1));
                    nodes.add(NodeShape.of(
                            site,
                            new NodeName("n" + n),
                            TYPES.get(random.nextInt(2)),
                            Capacity.of(devices, 100, 100),
                            load));
                }
            }
            this.fast = ClusterState.of(sites, nodes);
            this.plain = new PlainCluster(nodes);
        }

        String step(int event) {
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> allocate(event);
                case 3 -> release();
                case 4 -> background();
                case 5 -> headroom();
                case 6 -> mark();
                default -> back();
            };
        }

        private String allocate(int event) {
            NodeShape node = nodes.get(random.nextInt(nodes.size()));
            Gang gang = Gang.ofDevices(random.nextInt(1, 3), random.nextInt(1, 4));
            List<WorkerPlacement> workers = new ArrayList<>();
            for (int rank = 0; rank < gang.workers(); rank++) {
                workers.add(new WorkerPlacement(rank, node.name(), gang.shape(0).wholeDevices()));
            }
            JobId job = new JobId("ns", "j" + event, "u" + event);
            Allocation allocation = new Allocation(job, node.site(), node.type(), gang, workers);
            boolean fits = plain.free(node) >= gang.devices();
            boolean taken = taken(allocation);
            assertThat(taken).as("%s fits", allocation).isEqualTo(fits);
            if (fits) {
                plain.allocate(allocation);
                allocated++;
            }
            return "allocate " + allocation;
        }

        private static RunningJob running(Allocation allocation) {
            JobRequest request = JobRequest.of(
                    allocation.job(),
                    new TenantId("t"),
                    allocation.gang(),
                    List.of(Variant.of(allocation.type())),
                    Times.of(0, 1));
            return RunningJob.of(request, allocation, 0, 1);
        }

        private boolean taken(Allocation allocation) {
            try {
                fast.start(running(allocation));
                return true;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("has no room for a worker");
                return false;
            }
        }

        private String release() {
            List<Allocation> held = plain.allocations();
            if (held.isEmpty()) {
                return "nothing to release";
            }
            JobId job = held.get(random.nextInt(held.size())).job();
            plain.release(job);
            fast.end(job);
            return "release " + job;
        }

        private String background() {
            NodeShape node = nodes.get(random.nextInt(nodes.size()));
            NodeLoad load = NodeLoad.ofDevices(random.nextInt(node.devices() + 1));
            plain.setBackground(node.site(), node.name(), load);
            fast.setBackground(node.site(), node.name(), load);
            return "background " + node.name() + " " + load;
        }

        private String headroom() {
            SiteId site = nodes.get(random.nextInt(nodes.size())).site();
            DeviceType type = TYPES.get(random.nextInt(2));
            int devices = random.nextInt(6);
            plain.setHeadroom(site, type, devices);
            fast.setHeadroom(site, type, devices);
            return "headroom " + site + " " + type + " " + devices;
        }

        private String mark() {
            marks.push(fast.checkpoint());
            plain.checkpoint();
            return "mark";
        }

        private String back() {
            if (marks.isEmpty()) {
                return "no mark";
            }
            if (random.nextInt(3) == 0) {
                fast.commit(marks.pop());
                plain.commit();
                return "commit";
            }
            fast.rollback(marks.pop());
            plain.rollback();
            return "rollback";
        }

        void compare(String when) {
            assertThat(fast.running().stream().map(RunningJob::allocation).toList())
                    .as(when)
                    .isEqualTo(plain.allocations());
            for (NodeShape node : nodes) {
                assertThat(fast.freeDevices(node.site(), node.name())).as(when).isEqualTo(plain.free(node));
            }
            for (Pool pool : fast.pools()) {
                assertThat(pool.sellableDevices()).as(when).isEqualTo(plain.sellable(pool.site(), pool.type()));
                for (int free = 0; free <= pool.maxDevices(); free++) {
                    int first = pool.nextWithFree(free, pool.firstNode());
                    assertThat(first < 0 ? "" : pool.nodeName(first).value())
                            .as(when)
                            .isEqualTo(plain.first(pool.site(), pool.type(), free));
                }
            }
        }
    }
}
