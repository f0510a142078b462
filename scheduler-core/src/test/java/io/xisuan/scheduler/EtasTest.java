package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What waiting jobs are told against what the engine then does, when every run takes as long as expected. */
class EtasTest {
    private static final int HISTORIES = 300;
    private static final DeviceType TYPE = new DeviceType("t");
    private static final PlanOptions EASY = new PlanOptions(QueueOrder.AS_GIVEN, 1, Integer.MAX_VALUE, false);

    /** Every place costs the same. */
    private static final CostModel ONE_PRICE = new CostModel() {
        @Override
        public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
            return Cost.Priced.gross(Money.ofFen(100));
        }

        @Override
        public CostModel started(Decision.Start start) {
            return this;
        }
    };

    @Test
    void the_first_in_line_starts_no_later_than_it_is_told_and_most_others_just_then() {
        int told = 0;
        int exact = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(seed, false);
            SortedMap<JobId, Eta> etas = history.etas();
            SortedMap<JobId, Long> starts = history.starts();
            history.first().ifPresent(first -> {
                if (etas.containsKey(first)) {
                    assertThat(starts.get(first))
                            .as("seed %d: %s", history.seed, first)
                            .isLessThanOrEqualTo(
                                    Objects.requireNonNull(etas.get(first)).startMillis());
                }
            });
            for (Map.Entry<JobId, Eta> eta : etas.entrySet()) {
                told++;
                exact += Long.valueOf(eta.getValue().startMillis()).equals(starts.get(eta.getKey())) ? 1 : 0;
            }
        }
        assertThat(told).as("jobs told").isGreaterThan(600);
        assertThat(exact).as("of %d told just then", told).isGreaterThan(told * 95 / 100);
    }

    @Test
    void with_calendars_whoever_is_told_a_time_starts_and_the_state_is_as_it_was() {
        int told = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(seed, true);
            List<RunningJob> before = history.state.running();
            long sellable = history.sellable();
            SortedMap<JobId, Eta> etas = history.etas();
            assertThat(history.etas()).as("seed %d", seed).isEqualTo(etas);
            assertThat(history.state.running()).as("seed %d", seed).isEqualTo(before);
            assertThat(history.sellable()).as("seed %d", seed).isEqualTo(sellable);
            assertThat(history.starts().keySet()).as("seed %d", seed).containsAll(etas.keySet());
            told += etas.size();
        }
        assertThat(told).isGreaterThan(300);
    }

    /** A small cluster, who runs and who waits; time is milliseconds from 0. */
    private static final class History {
        private final long seed;
        private final SplittableRandom random;
        private final List<SiteShape> sites = new ArrayList<>();
        private final ClusterState state;
        private final SchedulerMemory memory;
        private List<JobRequest> waiting = new ArrayList<>();

        History(long seed, boolean calendars) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            List<NodeShape> nodes = new ArrayList<>();
            for (int site = 0; site < random.nextInt(1, 3); site++) {
                site(site, calendars, nodes);
            }
            this.state = ClusterState.of(sites, nodes);
            this.memory = new SchedulerMemory(state);
            for (int job = 0; job < random.nextInt(4, 20); job++) {
                waiting.add(job(job, calendars));
            }
            start(0);
        }

        private void site(int number, boolean calendar, List<NodeShape> nodes) {
            SiteId id = new SiteId("s" + number);
            List<HeadroomStep> steps = new ArrayList<>();
            for (int step = 0; calendar && step < random.nextInt(4); step++) {
                steps.add(new HeadroomStep(random.nextInt(1, 60), TYPE, random.nextInt(2) * random.nextInt(20)));
            }
            sites.add(SiteShape.of(id).withCalendar(steps));
            for (int node = 0; node < random.nextInt(1, 5); node++) {
                nodes.add(new NodeShape(
                        id,
                        new NodeName(id + "n" + node),
                        TYPE,
                        Capacity.of(8, random.nextInt(6, 12), 0),
                        NodeTraits.inRack("r" + node / 2),
                        NodeLoad.NONE));
            }
        }

        private JobRequest job(int number, boolean late) {
            int workers = random.nextInt(3) == 0 ? random.nextInt(2, 6) : 1;
            Gang gang = Gang.of(workers, 1 << random.nextInt(4), random.nextInt(5), 0);
            JobRequest job = JobRequest.of(
                    new JobId("ns", "j" + number, "j" + number),
                    new TenantId("t"),
                    gang,
                    List.of(Variant.of(TYPE)),
                    Times.of(number, random.nextInt(1, 30))
                            .notBefore(late && random.nextInt(5) == 0 ? random.nextInt(40) : 0));
            return random.nextInt(5) == 0
                    ? job.withWishes(Wishes.NONE.near(new TopologyWish(TopologyLevel.RACK, true)))
                    : job;
        }

        long sellable() {
            return state.pools().stream()
                    .mapToLong(pool -> pool.sellableDevices())
                    .sum();
        }

        Optional<JobId> first() {
            return waiting.stream().map(JobRequest::id).findFirst();
        }

        SortedMap<JobId, Eta> etas() {
            memory.enter(waiting);
            return Etas.of(state, memory, waiting, 0);
        }

        private List<Decision.Start> start(long now) {
            List<Decision.Start> starts = Scheduler.plan(
                            new Scheduler.Situation(state, waiting, ONE_PRICE, now), EASY, memory)
                    .starts();
            for (Decision.Start start : starts) {
                state.start(RunningJob.of(start.request(), start.allocation(), now, start.expectedEndMillis()));
                waiting.removeIf(job -> job.id().equals(start.job()));
            }
            return starts;
        }

        /** Plays all of it and returns when each job starts. */
        SortedMap<JobId, Long> starts() {
            SortedMap<JobId, Long> started = new TreeMap<>();
            waiting = new ArrayList<>(waiting);
            for (long now = 1; now < 400 && !waiting.isEmpty(); now++) {
                long instant = now;
                for (RunningJob job : state.running()) {
                    if (job.expectedEndMillis() == now) {
                        state.end(job.job());
                    }
                }
                for (SiteShape site : sites) {
                    for (HeadroomStep step : site.calendar()) {
                        if (step.fromMillis() == now) {
                            state.setHeadroom(site.id(), TYPE, step.devices());
                        }
                    }
                }
                start(instant).forEach(start -> started.put(start.job(), instant));
            }
            return started;
        }
    }
}
