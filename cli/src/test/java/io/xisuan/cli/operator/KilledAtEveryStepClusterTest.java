package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator that is killed at each request by which it changes something for a gang: once before the API server heard of it, once
 * after it was done and before its answer came. Each time the next operator finds one start and bills it once.
 *
 * <p>All of it takes minutes and has the tag {@code cluster-long}; every other step is enough for each change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledAtEveryStepClusterTest {
    private static final int WORKERS = 2;

    /** More changes than these are none of one gang: then the counting is wrong. */
    private static final int MOST = 20;

    @TempDir
    static Path work;

    private FaultedCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new FaultedCluster("killed", work, "--no-audit");
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    @Order(1)
    @Tag("cluster")
    void a_gang_starts_and_is_billed_once_whichever_change_the_operator_is_killed_at() {
        for (int step = 1; step <= 7; step++) {
            killedAt("one", step, step % 2 == 0);
        }
        cluster.booksAreSound();
    }

    @Test
    @Order(2)
    @Tag("cluster-long")
    void there_is_no_other_step_at_which_a_kill_costs_anything() {
        int step = 1;
        while (killedAt("each", step, false) && killedAt("each", step, true)) {
            step++;
            assertThat(step).isLessThan(MOST);
        }
        assertThat(step)
                .as("a gang of two is a Service, two pods and their ends at least")
                .isGreaterThan(6);
        cluster.booksAreSound();
    }

    /** Returns whether there was such a step. */
    private boolean killedAt(String series, int step, boolean after) {
        String name = "killed-%s-%s-%d".formatted(series, after ? "after" : "before", step);
        List<String> seen = new ArrayList<>();
        AtomicInteger changes = new AtomicInteger();
        cluster.proxy().when(call -> {
            if (!call.writes() || !concerns(call, name)) {
                return Optional.empty();
            }
            seen.add(call.toString());
            return changes.incrementAndGet() != step
                    ? Optional.empty()
                    : Optional.of(
                            after
                                    ? new FaultProxy.Fault.After(cluster::kill)
                                    : new FaultProxy.Fault.Before(cluster::kill));
        });
        String uid = cluster.submit(name, WORKERS, Map.of("run-for", "3s"));
        cluster.eventually(
                name + " met its fault, or ended",
                // a change that ends the job is seen by us before the kill after it: then the kill is what we wait for
                () -> changes.get() >= step ? !cluster.operator().alive() : invoiced(name));
        cluster.proxy().heal();
        boolean killed = !cluster.operator().alive();
        if (killed) {
            cluster.restart();
        }
        cluster.await(name, JobPhase.SUCCEEDED);
        assertThat(seen).as("changes for %s", name).isNotEmpty();
        cluster.ranOnceAndIsBilledAsItRan(uid, WORKERS);
        return killed;
    }

    private boolean invoiced(String name) {
        return cluster.job(name)
                .filter(job -> job.getStatus() != null
                        && job.getStatus().phase() == JobPhase.SUCCEEDED
                        && Boolean.TRUE.equals(job.getStatus().invoiceReady()))
                .isPresent();
    }

    private static boolean concerns(FaultProxy.Call call, String name) {
        return call.path().contains("/" + name) || call.body().contains("\"" + name);
    }
}
