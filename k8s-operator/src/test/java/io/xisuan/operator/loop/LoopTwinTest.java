package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.report.JobStanding;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.ResourceRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loop remembers from step to step makes it faster and changes nothing: beside a loop that is new at every step. */
class LoopTwinTest {
    private static final int STEPS = 14;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_loop_that_remembers_comes_to_what_one_that_forgets_everything_comes_to() {
        for (long seed = 1; seed <= 3; seed++) {
            List<String> remembering = history(seed, false);
            assertThat(remembering).as("seed %d", seed).isEqualTo(history(seed, true));
            assertThat(String.join(" ", remembering)).as("seed %d", seed).contains("OBSERVED", "CLOSED", "Queued");
        }
    }

    /** Returns what stands after each step of a random history: every job's verdict and every intent. */
    private List<String> history(long seed, boolean forgetting) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> said = new ArrayList<>();
        try (LoopGround ground = new LoopGround(folder.resolve(seed + (forgetting ? "-new" : "-old")), 6)) {
            for (int step = 0; step < STEPS; step++) {
                change(ground, random, step);
                // A loop that forgets does not know what stood still, and lets new jobs settle for three seconds.
                ground.after(1_000L * random.nextInt(3, 6));
                ground.cluster.live();
                ground.step(forgetting);
                said.add(state(ground, step));
            }
        }
        return said;
    }

    private static void change(LoopGround ground, SplittableRandom random, int step) {
        switch (random.nextInt(3)) {
            case 0 -> ground.submit(random.nextInt(1, 4), "s" + step, 8, random.nextInt(2, 12) + "s");
            case 1 ->
                ground.jobs().stream()
                        .skip(random.nextInt(1 + ground.jobs().size()))
                        .findFirst()
                        .ifPresent(job -> ground.delete(job.getMetadata().getName()));
            default -> ground.submit(1, "one" + step, random.nextInt(1, 9), "30s");
        }
    }

    private static String state(LoopGround ground, int step) {
        StringBuilder state = new StringBuilder("step " + step);
        for (TrainingJob job : ground.jobs()) {
            String name = job.getMetadata().getName();
            state.append("\n").append(name).append(" ");
            ground.board
                    .verdict(ResourceRef.to(job))
                    .ifPresent(verdict -> state.append(
                            verdict instanceof JobStanding standing
                                            && standing.verdict() instanceof JobVerdict.Queued queued
                                    ? "Queued " + queued.reason().word()
                                    : verdict));
            for (Intent intent : ground.store.intents(job.getMetadata().getUid())) {
                state.append(
                        " %s %s %s %s".formatted(intent.state(), intent.site(), intent.workers(), intent.outcome()));
            }
        }
        return state.toString();
    }
}
