package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.observe.PodName;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that wait for a slow API server. */
class HandsTest {
    private static final FakeCluster CLUSTER = new FakeCluster(new ClusterId("one"), InstantSource.system(), 1);

    private static final JobId JOB = new JobId("team", "train", "job-uid");

    private final ArrayDeque<Runnable> starts = new ArrayDeque<>();
    private final ArrayDeque<Runnable> releases = new ArrayDeque<>();
    private final ArrayDeque<Runnable> others = new ArrayDeque<>();
    private final Hands hands = new Hands(starts::add, releases::add, others::add);

    private static PodName pod(int i) {
        return new PodName("team", "train-1-" + i, "uid-" + i);
    }

    @Test
    void a_release_that_waits_is_not_ordered_again_however_long_it_waits() {
        for (long now = 0; now < 60_000; now += 1_000) {
            hands.release(CLUSTER, pod(0));
            assertThat(hands.released(now)).isEmpty();
        }
        assertThat(releases).hasSize(1);
    }

    @Test
    void a_release_that_was_done_is_left_alone_until_the_watch_must_show_it() {
        hands.release(CLUSTER, pod(0));
        releases.remove().run();
        assertThat(hands.released(60_000))
                .containsExactly(new Hands.Released(pod(0), CLUSTER.releaseFinalizer("team", "train-1-0", "uid-0")));
        hands.release(CLUSTER, pod(0));
        assertThat(releases).isEmpty();
        assertThat(hands.released(65_001)).isEmpty();
        hands.release(CLUSTER, pod(0));
        assertThat(releases).hasSize(1);
    }

    @Test
    void never_more_releases_wait_than_are_remembered() {
        for (long now = 0; now < 30_000; now += 1_000) {
            for (int i = 0; i < 5_000; i++) {
                hands.release(CLUSTER, pod(i));
            }
            assertThat(hands.released(now)).isEmpty();
        }
        assertThat(releases).hasSize(4_096);
    }

    @Test
    void releases_and_stops_wait_in_other_queues_than_starts() {
        hands.release(CLUSTER, pod(0));
        hands.prompt(CLUSTER, System::nanoTime).remove(JOB);
        assertThat(starts).isEmpty();
        assertThat(releases).hasSize(1);
        assertThat(others).hasSize(1);
    }

    @Test
    void what_waits_when_the_leader_ends_is_not_done() {
        FakeCluster cluster = new FakeCluster(new ClusterId("one"), InstantSource.system(), 1);
        hands.prompt(cluster, System::nanoTime).remove(JOB);
        hands.close();
        others.remove().run();
        assertThat(cluster.removed()).isEmpty();
    }

    @Test
    void many_stops_of_a_server_that_does_not_answer_keep_a_step_no_longer_than_its_bound() {
        List<ActAnswer> answers = new ArrayList<>();
        ClusterActs acts = hands.prompt(CLUSTER, System::nanoTime);
        long began = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            answers.add(acts.stop(new AttemptKey(JOB, i + 1), 0));
        }
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
        assertThat(answers).containsOnly(PromptActs.UNDER_WAY);
        assertThat(others).hasSize(200);
        // The same order again is the same errand, and its answer is given once it is there.
        assertThat(acts.stop(new AttemptKey(JOB, 1), 0)).isEqualTo(PromptActs.UNDER_WAY);
        assertThat(others).hasSize(200);
        others.remove().run();
        assertThat(acts.stop(new AttemptKey(JOB, 1), 0)).isEqualTo(ActAnswer.DONE);
    }
}
