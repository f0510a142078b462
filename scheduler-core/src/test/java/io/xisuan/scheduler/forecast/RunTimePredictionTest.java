package io.xisuan.scheduler.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.scheduler.forecast.RunTimeBackTest.PastJob;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunTimePredictionTest {
    private static final OptionalLong NOTHING_DECLARED = OptionalLong.empty();

    @Test
    void the_last_two_jobs_are_averaged_and_older_ones_forgotten() {
        RunTimePrediction after =
                RunTimePrediction.NONE.afterJobOf(9_000).afterJobOf(100).afterJobOf(301);
        assertThat(after.expectedMillis(NOTHING_DECLARED, 10_000)).isEqualTo(201);
        assertThat(RunTimePrediction.NONE.afterJobOf(9_000).expectedMillis(OptionalLong.of(5), 10_000))
                .isEqualTo(9_000);
        long most = Long.MAX_VALUE;
        assertThat(RunTimePrediction.NONE.afterJobOf(most).afterJobOf(most).expectedMillis(NOTHING_DECLARED, most))
                .isEqualTo(most);
    }

    @Test
    void without_history_what_was_declared_holds_and_else_the_kill_time() {
        assertThat(RunTimePrediction.NONE.expectedMillis(OptionalLong.of(500), 10_000))
                .isEqualTo(500);
        assertThat(RunTimePrediction.NONE.expectedMillis(NOTHING_DECLARED, 10_000))
                .isEqualTo(10_000);
    }

    @Test
    void no_job_is_expected_to_outlive_its_kill_time_or_to_take_no_time() {
        RunTimePrediction longJobs = RunTimePrediction.NONE.afterJobOf(90_000).afterJobOf(90_000);
        assertThat(longJobs.expectedMillis(NOTHING_DECLARED, 60_000)).isEqualTo(60_000);
        assertThat(RunTimePrediction.NONE.expectedMillis(OptionalLong.of(90_000), 60_000))
                .isEqualTo(60_000);
        assertThat(RunTimePrediction.NONE.afterJobOf(0).expectedMillis(NOTHING_DECLARED, 60_000))
                .isEqualTo(1);
    }

    @Test
    void a_history_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new RunTimePrediction(0, 5, 0)).hasMessageContaining("5");
        assertThatThrownBy(() -> new RunTimePrediction(1, 5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunTimePrediction.NONE.afterJobOf(-1)).hasMessageContaining("-1");
    }

    @Test
    void a_job_is_predicted_only_from_what_ended_before_its_submission() {
        List<PastJob> jobs = List.of(
                new PastJob("a", 0, 100, 100),
                new PastJob("a", 50, 80, 30), // nothing ended yet
                new PastJob("a", 90, 200, 40), // from 30: 10 off, as from the mean of all
                new PastJob("a", 150, 400, 65), // from 30 and 100: exact
                new PastJob("b", 300, 400, 7)); // a tenant without history
        RunTimeBackTest test = RunTimeBackTest.of(jobs, 1_000);
        assertThat(test.predicted()).isEqualTo(2);
        assertThat(test.withoutHistory()).isEqualTo(3);
        assertThat(test.scores())
                .containsExactly(
                        new RunTimeBackTest.Score("last-two", 5, 0, (750 + 1000) / 2),
                        new RunTimeBackTest.Score("overall-mean", 5, 0, (750 + 1000) / 2));
    }

    @Test
    void tenants_that_differ_are_predicted_better_apart_than_together() {
        List<PastJob> jobs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            jobs.add(new PastJob("short", i * 10L, i * 10L + 5, 5));
            jobs.add(new PastJob("long", i * 10L, i * 10L + 900, 900));
        }
        RunTimeBackTest test = RunTimeBackTest.of(jobs, 10_000);
        assertThat(test.scores().get(0).meanErrorMillis()).isZero();
        assertThat(test.scores().get(1).meanErrorMillis()).isPositive();
    }
}
