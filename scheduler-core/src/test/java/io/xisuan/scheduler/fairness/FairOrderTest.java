package io.xisuan.scheduler.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairOrderTest {
    private static final long NOW = RandomQueues.NOW_MILLIS;
    private static final TenantId ANN = new TenantId("ann");
    private static final TenantId BOB = new TenantId("bob");

    private final Usage usage = new Usage(DeviceTotals.of(RandomQueues.cluster()));
    private final PastUse past = PastUse.none();
    private final List<JobRequest> waiting = new ArrayList<>();

    private void waits(String name, TenantId tenant, int devices, int priority, long waitedMillis) {
        waiting.add(JobRequest.of(
                        new JobId("ns", name, name),
                        tenant,
                        Gang.ofDevices(1, devices),
                        List.of(Variant.of(RandomQueues.A)),
                        Times.of(NOW - waitedMillis, 3_600_000))
                .withPriority(priority));
    }

    private String order(Queue... queues) {
        Fairness fairness = Fairness.of(QueueTree.of(List.of(queues)), usage, past);
        return String.join(
                " ",
                FairOrder.order(waiting, fairness, NOW).stream()
                        .map(job -> job.id().name())
                        .toList());
    }

    @Test
    void fast_and_plain_order_agree_over_ten_thousand_seeds() {
        int jobs = 0;
        for (long seed = 1; seed <= 10_000; seed++) {
            SplittableRandom sizes = new SplittableRandom(seed);
            RandomQueues queues = new RandomQueues(seed);
            int tenants = sizes.nextInt(1, 7);
            Fairness fairness = queues.fairness(tenants);
            List<JobRequest> random = queues.waiting(sizes.nextInt(1, 13), tenants);
            assertThat(FairOrder.order(random, fairness, NOW))
                    .as("seed %d", seed)
                    .isEqualTo(PlainFairOrder.order(random, fairness, NOW));
            jobs += random.size();
        }
        assertThat(jobs).isGreaterThan(50_000);
    }

    @Test
    void the_order_does_not_depend_on_how_the_jobs_are_given() {
        RandomQueues queues = new RandomQueues(7);
        Fairness fairness = queues.fairness(20);
        List<JobRequest> jobs = queues.waiting(500, 20);
        assertThat(FairOrder.order(jobs.reversed(), fairness, NOW)).isEqualTo(FairOrder.order(jobs, fairness, NOW));
    }

    @Test
    void tenants_take_turns_however_many_jobs_one_of_them_has() {
        waits("a1", ANN, 1, 0, 9);
        waits("a2", ANN, 1, 0, 8);
        waits("a3", ANN, 1, 0, 7);
        waits("b1", BOB, 1, 0, 1);
        assertThat(order()).isEqualTo("a1 b1 a2 a3");
    }

    @Test
    void a_tenant_of_twice_the_weight_gets_two_turns_for_one() {
        for (int i = 1; i <= 4; i++) {
            waits("a" + i, ANN, 1, 0, 9 - i);
            waits("b" + i, BOB, 1, 0, 9 - i);
        }
        assertThat(order(Queue.of(ANN), Queue.of(BOB).withWeight(2))).isEqualTo("a1 b1 b2 a2 b3 b4 a3 a4");
    }

    @Test
    void who_holds_or_used_much_comes_later() {
        waits("a1", ANN, 1, 0, 9);
        waits("b1", BOB, 1, 0, 1);
        usage.add(ANN, RandomQueues.A, 1000);
        assertThat(order()).isEqualTo("b1 a1");
        usage.add(ANN, RandomQueues.A, -1000);
        past.add(BOB, 8_000 * 3_600_000L, NOW - 1000);
        assertThat(order()).isEqualTo("a1 b1");
    }

    @Test
    void a_higher_priority_goes_first_whatever_its_tenant_holds() {
        waits("a1", ANN, 8, 1, 1);
        waits("b1", BOB, 1, 0, 5);
        usage.add(ANN, RandomQueues.A, 80_000);
        assertThat(order()).isEqualTo("a1 b1");
    }

    @Test
    void groups_share_before_their_tenants_do() {
        TenantId group = new TenantId("group");
        TenantId cid = new TenantId("cid");
        for (int i = 1; i <= 2; i++) {
            waits("a" + i, ANN, 1, 0, 9 - i);
            waits("b" + i, BOB, 1, 0, 9 - i);
            waits("c" + i, cid, 1, 0, 9 - i);
        }
        assertThat(order(
                        Queue.of(group),
                        Queue.of(ANN).under(group),
                        Queue.of(BOB).under(group),
                        Queue.of(new TenantId("root2")),
                        Queue.of(cid)))
                .isEqualTo("c1 a1 c2 b1 a2 b2");
    }

    @Test
    void every_job_is_first_after_enough_waiting() {
        for (int i = 0; i < 50; i++) {
            waits("new" + i, BOB, 1, 100, 0);
        }
        usage.add(ANN, RandomQueues.A, 80_000);
        waits("old", ANN, 8, 0, 101 * Fairness.DEFAULT_AGE_MILLIS);
        assertThat(order()).startsWith("old ");
    }
}
