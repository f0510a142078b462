package io.xisuan.operator.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.MeteringFold;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meter that looks, dies and looks again against the fold of everything that there was to be observed. */
class LiveAgreesWithFoldTest {
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_journal_has_the_very_records_of_the_fold_of_all_observations() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(15_000 + round);
            GangHistory history = GangHistory.random(random, round % 3 == 0 ? 1_300 : 0);
            List<UsageInterval> live = new MeterRun(history, folder.resolve("run-" + round))
                    .until(history.endMillis() + GangHistory.DAY, 100, random.split())
                    .usage();
            List<UsageInterval> folded = MeteringFold.fold(GangHistory.SITE, window(history), observations(history))
                    .held();

            assertThat(live).as("round %d", round).containsExactlyInAnyOrderElementsOf(folded);
        }
    }

    private static Interval window(GangHistory history) {
        return new Interval(GangHistory.START - GangHistory.DAY, history.endMillis() + 2 * GangHistory.DAY);
    }

    private static List<Observation> observations(GangHistory history) {
        List<Observation> seen = new ArrayList<>();
        for (int node = 0; node < GangHistory.NODES; node++) {
            seen.add(new Observation.NodeSeen(new NodeSpan(
                    GangHistory.node(node),
                    GangHistory.RESOURCE,
                    AcceleratorModel.NVIDIA_H800,
                    AcceleratorShare.WHOLE,
                    GangHistory.DEVICES,
                    GangHistory.DEVICES,
                    0,
                    NodeState.READY,
                    window(history))));
        }
        for (MeteredAttempt attempt : history.attempts()) {
            seen.add(new Observation.Opened(attempt.terms()));
            history.livesOf(attempt.key()).forEach(life -> addLife(attempt, life, seen));
        }
        return seen;
    }

    private static void addLife(MeteredAttempt attempt, PodLife life, List<Observation> seen) {
        PodHolding holding = new PodHolding(
                new PodIdentity(life.uid(), life.uid().substring(4), attempt.key(), life.rank(), life.node()),
                attempt.resource(),
                attempt.devicesPerWorker(),
                attempt.model(),
                AcceleratorShare.WHOLE);
        long finished = PodLife.second(life.finishedMillis() + life.nodeAheadMillis());
        EndCause cause = life.failed() ? EndCause.FAILED : EndCause.COMPLETED;
        for (PodEdge edge : List.of(
                new PodEdge.Bound(PodLife.second(life.boundMillis()), List.of()),
                new PodEdge.Started(PodLife.second(life.startedMillis() + life.nodeAheadMillis())),
                new PodEdge.Terminated(finished, cause),
                new PodEdge.Released(finished))) {
            seen.add(new Observation.PodSeen(holding, edge));
        }
    }
}
