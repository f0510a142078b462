package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.plan.Plan;
import org.junit.jupiter.api.Test;

/** What a plan says, as text tables. */
class SchedulerScenariosTest {
    private static final String TWO_SITES = """
            site gui-an    price=120
            site zhongwei  price=100
            node gui-an   g1 h800 8
            node zhongwei z1 h800 8 bg=4
            """;

    private static void plans(String facts, int reservations, String expected) {
        assertThat(Scenario.of(facts).planned(reservations)).isEqualTo(expected.strip());
    }

    @Test
    void the_cheapest_site_with_room_wins() {
        plans(TWO_SITES + """
                job a 1x4 h800 run=60
                job b 1x4 h800 run=60
                job c 1x8 h800 run=60
                """, 16, """
                a start zhongwei/h800 z1 end=60 pays=4.00
                b start gui-an/h800 g1 end=60 pays=4.80
                c wait NO_CAPACITY eta=60
                """);
    }

    @Test
    void equal_costs_go_to_the_earlier_end_then_to_the_first_site_by_id() {
        plans("""
                site a
                site b
                node a a1 slow 8
                node b b1 fast 8
                node b b2 slow 8
                job x 1x1 slow,fast:2 run=60
                job y 1x1 slow run=60
                """, 0, """
                x start b/fast b1 end=30 pays=1.00
                y start a/slow a1 end=60 pays=1.00
                """);
    }

    @Test
    void never_and_not_now_are_kept_apart() {
        plans("""
                site a headroom=h800:4 reclaim=1000
                site b selling=no
                site c sold=no
                node a a1 h800 8 bg=2
                node a a2 h800 8 bg=6
                node b b1 h20 8
                node c c1 a100 8
                job model     1x1 p100 run=1
                job place     1x1 h800 run=1 sites=b,nowhere
                job size      3x8 h800 run=1
                job kept      2x8 h800 run=1
                job grace     1x1 h800 run=1 grace=2000
                job unsold    1x1 a100 run=1
                job full      3x4 h800 run=1
                job split     1x8 h800 run=1
                job headroom  4x2 h800 run=1
                job last      1x6 h800 run=1
                """, 16, """
                model never NO_VARIANT
                place never NO_ALLOWED_SITE
                size never TOO_LARGE
                kept wait HEADROOM
                grace never CHECKPOINT_TOO_LONG
                unsold never NOT_SOLD
                full wait NO_CAPACITY
                split wait FRAGMENTED
                headroom start a/h800 a1,a1,a1,a2 end=1 pays=8.00
                last wait NO_CAPACITY eta=1
                """);
    }

    @Test
    void what_is_kept_for_the_owner_is_not_sold() {
        plans("""
                site a headroom=h800:10
                node a a1 h800 8
                node a a2 h800 8
                job one 1x4 h800 run=5
                job two 1x4 h800 run=5
                """, 16, """
                one start a/h800 a1 end=5 pays=4.00
                two wait HEADROOM eta=5
                """);
    }

    @Test
    void a_gang_starts_whole_or_not_at_all_and_never_spans_sites() {
        plans("""
                site a
                site b
                node a a1 h800 8
                node b b1 h800 8
                job wide 2x8 h800 run=5
                job half 2x4 h800 run=5
                """, 16, """
                wide never TOO_LARGE
                half start a/h800 a1,a1 end=5 pays=8.00
                """);
    }

    @Test
    void a_later_job_may_start_first_only_if_it_delays_nobody() {
        String facts = """
                site a
                node a a1 h800 8
                node a a2 h800 8
                run r a h800 1x8 a1 until=100
                job head  2x8 h800 run=50
                job long  1x8 h800 run=101
                job short 1x8 h800 run=100
                """;
        plans(facts, 1, """
                head wait NO_CAPACITY eta=100
                long wait RESERVED
                short start a/h800 a2 end=100 pays=8.00
                """);
        plans(facts, 0, """
                head wait NO_CAPACITY
                long start a/h800 a2 end=101 pays=8.00
                short wait NO_CAPACITY
                """);
    }

    @Test
    void a_reservation_leaves_the_nodes_that_it_does_not_need() {
        plans("""
                site a
                node a a1 h800 8
                node a a2 h800 8
                run r a h800 1x8 a1 until=100
                run s a h800 1x4 a2 until=500
                job head 1x8 h800 run=50
                job long 1x4 h800 run=400
                """, 1, """
                head wait NO_CAPACITY eta=100
                long start a/h800 a2 end=400 pays=4.00
                """);
    }

    @Test
    void waiting_jobs_get_their_times_one_behind_the_other() {
        plans("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=100
                job x 1x8 h800 run=50
                job y 1x8 h800 run=50
                job z 1x4 h800 run=50
                job w 1x4 h800 run=50
                """, 16, """
                x wait NO_CAPACITY eta=100
                y wait NO_CAPACITY eta=150
                z wait NO_CAPACITY eta=200
                w wait NO_CAPACITY eta=200
                """);
    }

    @Test
    void a_job_past_its_expected_end_is_expected_to_end_soon() {
        plans("""
                site a
                node a a1 h800 8
                run r a h800 1x8 a1 until=0
                job x 1x8 h800 run=50
                """, 1, "x wait NO_CAPACITY eta=60000");
    }

    @Test
    void priority_goes_before_submission() {
        plans("""
                site a
                node a a1 h800 8
                job late  1x8 h800 run=1 sub=5 prio=1
                job early 1x8 h800 run=1 sub=1
                """, 0, """
                late start a/h800 a1 end=1 pays=8.00
                early wait NO_CAPACITY
                """);
    }

    @Test
    void two_starts_of_one_plan_never_count_on_the_same_voucher() {
        plans("""
                site a
                node a a1 h800 8
                voucher t 500
                job x 1x4 h800 run=1
                job y 1x4 h800 run=1
                """, 0, """
                x start a/h800 a1 end=1 pays=0.00
                y start a/h800 a1 end=1 pays=3.00
                """);
    }

    @Test
    void every_site_not_chosen_has_its_reason_in_the_order_of_ids() {
        Scenario scenario = Scenario.of("""
                site a-dear    price=130
                site b-quiet   selling=no
                site c-full
                site d-chosen  price=100
                site e-unsold  sold=no
                site f-same    price=100
                site g-slow    price=100
                site h-other
                site i-small
                site j-hasty   reclaim=1000
                node a-dear   n h800 8
                node c-full   n h800 8 bg=8
                node d-chosen n h800 8
                node e-unsold n h800 8
                node f-same   n h800 8
                node g-slow   n a100 8
                node h-other  n h20 8
                node i-small  n h800 1
                node j-hasty  n h800 8
                job x 1x2 h800:2,a100 run=60000 grace=2000
                """);
        Plan plan = Scheduler.plan(scenario.situation(), PlanOptions.standard());
        assertThat(PlanText.explained(plan.decisions().getFirst())).isEqualTo("""
                        then f-same/h800
                        a-dear DEARER: dearer by 0.60 CNY
                        b-quiet NOT_SELLING: sells nothing
                        c-full NO_CAPACITY: c-full/h800: 0 devices free, 2 needed (0 of 1 nodes fit a worker, 1 lack devices)
                        e-unsold NOT_SOLD: e-unsold/h800: no price
                        f-same TIE: costs the same and ends at the same time; its id comes later
                        g-slow LATER: costs the same, ends 30 s later
                        h-other NO_VARIANT: has no accelerator that the job can run on
                        i-small TOO_LARGE: too small for 1 x 2 devices even when empty
                        j-hasty CHECKPOINT_TOO_LONG: takes devices back within 1 s, the job needs 2 s to save itself""");
    }

    @Test
    void planning_leaves_the_state_as_it_was_and_says_the_same_again() {
        Scheduler.Situation situation =
                Scenario.of(TWO_SITES + "job a 1x4 h800 run=60").situation();
        String first = PlanText.of(Scheduler.plan(situation, PlanOptions.standard()));
        assertThat(situation.state().running()).isEmpty();
        assertThat(PlanText.of(Scheduler.plan(situation, PlanOptions.standard())))
                .isEqualTo(first);
    }
}
