package io.xisuan.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The state against its plain twin over seeded random histories of starts, ends, stops, owners' pods, cordons, losses, marks
 * and returns, with whole devices, shares by thousandths and by memory, MIG instances, other resources and several roles.
 */
class ClusterHistoriesTest {
    private static final int HISTORIES = 50;
    private static final int EVENTS = 100;

    @Test
    void fast_and_plain_state_agree_after_every_event() {
        int started = 0;
        int refused = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(new SplittableRandom(seed));
            for (int event = 0; event < EVENTS; event++) {
                String what = history.step(event);
                history.compare("seed %d, event %d: %s".formatted(seed, event, what));
            }
            started += history.started;
            refused += history.refused;
        }
        assertThat(started).as("gangs started").isGreaterThan(HISTORIES * 5);
        assertThat(refused).as("gangs refused").isGreaterThan(HISTORIES * 5);
    }

    private static final class History {
        private final SplittableRandom random;
        private final List<NodeShape> nodes;
        private final ClusterState fast;
        private final PlainCluster plain;
        private final PlainView view;
        private final Deque<Integer> marks = new ArrayDeque<>();
        private int started;
        private int refused;

        History(SplittableRandom random) {
            this.random = random;
            this.nodes = RandomNodes.nodes(random, 6);
            this.fast = ClusterState.of(
                    RandomNodes.SITES.stream().map(SiteShape::of).toList(), nodes);
            this.plain = new PlainCluster(nodes);
            this.view = new PlainView(fast, plain);
        }

        String step(int event) {
            return switch (random.nextInt(14)) {
                case 0, 1, 2, 3, 4 -> start(event);
                case 5 -> end();
                case 6 -> stop(event);
                case 7 -> background();
                case 8 -> headroom();
                case 9 -> cordon();
                case 10 -> lose();
                case 11, 12 -> mark();
                default -> back();
            };
        }

        private NodeShape anyNode() {
            return nodes.get(random.nextInt(nodes.size()));
        }

        private String start(int event) {
            Pool pool = fast.pools().get(random.nextInt(fast.pools().size()));
            Gang gang = RandomNodes.gang(random);
            JobId id = new JobId("ns", "j" + event, "u" + event);
            Allocation allocation = new Allocation(id, pool.site(), pool.type(), gang, workers(pool, gang));
            JobRequest request =
                    JobRequest.of(id, new TenantId("t"), gang, List.of(Variant.of(pool.type())), Times.of(0, 1_000));
            RunningJob job = RunningJob.of(request, allocation, event, event + 1_000L);
            boolean fits = plain.fits(allocation);
            assertThat(starts(job)).as("%s fits", allocation).isEqualTo(fits);
            if (fits) {
                plain.start(job);
            }
            started += fits ? 1 : 0;
            refused += fits ? 0 : 1;
            return "start " + allocation;
        }

        /** Most where they fit one after the other, some anywhere. */
        private List<WorkerPlacement> workers(Pool pool, Gang gang) {
            List<WorkerPlacement> workers = new ArrayList<>();
            try (Trial trial = pool.trial()) {
                for (int rank = 0; rank < gang.workers(); rank++) {
                    WorkerShape shape = gang.shape(rank);
                    int node = random.nextInt(pool.firstNode(), pool.endNode());
                    workers.add(
                            pool.workersThatFit(node, shape, 1) > 0 && random.nextInt(12) > 0
                                    ? trial.take(node, shape, rank)
                                    : anywhere(pool, node, shape, rank));
                }
            }
            return workers;
        }

        private WorkerPlacement anywhere(Pool pool, int node, WorkerShape shape, int rank) {
            return shape.accelerators().isPart()
                    ? new WorkerPlacement(rank, pool.nodeName(node), 0, random.nextInt(-1, 9), random.nextInt(8))
                    : new WorkerPlacement(rank, pool.nodeName(node), shape.wholeDevices());
        }

        private boolean starts(RunningJob job) {
            try {
                fast.start(job);
                return true;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("has no room for a worker");
                return false;
            }
        }

        private String end() {
            List<RunningJob> running = plain.running();
            if (running.isEmpty()) {
                return "nothing to end";
            }
            RunningJob job = running.get(random.nextInt(running.size()));
            plain.end(job.job());
            assertThat(fast.end(job.job())).isEqualTo(job);
            return "end " + job.job();
        }

        private String stop(int event) {
            List<RunningJob> running = plain.running();
            if (running.isEmpty()) {
                return "nothing to stop";
            }
            RunningJob job = running.get(random.nextInt(running.size()));
            plain.stopBy(job.job(), event + 30L);
            fast.stopBy(job.job(), event + 30L);
            return "stop " + job.job();
        }

        private String background() {
            NodeShape node = anyNode();
            NodeLoad load = RandomNodes.load(random, node.devices());
            plain.setBackground(node, load);
            fast.setBackground(node.site(), node.name(), load);
            return "background " + node.name() + " " + load;
        }

        private String headroom() {
            SiteId site = RandomNodes.SITES.get(random.nextInt(2));
            DeviceType type = RandomNodes.TYPES.get(random.nextInt(2));
            int devices = random.nextInt(6);
            plain.setHeadroom(site, type, devices);
            fast.setHeadroom(site, type, devices);
            return "headroom " + site + " " + type + " " + devices;
        }

        private String cordon() {
            NodeShape node = anyNode();
            boolean on = random.nextInt(3) == 0;
            plain.setCordoned(node, on);
            fast.setCordoned(node.site(), node.name(), on);
            return "cordon " + node.name() + " " + on;
        }

        private String lose() {
            NodeShape node = anyNode();
            boolean on = random.nextInt(3) == 0;
            plain.setLost(node, on);
            fast.setLost(node.site(), node.name(), on);
            return "lose " + node.name() + " " + on;
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
            assertThat(fast.running()).as(when).isEqualTo(plain.running());
            Map<Holding, Integer> holdings = new HashMap<>();
            fast.forEachHolding(holdings::put);
            assertThat(holdings)
                    .as(when)
                    .isEqualTo(plain.running().stream().collect(Collectors.toMap(Holding::of, job -> 1, Integer::sum)));
            for (NodeShape node : nodes) {
                assertThat(fast.runningOn(fast.nodeOf(node.site(), node.name())))
                        .as(when)
                        .containsExactlyInAnyOrderElementsOf(plain.runningOn(node));
            }
            fast.pools().forEach(pool -> view.compare(pool, when));
        }
    }
}
