package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.series.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int HISTORIES = 120;

    private static TraceJob job(String name, long submit, long duration, int devices) {
        return new TraceJob(name, "t", "", submit, duration, Demand.ofDevices(devices), 0);
    }

    private static Timeline of(Trace trace, Policy policy) {
        return Timeline.of(trace, Simulation.run(trace, Options.of(policy)));
    }

    @Test
    void a_queue_and_the_use_of_a_site_change_at_submissions_starts_and_ends() {
        Trace trace = new Trace(
                List.of(TraceNode.ofDevices("s", "n", 8)),
                List.of(job("a", 100, 50, 8), job("b", 110, 10, 4), job("c", 120, 10, 8)),
                List.of());
        Timeline timeline = of(trace, Policy.FIFO);
        assertThat(timeline.sites().getFirst().devices()).isEqualTo(8);
        assertThat(timeline.sites().getFirst().usedMilli().steps())
                .containsExactly(new Step(100, 8_000), new Step(150, 4_000), new Step(160, 8_000));
        assertThat(timeline.waitingJobs().steps())
                .containsExactly(
                        new Step(100, 0), new Step(110, 1), new Step(120, 2), new Step(150, 1), new Step(160, 0));
        assertThat(timeline.waitingDevices().valueAt(125)).isEqualTo(12);
        assertThat(timeline.waitingJobs().endMillis()).isEqualTo(170);
    }

    @Test
    void a_job_that_made_room_waits_and_uses_nothing_until_it_goes_on() {
        Trace trace = new Trace(
                List.of(TraceNode.ofDevices("s", "n", 8)),
                List.of(job("long", 0, 100, 8), job("short", 10, 20, 4)),
                List.of());
        Result result = Simulation.run(trace, Options.of(Policy.SRTF));
        assertThat(result.finished().getFirst().runs())
                .containsExactly(new RunSpan(0, 10, "s"), new RunSpan(30, 120, "s"));
        assertThat(result.summary().starts()).isEqualTo(3);
        assertThat(Timeline.of(trace, result).waitingJobs().steps())
                .containsExactly(new Step(0, 0), new Step(10, 1), new Step(30, 0));
    }

    @Test
    void device_time_and_waiting_add_up_to_what_the_summary_says_under_every_policy() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Trace trace = RandomTraces.of(seed);
            for (Policy policy : Policy.values()) {
                Result result = Simulation.run(trace, Options.of(policy));
                Timeline timeline = Timeline.of(trace, result);
                String what = "seed %d, %s".formatted(seed, policy);
                long used = 0;
                for (Timeline.Site site : timeline.sites()) {
                    long end = site.usedMilli().endMillis();
                    used += site.usedMilli().area(0, end);
                    assertThat(site.usedMilli().peak(0, end)).as(what).isLessThanOrEqualTo(site.devices() * 1000);
                }
                long half = 500;
                assertThat((used + half) / 1000)
                        .as(what)
                        .isEqualTo(result.summary().deviceMillis().used());
                long waited = result.finished().stream()
                        .mapToLong(Outcome::waitMillis)
                        .sum();
                assertThat(timeline.waitingJobs().area(0, timeline.waitingJobs().endMillis()))
                        .as(what)
                        .isEqualTo(waited);
            }
        }
    }

    @Test
    void a_replay_in_which_nothing_could_run_has_an_empty_timeline() {
        Trace trace = new Trace(List.of(TraceNode.ofDevices("s", "n", 8)), List.of(job("a", 5, 5, 9)), List.of());
        assertThat(of(trace, Policy.FIFO).waitingJobs().steps()).containsExactly(new Step(0, 0));
    }
}
