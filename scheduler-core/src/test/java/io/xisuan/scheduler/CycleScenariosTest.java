package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cycle takes into account beyond room and price, as text tables. */
class CycleScenariosTest {
    private static final PlanOptions STANDARD = PlanOptions.standard();

    private static String plan(String facts) {
        return Scenario.of(facts).planned(STANDARD);
    }

    @Test
    void carbon_counts_as_much_as_operations_let_it() {
        String facts = """
                site coal  price=100 carbon=900
                site hydro price=110 carbon=100
                node coal  c1 nvidia-h800-80g 8
                node hydro h1 nvidia-h800-80g 8
                job a 1x1 nvidia-h800-80g run=36000000
                """;
        assertThat(plan(facts)).startsWith("a start coal/");
        Weights green = new Weights(1000, Money.ofFen(10), 1000, Money.ZERO);
        assertThat(Scenario.of(facts).planned(STANDARD.weighing(green))).startsWith("a start hydro/");
    }

    @Test
    void a_faster_accelerator_is_worth_its_price_when_waiting_counts() {
        String facts = """
                site slow price=100
                site fast price=150
                node slow s1 a100 8
                node fast f1 h800 8
                job a 1x1 a100,h800:2 run=36000000
                """;
        assertThat(plan(facts)).startsWith("a start slow/");
        Weights hurried = new Weights(1000, Money.ZERO, 1000, Money.ofFen(20));
        assertThat(Scenario.of(facts).planned(STANDARD.weighing(hurried))).startsWith("a start fast/");
    }

    @Test
    void data_is_brought_where_its_price_and_the_job_together_are_cheapest() {
        assertThat(plan("""
                site near price=150
                site far  price=100 routes=near:1024:3
                site none price=10
                node near n1 h800 8
                node far  f1 h800 8
                node none x1 h800 8
                job little 1x1 h800 run=1000 data=near:10
                job much   1x1 h800 run=1000 data=near:20
                """)).isEqualTo("""
                little start far/h800 f1 end=11000 pays=1.00
                much start near/h800 n1 end=1000 pays=1.50""");
    }

    @Test
    void a_job_whose_data_cannot_come_anywhere_it_fits_never_runs() {
        assertThat(plan("""
                site a
                site b
                node a a1 h800 8
                job j 1x1 h800 run=1000 data=b:1
                """)).isEqualTo("j never DATA_OUT_OF_REACH");
    }

    @Test
    void jurisdictions_are_kept_to() {
        assertThat(plan("""
                site gz price=100 jurisdiction=CN/GZ
                site sh price=200 jurisdiction=CN/SH
                site x  price=1
                node gz g1 h800 8
                node sh s1 h800 8
                node x  x1 h800 8
                job south 1x1 h800 run=1 jurisdictions=CN/SH
                job china 1x1 h800 run=1 jurisdictions=CN
                job mars  1x1 h800 run=1 jurisdictions=MARS
                """)).isEqualTo("""
                south start sh/h800 s1 end=1 pays=2.00
                china start gz/h800 g1 end=1 pays=1.00
                mars never NO_ALLOWED_SITE""");
    }

    @Test
    void a_tenant_holds_no_more_than_its_limit_and_its_groups() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                queue lab limit=8
                queue t parent=lab limit=8
                queue u parent=lab limit=4
                job first  1x4 h800 run=9 tenant=t
                job second 1x4 h800 run=9 tenant=u
                job third  1x1 h800 run=9 tenant=t
                job giant  1x8 h800 run=9 tenant=u
                """)).isEqualTo("""
                first start a/h800 a1 end=9 pays=4.00
                second start a/h800 a1 end=9 pays=4.00
                third wait QUOTA
                giant never OVER_LIMIT""");
    }

    @Test
    void tenants_who_hold_less_go_first_and_waiting_raises_priority() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 2
                run  r a h800 1x6 a1 until=100 tenant=rich
                job  late  1x4 h800 run=9 tenant=rich sub=0
                job  poor  1x2 h800 run=9 tenant=poor sub=0
                job  other 1x2 h800 run=9 tenant=poor sub=0
                """)).isEqualTo("""
                other start a/h800 a1 end=9 pays=2.00
                poor start a/h800 a2 end=9 pays=2.00
                late wait NO_CAPACITY eta=100""");
    }

    @Test
    void a_job_does_not_start_before_it_asked_to() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                job j 1x1 h800 run=5 not-before=70
                """)).isEqualTo("j wait NOT_YET eta=70");
    }

    @Test
    void an_elastic_job_starts_with_as_many_workers_as_fit_and_runs_longer() {
        assertThat(plan("""
                site a
                node a a1 h800 8 bg=3
                job j 2..8x1 h800 run=80
                """)).isEqualTo("j start a/h800 a1,a1,a1,a1,a1 end=128 pays=5.00");
    }

    @Test
    void refusals_count_the_nodes_by_what_they_lack() {
        Plan plan = Scenario.of("""
                site a
                node a a1 h800 8 bg=8
                node a a2 h800 8 cpu=1
                node a a3 h800 8 cordoned
                node a a4 h800 8
                run  r a h800 1x8 a4 until=50
                job  j 1x8 h800 run=5 cpu=10
                """).plan(STANDARD);
        Decision.Wait wait = (Decision.Wait) plan.decisions().getFirst();
        assertThat(wait.text())
                .contains("0 of 4 nodes fit a worker, 1 lack permission (cordoned), 2 lack devices, 1 lack CPU");
    }

    @Test
    void nobody_is_stopped_unless_it_was_asked_for() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100 prio=1 preemptible
                job j 1x8 h800 run=9 prio=5
                """)).isEqualTo("j wait NO_CAPACITY eta=100");
    }

    @Test
    void what_if_answers_and_changes_nothing() {
        Scheduler.Situation situation = Scenario.of("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                run r a h800 1x8 a1 until=100
                job j 1x8 h800 run=9
                """).situation();
        JobId job = Scenario.jobId("j");
        WhatIf cordoned = Scheduler.whatIf(
                situation, List.of(new Change.Cordon(new SiteId("a"), new NodeName("a2"), true)), STANDARD);
        WhatIf.Difference difference = cordoned.differences().getFirst();
        assertThat(difference.job()).isEqualTo(job);
        assertThat(difference.before()).containsInstanceOf(Decision.Start.class);
        assertThat(difference.after()).containsInstanceOf(Decision.Wait.class);
        assertThat(Scheduler.whatIf(
                                situation,
                                List.of(new Change.End(Scenario.jobId("r")), new Change.Withdraw(job)),
                                STANDARD)
                        .after()
                        .decisions())
                .isEmpty();
        assertThat(Scheduler.whatIf(
                                situation,
                                List.of(new Change.Headroom(new SiteId("a"), new DeviceType("h800"), 16)),
                                STANDARD)
                        .differences())
                .hasSize(1);
        assertThat(PlanText.of(Scheduler.plan(situation, STANDARD))).startsWith("j start a/h800 a2");
    }

    @Test
    void memory_changes_no_decision() {
        Scheduler.Situation situation = Scenario.of("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100
                job j 1x8 h800 run=9
                job k 1x8 h800 run=9
                """).situation();
        SchedulerMemory memory = new SchedulerMemory(situation.state());
        PlanOptions options = new PlanOptions(QueueOrder.FAIR, 16, Integer.MAX_VALUE, true);
        for (int cycle = 0; cycle < 3; cycle++) {
            assertThat(Scheduler.plan(situation, options, memory)).isEqualTo(Scheduler.plan(situation, options));
        }
        situation.state().end(Scenario.jobId("r"));
        assertThat(Scheduler.plan(situation, options, memory)).isEqualTo(Scheduler.plan(situation, options));
    }

    @Test
    void a_start_names_the_second_best_and_by_how_much() {
        Plan plan = Scenario.of("""
                site a price=100
                site b price=120
                node a a1 h800 8
                node b b1 h800 8
                job j 1x2 h800 run=9
                """).plan(STANDARD);
        Explanation explanation = plan.starts().getFirst().explanation();
        assertThat(explanation.runnerUp().map(second -> second.site().value())).contains("b");
        assertThat(explanation.runnerUp().map(Explanation.RunnerUp::margin)).isEqualTo(Optional.of(Money.ofFen(40)));
    }

    @Test
    void a_deadline_that_cannot_be_met_is_refused_at_once_with_the_earliest_end() {
        Plan plan = Scenario.of("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100
                job j 1x8 h800 run=50 deadline=120
                """).plan(STANDARD);
        Decision.Never never = (Decision.Never) plan.decisions().getFirst();
        assertThat(never.reason()).isEqualTo(Refusal.DEADLINE);
        assertThat(never.earliestEndMillis()).contains(150L);
        assertThat(never.text()).contains("1 s after its deadline");
    }

    @Test
    void a_deadline_makes_a_dear_site_worth_it_and_leaves_the_cheap_one_to_those_without() {
        assertThat(plan("""
                site cheap price=100
                site dear  price=200
                node cheap c1 h800 8
                node dear  d1 h800 8
                run r cheap h800 1x8 c1 until=100
                job soon  1x8 h800 run=50 deadline=120 prio=2
                job later 1x8 h800 run=50 deadline=900 prio=1
                """)).isEqualTo("""
                soon start dear/h800 d1 end=50 pays=16.00
                later wait NO_CAPACITY eta=100""");
    }

    @Test
    void an_elastic_job_takes_no_more_than_its_tenant_may_hold() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                queue t limit=4
                job j 1..8x1 h800 run=80 tenant=t
                """)).isEqualTo("j start a/h800 a1,a1,a1,a1 end=160 pays=4.00");
    }

    @Test
    void a_job_that_waits_for_a_limit_is_not_overtaken_by_its_own() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                queue t limit=8
                run r a h800 1x4 a1 until=100 tenant=t
                job big   1x8 h800 run=9 prio=9 tenant=t
                job small 1x4 h800 run=9 tenant=t
                job other 1x4 h800 run=9 tenant=u
                """)).isEqualTo("""
                big wait QUOTA
                other start a/h800 a1 end=9 pays=4.00
                small wait QUOTA""");
    }

    @Test
    void what_if_it_is_later_goes_by_the_calendar() {
        Scheduler.Situation situation = Scenario.of("""
                site a calendar=100:h800:8
                node a a1 h800 8
                job p 1x8 h800 run=9
                """).situation();
        assertThat(Scheduler.whatIf(situation, List.of(new Change.At(300)), STANDARD)
                        .after()
                        .starts())
                .isEmpty();
        assertThat(Scheduler.plan(situation, STANDARD).starts()).hasSize(1);
    }

    @Test
    void a_job_with_time_waits_for_the_cheaper_hour_and_its_places_are_kept() {
        Scheduler.Situation situation = Scenario.of("""
                site a
                node a a1 h800 8
                job patient 1x8 h800 run=50 deadline=2000
                job between 1x8 h800 run=1000
                job across  1x8 h800 run=1001
                """).situation().priced(new CheaperFrom(1000));
        Plan plan = Scheduler.plan(situation, STANDARD);
        Decision.Wait patient = (Decision.Wait) plan.decisions().getFirst();
        assertThat(patient.reason()).isEqualTo(Refusal.PLANNED);
        assertThat(patient.eta().map(Eta::cause)).contains(Eta.Cause.CHEAPER_THEN);
        assertThat(patient.etaMillis()).contains(1000L);
        assertThat(patient.text()).contains("0.50 CNY less");
        assertThat(plan.starts()).extracting(start -> start.job().name()).containsExactly("between");
        assertThat(plan.decisions().get(2)).isInstanceOf(Decision.Wait.class);
    }

    /** Half price from an instant on. */
    private record CheaperFrom(long fromMillis) implements CostModel {
        @Override
        public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
            return Cost.Priced.gross(Money.ofFen(startMillis >= fromMillis ? 50 : 100));
        }

        @Override
        public List<Long> priceChanges(SiteId site, long from, long to) {
            return fromMillis >= from && fromMillis < to ? List.of(fromMillis) : List.of();
        }

        @Override
        public CostModel started(Decision.Start start) {
            return this;
        }
    }
}
