package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a cycle does so that a job finds room, as text tables. */
class MakingRoomScenariosTest {
    private static final PlanOptions STANDARD = PlanOptions.standard();

    private static String plan(String facts) {
        return Scenario.of(facts).planned(STANDARD);
    }

    private static String plan(String facts, Measure measure) {
        return Scenario.of(facts).planned(STANDARD.with(Set.of(measure)));
    }

    @Test
    void the_least_harmed_leave_and_their_places_are_kept_until_they_have() {
        String facts = """
                site a
                node a a1 h800 8
                node a a2 h800 8
                run fresh a h800 1x8 a1 until=100000 prio=1 since=-10 sub=0 preemptible checkpoint-every=1000 grace=20
                run old   a h800 1x8 a2 until=100000 prio=1 since=-90000 sub=0 preemptible
                job urgent 1x8 h800 run=9 prio=5
                job other  1x8 h800 run=9 prio=1
                """;
        PlanOptions preempting = STANDARD.with(Set.of(Measure.PREEMPT));
        Scheduler.Situation situation = Scenario.of(facts).situation();
        Plan plan = Scheduler.plan(situation, preempting);
        Decision.Preempt preempt = (Decision.Preempt) plan.decisions().getFirst();
        assertThat(preempt.victims()).extracting(victim -> victim.job().name()).containsExactly("fresh");
        assertThat(preempt.startMillis()).isEqualTo(20);
        assertThat(plan.decisions().get(1)).isInstanceOf(Decision.Wait.class);

        // The victim is told to stop: its seat is kept, whoever else waits.
        situation.state().stopBy(Scenario.jobId("fresh"), 20);
        Scheduler.Situation leaving = situation.claimed(List.of(Claim.of(preempt)));
        Decision.Wait wait =
                (Decision.Wait) Scheduler.plan(leaving, preempting).decisions().getFirst();
        assertThat(wait.etaMillis()).contains(20L);

        // It has left: the seat is taken.
        situation.state().end(Scenario.jobId("fresh"));
        Plan seated = Scheduler.plan(leaving.at(20), preempting);
        assertThat(seated.starts()).extracting(start -> start.job().name()).containsExactly("urgent");
        assertThat(seated.starts().getFirst().workers().getFirst().node()).isEqualTo(new NodeName("a1"));
    }

    @Test
    void elastic_jobs_give_workers_up_before_anybody_waits() {
        String facts = """
                site a
                node a a1 h800 8
                run  wide a h800 2..8x1 a1,a1,a1,a1,a1,a1,a1,a1 until=100 since=-5 sub=0 prio=1
                job  next 1x4 h800 run=9 prio=1
                """;
        assertThat(plan(facts, Measure.RESIZE)).isEqualTo("""
                wide resize 8
                next start a/h800 a1 end=9 pays=4.00""");
        assertThat(plan(facts)).isEqualTo("next wait NO_CAPACITY eta=100");
    }

    @Test
    void elastic_jobs_take_what_nobody_waits_for_and_only_that() {
        String facts = """
                site a
                node a a1 h800 8
                run  small a h800 2..8x1 a1,a1 until=100 since=-5 sub=0
                """;
        assertThat(plan(facts, Measure.RESIZE)).isEqualTo("small resize 2");
        assertThat(plan(facts + "job big 1x8 h800 run=9 prio=0", Measure.RESIZE))
                .isEqualTo("big wait NO_CAPACITY eta=100");
    }

    @Test
    void nobody_shrinks_onto_places_that_are_kept_for_later_or_past_its_deadline() {
        String facts = """
                site a
                node a a1 h800 8
                node a a2 h800 8
                run  e a h800 1..2x8 a1,a2 until=100 since=-5 sub=0 prio=1 %s
                job  little 1x8 h800 run=50 prio=1
                """;
        String big = "job  big 2x8 h800 run=50 prio=9";
        assertThat(plan(facts.formatted(""), Measure.RESIZE)).startsWith("e resize 2\nlittle start");
        assertThat(plan(facts.formatted("") + big, Measure.RESIZE)).isEqualTo("""
                big wait NO_CAPACITY eta=100
                little wait NO_CAPACITY eta=150""");
        assertThat(plan(facts.formatted("deadline=150"), Measure.RESIZE)).isEqualTo("little wait NO_CAPACITY eta=100");
        assertThat(plan(facts.formatted("deadline=200"), Measure.RESIZE)).startsWith("e resize 2\nlittle start");
    }

    @Test
    void a_job_grows_only_when_it_ends_earlier_by_more_than_its_restart_takes() {
        String facts = """
                site a
                node a a1 h800 8
                run  e a h800 1..8x1 a1 until=100 since=-5 sub=0 restart=%d
                """;
        assertThat(plan(facts.formatted(5000), Measure.RESIZE)).isEmpty();
        assertThat(plan(facts.formatted(44), Measure.RESIZE)).isEmpty();
        assertThat(plan(facts.formatted(43), Measure.RESIZE)).isEqualTo("e resize 1");
    }

    @Test
    void a_job_grows_into_nothing_that_the_calendar_keeps_before_it_ends() {
        String facts = """
                site a calendar=%d:h800:8
                node a a1 h800 8
                node a a2 h800 8
                run  e a h800 1..16x1 a1 until=100000 since=-5 sub=0
                """;
        assertThat(grownTo(facts.formatted(50))).isEqualTo(8);
        assertThat(grownTo(facts.formatted(7000))).isEqualTo(16);
    }

    private static int grownTo(String facts) {
        Plan plan = Scenario.of(facts).plan(STANDARD.with(Set.of(Measure.RESIZE)));
        return ((Decision.Resize) plan.decisions().getFirst()).seat().workers().size();
    }

    @Test
    void nobody_moves_to_devices_that_the_calendar_keeps_before_it_ends() {
        String facts = """
                site a calendar=500000:h800:%d
                node a a1 h800 8
                node a a2 h800 8
                run  left  a h800 1x4 a1 until=1000000 prio=9 preemptible since=-5 sub=0 restart=100
                run  right a h800 1x4 a2 until=1000000 prio=9
                job  whole 1x8 h800 run=9
                """;
        assertThat(plan(facts.formatted(8), Measure.CONSOLIDATE)).startsWith("left move for whole");
        assertThat(plan(facts.formatted(12), Measure.CONSOLIDATE)).startsWith("whole wait FRAGMENTED");
    }

    @Test
    void scattered_jobs_move_together_when_less_is_lost_than_gained() {
        String facts = """
                site a
                node a a1 h800 8
                node a a2 h800 8
                run  left  a h800 1x4 a1 until=%1$d prio=9 preemptible since=-5 sub=0 restart=100
                run  right a h800 1x4 a2 until=%1$d prio=9
                job  whole 1x8 h800 run=9
                """;
        assertThat(plan(facts.formatted(1_000_000), Measure.CONSOLIDATE))
                .startsWith("left move for whole\nwhole preempt [");
        assertThat(plan(facts.formatted(40), Measure.CONSOLIDATE)).isEqualTo("whole wait FRAGMENTED eta=40");
    }

    @Test
    void everyone_who_waits_is_told_when_and_why_then_if_that_is_asked_for() {
        String facts = """
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100
                job j 1x8 h800 run=50 prio=3
                job k 1x8 h800 run=50 prio=2
                job l 1x8 h800 run=50 prio=1
                """;
        PlanOptions one = new PlanOptions(QueueOrder.FAIR, 1, Integer.MAX_VALUE, true);
        assertThat(Scenario.of(facts).planned(one)).isEqualTo("""
                j wait NO_CAPACITY eta=100
                k wait NO_CAPACITY
                l wait NO_CAPACITY""");
        assertThat(Scenario.of(facts).planned(one.with(Set.of(Measure.FORECAST))))
                .isEqualTo("""
                j wait NO_CAPACITY eta=100
                k wait NO_CAPACITY eta=150
                l wait NO_CAPACITY eta=200""");
    }

    @Test
    void a_seat_that_is_kept_counts_against_the_limit_and_guarantees_are_taken_back_once() {
        String facts = """
                site a
                node a a1 h800 8
                node a a2 h800 8
                node a b1 h800 8
                queue t limit=8
                run r a h800 1x8 a1 until=100 tenant=u preemptible since=-5 sub=0
                run s a h800 1x8 a2 until=100 tenant=u
                job p 1x8 h800 run=9 prio=9 tenant=t avoided=b1
                job q 1x8 h800 run=9 prio=8 tenant=t
                """;
        assertThat(plan(facts, Measure.PREEMPT)).startsWith("p preempt [").endsWith("q wait QUOTA");
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                queue v guaranteed=8
                queue c guaranteed=8
                run v1 a h800 1x8 a1 until=100 tenant=v preemptible since=-5 sub=0
                run v2 a h800 1x8 a2 until=100 tenant=v preemptible since=-5 sub=0
                job c1 1x8 h800 run=9 tenant=c
                job c2 1x8 h800 run=9 tenant=c
                """, Measure.PREEMPT)).startsWith("c1 preempt [").endsWith("c2 wait NO_CAPACITY eta=9");
    }

    @Test
    void a_mover_finds_its_new_places_kept() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                run  left  a h800 1x4 a1 until=1000000 prio=9 preemptible since=-5 sub=0
                run  right a h800 1x4 a2 until=1000000 prio=9
                job  whole 1x8 h800 run=9 prio=5
                job  thief 1x4 h800 run=900000
                """, Measure.CONSOLIDATE)).endsWith("thief wait RESERVED eta=9");
    }

    @Test
    void a_deadline_is_kept_in_mind_before_its_job_may_start_and_preempting_may_save_it() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                job j 1x8 h800 run=50 not-before=10 deadline=70 prio=9
                job k 1x8 h800 run=5000
                """)).isEqualTo("""
                j wait NOT_YET eta=10
                k wait RESERVED eta=60""");
        String busy = """
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100000 preemptible since=-5 sub=0
                job j 1x8 h800 run=50 deadline=120 prio=9
                """;
        assertThat(plan(busy)).isEqualTo("j never DEADLINE");
        assertThat(plan(busy, Measure.PREEMPT)).startsWith("j preempt [");
        PlanOptions none = new PlanOptions(QueueOrder.FAIR, 0, Integer.MAX_VALUE, true);
        assertThat(Scenario.of(busy.replace("deadline=120", "deadline=40")).planned(none))
                .isEqualTo("j never DEADLINE");
    }

    @Test
    void an_owner_who_needs_more_comes_before_a_seat_that_was_kept() {
        Scheduler.Situation situation = Scenario.of("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100000 preemptible since=-5 sub=0
                job p 1x8 h800 run=9 prio=9
                """).situation();
        PlanOptions preempting = STANDARD.with(Set.of(Measure.PREEMPT));
        Decision.Preempt preempt = (Decision.Preempt)
                Scheduler.plan(situation, preempting).decisions().getFirst();
        situation.state().end(Scenario.jobId("r"));
        Scheduler.Situation seated = situation.claimed(List.of(Claim.of(preempt)));
        assertThat(Scheduler.plan(seated, preempting).starts()).hasSize(1);
        situation.state().setHeadroom(new SiteId("a"), new DeviceType("h800"), 8);
        assertThat(Scheduler.plan(seated, preempting).starts()).isEmpty();
    }

    @Test
    void a_small_job_stops_a_small_one_where_a_large_gang_would_lose_more_in_all() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                run gang   a h800 1x8 a1 until=9000 prio=1 since=-10 sub=0 preemptible
                run single a h800 1x1 a2 until=9000 prio=1 since=-11 sub=0 preemptible
                run fixed  a h800 1x7 a2 until=9000 prio=1
                job urgent 1x1 h800 run=9 prio=5
                """, Measure.PREEMPT)).startsWith("urgent preempt [Victim[job=ns/single,");
    }

    @Test
    void nobody_is_stopped_where_waiting_is_no_longer() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                run slow a h800 1x8 a1 until=9000 prio=1 since=-10 sub=0 preemptible grace=100
                run soon a h800 1x8 a2 until=50 prio=1
                job urgent 1x8 h800 run=9 prio=5
                """, Measure.PREEMPT)).isEqualTo("urgent wait NO_CAPACITY eta=50");
    }

    @Test
    void a_job_that_waits_for_a_limit_is_told_when_the_limit_has_room() {
        assertThat(plan("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                queue t limit=8
                run r a h800 1x8 a1 until=700 tenant=t
                job j 1x8 h800 run=9 tenant=t
                """, Measure.FORECAST)).isEqualTo("j wait QUOTA eta=700");
    }
}
