package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.HourlyPrice;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static void quiet(int settled) {}

    private static TraceJob job(String name, String site, long submit, long duration, int devices) {
        return new TraceJob(name, "t", site, submit, duration, Demand.ofDevices(devices), 0);
    }

    private static TraceNode node(String site, String price) {
        return new TraceNode(site, "n", "m", 8, 100, 100, Optional.of(HourlyPrice.parse(price)));
    }

    private static final Trace TWO_SITES = new Trace(
            List.of(node("dear", "20"), node("cheap", "5.5")),
            List.of(
                    job("first", "", 0, 3_600_000, 8),
                    job("second", "", 10, 1_800_000, 8),
                    job("waits", "", 20, 60_000, 8),
                    job("small", "", 30, 60_000, 1),
                    job("wide", "", 40, 60_000, 16),
                    job("lost", "moon", 50, 60_000, 1)),
            List.of());

    private static Account account(Policy policy, String job) {
        return Simulation.explain(TWO_SITES, new Options(policy, 0, false, AccountTest::quiet), job);
    }

    @Test
    void a_start_is_told_with_the_place_that_came_second_and_why_not_there() {
        Account account = account(Policy.XISUAN, "first");
        assertThat(account.outcome().orElseThrow().site()).isEqualTo("cheap");
        assertThat(account.waits()).isEmpty();
        Decision.Start start = (Decision.Start) account.decided().orElseThrow();
        assertThat(start.explanation().runnerUp().orElseThrow().site().value()).isEqualTo("dear");
        assertThat(account.elsewhere()).singleElement().satisfies(other -> {
            assertThat(other.site()).isEqualTo("dear");
            assertThat(other.reason()).isEqualTo("DEARER");
        });
        assertThat(account.needs()).startsWith("nothing more");
    }

    @Test
    void a_wait_has_its_reason_its_length_and_the_start_that_was_expected() {
        Account account = account(Policy.XISUAN, "waits");
        assertThat(account.waits()).singleElement().satisfies(wait -> {
            assertThat(wait.fromMillis()).isEqualTo(20);
            assertThat(wait.untilMillis()).isEqualTo(1_800_010);
            assertThat(wait.reason()).isEqualTo("NO_CAPACITY");
            assertThat(wait.etaMillis()).contains(1_800_010L);
        });
        assertThat(account.needs()).contains("8 needed");
    }

    @Test
    void to_be_explained_changes_nothing_about_what_happens() {
        for (long seed = 1; seed <= 60; seed++) {
            Trace trace = RandomTraces.of(seed);
            for (Policy policy : Policy.values()) {
                Options options = Options.of(policy);
                Result plain = Simulation.run(trace, options);
                TraceJob job = trace.jobs().get((int) (seed % trace.jobs().size()));
                Account account = Simulation.explain(trace, options, job.name());
                assertThat(account.outcome())
                        .as("seed %d, %s, job %s", seed, policy, job.name())
                        .isEqualTo(plain.finished().stream()
                                .filter(outcome -> outcome.job().equals(job))
                                .findFirst());
                long waited = account.waits().stream()
                        .mapToLong(wait -> wait.untilMillis() - wait.fromMillis())
                        .sum();
                assertThat(waited)
                        .as("seed %d, %s, waits of job %s", seed, policy, job.name())
                        .isEqualTo(account.outcome().map(Outcome::waitMillis).orElse(0L));
            }
        }
    }

    @Test
    void other_policies_tell_what_was_free_and_who_else_waited() {
        Account account = account(Policy.FIFO, "small");
        assertThat(account.waits()).singleElement().satisfies(wait -> {
            assertThat(wait.reason()).isEqualTo("NO_CAPACITY");
            assertThat(wait.text()).contains("dear: 0 of 8 devices free, 1 needed", "1 others wait for 8 devices");
        });
        assertThat(account(Policy.SRTF, "first").waits())
                .extracting(Account.Waited::reason)
                .contains("PREEMPTED");
    }

    @Test
    void a_job_that_can_never_start_is_told_what_it_would_need() {
        Account wide = account(Policy.XISUAN, "wide");
        assertThat(wide.never()).contains(Never.LARGER_THAN_EVERY_SITE);
        assertThat(wide.elsewhere()).extracting(Account.Elsewhere::reason).containsExactly("TOO_LARGE", "TOO_LARGE");
        assertThat(wide.needs()).isEqualTo("16 devices at one site; the largest that it may use has 8");
        Account lost = account(Policy.FIFO, "lost");
        assertThat(lost.elsewhere()).extracting(Account.Elsewhere::reason).containsOnly("NOT_ALLOWED");
        assertThat(lost.needs()).isEqualTo("a site moon with machines; known are dear, cheap");
    }

    @Test
    void a_job_that_is_not_there_cannot_be_explained() {
        assertThatThrownBy(() -> account(Policy.FIFO, "nobody")).hasMessageContaining("nobody");
    }

    @Test
    void a_replay_in_which_nobody_is_let_go_stops_and_names_who_waits() {
        Machines machines = new Machines(TWO_SITES.nodes());
        Workload workload = new Workload(TWO_SITES, machines, 0);
        Domain domain =
                new Domain(machines, workload, new Records(workload.size(), AccountTest::quiet), new int[] {0, 1});
        Waiting never = new Waiting() {
            @Override
            public void submit(int job) {}

            @Override
            public void dispatch(long now, boolean released) {}
        };
        assertThatThrownBy(() -> QueueReplay.run(domain, new Running(domain), never))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The replay stops: nothing runs, nothing more is submitted, and job first waits");
    }
}
