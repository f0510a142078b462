package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SeatRecord;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room is made for jobs over random histories, with the leader killed at random points, in virtual time over a real store. */
class RoomHistoriesTest {
    private static final Limits QUICK =
            new Limits(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofSeconds(20));
    private static final int STEPS = 90;
    private static final int MOST_STEPS = 900;

    @TempDir
    private Path folder;

    private int preempted;
    private int resized;
    private int killed;
    private int emptiedPlaces;

    /** One history: the world goes on while leaders come and go. */
    private final class History implements AutoCloseable {
        private final long seed;
        private final boolean draining;
        private final SplittableRandom random;
        private final LoopGround ground;
        private final RoomWorld world;
        private OperatorLoop loop;
        private int submitted;

        History(long seed) {
            this(seed, false);
        }

        /** @param draining whether operations empty nodes and sites meanwhile */
        History(long seed, boolean draining) {
            this.draining = draining;
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.ground = new LoopGround(folder.resolve("s" + seed), 8);
            this.world = new RoomWorld(() -> Instant.ofEpochMilli(ground.now()), ground.cluster.snapshot());
            this.loop = leader();
        }

        private OperatorLoop leader() {
            JobRecords jobs = new JobRecords(ground.store);
            long epoch = ground.store.mintEpoch("history", ground.now());
            LiveMeter meter = LiveMeter.restore(
                    ground.parts.journal(),
                    jobs.live().stream().map(OperatorLoop::metered).toList(),
                    MeterRules.standard());
            Parts parts = new Parts(
                    ground.store,
                    new Parts.Leadership(epoch, ground.now()),
                    ground.parts.journal(),
                    new TreeMap<>(Map.of(LoopGround.CLUSTER, new ClusterLink(LoopGround.CLUSTER, world, world, meter))),
                    ground,
                    ground.board,
                    ground.parts.events(),
                    jobs,
                    new AttemptTimes(),
                    new Remarks(),
                    QUICK,
                    Optional.empty(),
                    Optional.empty(),
                    ground.parts.figures(),
                    Optional.empty());
            return new OperatorLoop(parts, new Hands(Runnable::run), () -> 0);
        }

        void run() {
            int steps = 0;
            while (steps < STEPS || (unfinished() && steps < MOST_STEPS)) {
                if (steps < STEPS && random.nextInt(6) == 0) {
                    submit();
                }
                if (draining && random.nextInt(10) == 0) {
                    drainOrUndo(steps < STEPS);
                }
                if (steps < STEPS && random.nextInt(12) == 0) {
                    world.killAfter(random.nextInt(4));
                }
                ground.after(1_000 + random.nextInt(2_500));
                world.live();
                step();
                check();
                steps++;
            }
            assertThat(unfinished()).as("seed %d: %s", seed, left()).isFalse();
            ends();
        }

        /** Empties a node or a site by now or before long, or lets what is drained sell again; in the end all is undone. */
        private void drainOrUndo(boolean more) {
            DrainBook book = new DrainBook(ground.store);
            Principal who = new Principal("history");
            List<Drain> open = book.open();
            if (!open.isEmpty() && (!more || random.nextBoolean())) {
                book.undo(open.get(random.nextInt(open.size())).place(), who, ground.now());
            } else if (more) {
                String place = random.nextInt(6) == 0 ? "east" : "node-%05d".formatted(random.nextInt(8));
                long by = random.nextBoolean() ? 0 : ground.now() + 10_000 + random.nextInt(40_000);
                book.ask(Drain.of(place, by, who, ground.now()));
            }
        }

        private void step() {
            try {
                loop.step(ground.now());
            } catch (RoomWorld.Killed gone) {
                another();
            } catch (CompletionException acting) {
                // The process ended in one of the hands that act beside the loop.
                assertThat(acting).hasCauseInstanceOf(RoomWorld.Killed.class);
                another();
            }
        }

        private void another() {
            killed++;
            world.killAfter(Integer.MAX_VALUE);
            loop = leader();
        }

        private void submit() {
            int number = submitted++;
            int workers = 1 + random.nextInt(3);
            boolean agreed = random.nextInt(4) > 0;
            boolean elastic = agreed && workers > 1 && random.nextInt(2) == 0;
            int priority = 10 * random.nextInt(6);
            int grace = 1 + random.nextInt(15);
            String runFor = (10 + random.nextInt(120)) + "s";
            ground.submit("job%d".formatted(number), runFor, spec -> {
                spec.put("workers", workers).put("priority", priority);
                spec.put("runTime", "5m");
                spec.remove("checkpoint");
                if (elastic) {
                    spec.put("minWorkers", 1);
                }
                if (agreed) {
                    ObjectNode checkpoint = spec.putObject("checkpoint");
                    checkpoint
                            .put("uri", "s3://checkpoints/x")
                            .put("every", "30s")
                            .put("grace", grace + "s");
                }
            });
        }

        /** What holds at every instant: no node gives more than it has, and a gang is whole or not there at all. */
        private void check() {
            world.held()
                    .forEach((node, devices) ->
                            assertThat(devices).as("seed %d: %s", seed, node).isLessThanOrEqualTo(8));
            SortedMap<String, Integer> gangs = world.gangs();
            for (Intent intent : ground.store.liveIntents()) {
                String name =
                        intent.attempt().job().uid() + "#" + intent.attempt().attempt();
                Integer there = gangs.get(name);
                if (there != null) {
                    assertThat(there)
                            .as("seed %d: %s", seed, name)
                            .isEqualTo(intent.workers().size());
                }
            }
            emptied();
            TreeSet<String> seats = new TreeSet<>();
            for (SeatRecord seat : new RoomBook(ground.store).openSeats()) {
                assertThat(seats.add(seat.claim().job().uid()))
                        .as("seed %d: two seats", seed)
                        .isTrue();
            }
        }

        /** A drain that the leader says is over has no job of ours left on its nodes. */
        private void emptied() {
            for (Drain drain : new DrainBook(ground.store).open()) {
                if (drain.state() == Drain.State.DRAINED && drain.answeredAtMillis() == ground.now()) {
                    emptiedPlaces++;
                    SortedSet<NodeName> still = held();
                    if (DrainedPlace.of(drain, ground.wishes().sites(), world.nodes())
                            instanceof DrainedPlace.Nodes(SortedSet<NodeName> names)) {
                        still.retainAll(names);
                    }
                    assertThat(still).as("seed %d: %s", seed, drain).isEmpty();
                }
            }
        }

        private SortedSet<NodeName> held() {
            SortedSet<NodeName> held = new TreeSet<>();
            ground.store.liveIntents().forEach(intent -> intent.workers().forEach(worker -> held.add(worker.node())));
            return held;
        }

        private boolean unfinished() {
            return ground.jobs().stream().anyMatch(job -> !over(job));
        }

        private boolean over(TrainingJob job) {
            List<Intent> attempts = ground.store.intents(job.getMetadata().getUid());
            return !attempts.isEmpty()
                    && attempts.getLast()
                            .outcome()
                            .filter(outcome -> outcome.text().startsWith("Succeeded"))
                            .isPresent();
        }

        private List<String> left() {
            return ground.jobs().stream()
                    .filter(job -> !over(job))
                    .map(job ->
                            job.getMetadata().getName() + " " + job.getSpec().workers() + " p"
                                    + job.getSpec().priority() + " "
                                    + ground.store.intents(job.getMetadata().getUid()).stream()
                                            .map(intent -> intent.state() + " " + intent.outcome())
                                            .toList()
                                    + ground.store.decisions(job.getMetadata().getUid()))
                    .toList();
        }

        /** What holds of the whole: nobody stopped one another in turn, only lower priorities made room, and no seat is kept for ever. */
        private void ends() {
            TreeMap<String, Integer> priorities = new TreeMap<>();
            ground.jobs()
                    .forEach(job -> priorities.put(
                            job.getMetadata().getUid(),
                            Optional.ofNullable(job.getSpec().priority()).orElse(0)));
            TreeSet<String> pairs = new TreeSet<>();
            for (TrainingJob job : ground.jobs()) {
                for (StopRecord stop :
                        ground.store.stops().ofJob(job.getMetadata().getUid())) {
                    count(stop);
                    if (stop.order().reason().equals("Preempted")) {
                        String victim = stop.order().attempt().job().uid();
                        String winner = stop.order().beneficiary().orElseThrow().uid();
                        pairs.add(victim + " " + winner);
                        assertThat(priorities.get(victim))
                                .as("seed %d: %s for %s", seed, victim, winner)
                                .isLessThan(priorities.get(winner));
                        assertThat(pairs).as("seed %d", seed).doesNotContain(winner + " " + victim);
                    }
                }
            }
            for (int i = 0; i < 3; i++) {
                ground.after(RoomPlan.KEPT_MILLIS);
                world.live();
                step();
            }
            assertThat(new RoomBook(ground.store).openSeats())
                    .as("seed %d", seed)
                    .isEmpty();
        }

        private void count(StopRecord stop) {
            preempted += stop.order().reason().equals("Preempted") ? 1 : 0;
            resized += stop.order().reason().equals("Resized") ? 1 : 0;
        }

        @Override
        public void close() {
            ground.close();
        }
    }

    @Test
    void over_random_histories_with_kills_nobody_takes_turns_and_no_node_gives_more_than_it_has() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(folder.resolve("s" + seed).toFile().mkdir()).isTrue();
            try (History history = new History(seed)) {
                history.run();
            }
        }
        assertThat(preempted).as("jobs were preempted").isGreaterThan(5);
        assertThat(resized).as("jobs were resized").isGreaterThan(2);
        assertThat(killed).as("leaders were killed").isGreaterThan(10);
    }

    @Test
    void over_random_histories_with_kills_what_is_said_to_be_drained_has_no_job_and_all_finish_once_it_is_undone() {
        for (long seed = 11; seed <= 12; seed++) {
            assertThat(folder.resolve("s" + seed).toFile().mkdir()).isTrue();
            try (History history = new History(seed, true)) {
                history.run();
            }
        }
        assertThat(emptiedPlaces).as("places were emptied").isGreaterThan(5);
        assertThat(killed).as("leaders were killed").isGreaterThan(5);
    }
}
