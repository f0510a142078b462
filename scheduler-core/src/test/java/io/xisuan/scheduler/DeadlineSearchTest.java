package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.reservation.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Place, accelerator and start by a deadline. Site a has one node of 8 fast devices, site b one of 8 slow ones; a job of 60 ms at
 * throughput 1 takes 30 ms at a. A millisecond costs 10 fen at a and 4 at b, and at night (from 100 to 200) 1 fen at both.
 */
class DeadlineSearchTest {
    private static final SiteId A = new SiteId("a");
    private static final SiteId B = new SiteId("b");
    private static final DeviceType FAST = new DeviceType("fast");
    private static final DeviceType SLOW = new DeviceType("slow");
    private static final Variant ON_A = Variant.of(FAST, Rational.of(2, 1));
    private static final Variant ON_B = Variant.of(SLOW);

    private final ClusterState state = ClusterState.of(
            List.of(SiteShape.of(A), SiteShape.of(B)),
            List.of(
                    NodeShape.of(A, new NodeName("na"), FAST, Capacity.of(8, 0, 0), NodeLoad.NONE),
                    NodeShape.of(B, new NodeName("nb"), SLOW, Capacity.of(8, 0, 0), NodeLoad.NONE)));

    /** What each millisecond costs, summed over the run. */
    private static final DeadlineSearch.Prices PRICES = new DeadlineSearch.Prices() {
        @Override
        public Cost cost(JobRequest placed, Candidate candidate, long startMillis) {
            long day = candidate.pool().site().equals(A) ? 10 : 4;
            long fen = LongStream.range(startMillis, startMillis + candidate.holdMillis(placed))
                    .map(instant -> instant >= 100 && instant < 200 ? 1 : day)
                    .sum();
            return Cost.Priced.gross(Money.ofFen(fen));
        }

        @Override
        public long score(JobRequest placed, Candidate candidate, Cost.Priced cost, long startMillis) {
            return cost.ranking().fen();
        }

        @Override
        public List<Long> changes(SiteId site, long fromMillis, long toMillis) {
            return LongStream.of(100, 200)
                    .filter(instant -> instant >= fromMillis && instant < toMillis)
                    .boxed()
                    .toList();
        }
    };

    private static JobRequest job(long deadlineMillis) {
        return JobRequest.of(
                new JobId("ns", "j", "j"),
                new TenantId("t"),
                Gang.ofDevices(1, 8),
                List.of(ON_A, ON_B),
                Times.of(0, 60).by(deadlineMillis));
    }

    private void runs(SiteId site, String node, DeviceType type, long untilMillis) {
        JobId id = new JobId("ns", "r" + site, "r" + site);
        Gang gang = Gang.ofDevices(1, 8);
        JobRequest request = JobRequest.of(id, new TenantId("t"), gang, List.of(Variant.of(type)), Times.of(0, 1));
        WorkerPlacement worker = new WorkerPlacement(0, new NodeName(node), 8);
        state.start(RunningJob.of(request, new Allocation(id, site, type, gang, List.of(worker)), 0, untilMillis));
    }

    private List<Candidate> candidates() {
        List<Pool> pools = state.pools();
        return List.of(
                new Candidate(pools.get(0), ON_A, Transfer.NONE), new Candidate(pools.get(1), ON_B, Transfer.NONE));
    }

    private String found(long deadlineMillis) {
        DeadlineSearch search = new DeadlineSearch(new Future(state, 0), PRICES);
        JobRequest job = job(deadlineMillis);
        Optional<DeadlineSearch.Chosen> chosen = search.cheapest(job, candidates(), 0);
        return chosen.map(start -> "%s at %d, ends %d, costs %d"
                        .formatted(
                                start.candidate().pool().site(),
                                start.startMillis(),
                                start.endMillis(),
                                start.cost().ranking().fen()))
                .orElseGet(() -> "ends "
                        + search.earliestEnd(job, candidates(), 0)
                                .map(Object::toString)
                                .orElse("never"));
    }

    @Test
    void the_place_and_the_start_of_least_cost_that_end_in_time_are_taken_together() {
        assertThat(found(30)).as("only the fast site is in time").isEqualTo("a at 0, ends 30, costs 300");
        assertThat(found(60)).as("the slow site is cheaper").isEqualTo("b at 0, ends 60, costs 240");
        assertThat(found(110)).as("the run may reach into the night").isEqualTo("a at 80, ends 110, costs 210");
        assertThat(found(1_000)).as("all of it may be at night").isEqualTo("a at 100, ends 130, costs 30");
    }

    @Test
    void a_deadline_that_cannot_be_met_is_answered_with_the_earliest_end() {
        assertThat(found(29)).isEqualTo("ends 30");
        runs(A, "na", FAST, 50);
        runs(B, "nb", SLOW, 10);
        assertThat(found(60)).isEqualTo("ends 70");
        assertThat(found(70)).isEqualTo("b at 10, ends 70, costs 240");
    }

    @Test
    void a_start_waits_for_room_that_comes_free_in_time() {
        runs(A, "na", FAST, 110);
        runs(B, "nb", SLOW, 5_000);
        assertThat(found(150)).isEqualTo("a at 110, ends 140, costs 30");
        assertThat(found(139)).isEqualTo("ends 140");
    }

    @Test
    void nothing_that_is_known_makes_room_on_a_lost_node() {
        state.setLost(A, new NodeName("na"), true);
        state.setLost(B, new NodeName("nb"), true);
        assertThat(found(1_000)).isEqualTo("ends never");
    }
}
