package io.xisuan.scheduler.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuotaLedgerTest {
    private static final TenantId GROUP = new TenantId("group");
    private static final TenantId ANN = new TenantId("ann");
    private static final TenantId BOB = new TenantId("bob");
    private static final TenantId CID = new TenantId("cid");

    private static final QueueTree TREE = QueueTree.of(List.of(
            Queue.of(GROUP).withGuarantee(16_000).withLimit(24_000),
            Queue.of(ANN).under(GROUP).withGuarantee(8000).withLimit(20_000),
            Queue.of(BOB).under(GROUP),
            Queue.of(CID).withGuarantee(8000)));

    private static QuotaLedger empty() {
        return new QuotaLedger(TREE, new Usage(DeviceTotals.of(RandomQueues.cluster())));
    }

    @Test
    void a_tenant_s_own_queue_at_its_limit_says_what_it_holds() {
        QuotaLedger ledger = empty();
        ledger.hold(ANN, 18_000);
        QuotaShort found = ledger.check(ANN, 3000).orElseThrow();
        assertThat(found).isEqualTo(new QuotaShort(ANN, 18_000, 3000, 20_000, false, false));
        assertThat(found.text()).isEqualTo("its queue holds 18 of at most 20 devices, 3 needed");
        ledger.speakFor(found);
        assertThat(ledger.check(ANN, 1000).orElseThrow().text())
                .isEqualTo("its queue may hold 20 devices, for which a job ahead of it waits");
    }

    @Test
    void a_group_at_its_limit_is_not_named_to_a_tenant_nor_what_the_others_in_it_hold() {
        QuotaLedger ledger = empty();
        ledger.hold(BOB, 10_000);
        ledger.hold(ANN, 8000);
        QuotaShort found = ledger.check(BOB, 7000).orElseThrow();
        assertThat(found).isEqualTo(new QuotaShort(GROUP, 18_000, 7000, 24_000, true, false));
        assertThat(found.reason()).isEqualTo(Refusal.QUOTA);
        assertThat(found.text())
                .isEqualTo("the group of its queue may not hold the 7 devices needed beside what it holds");
        assertThat(ledger.check(BOB, 6000)).isEmpty();
        ledger.speakFor(found);
        assertThat(ledger.check(BOB, 6000).orElseThrow().text())
                .isEqualTo("a job ahead of it waits for what the group of its queue may hold");
    }

    @Test
    void what_a_queue_may_never_hold_is_told_apart() {
        QuotaShort found = empty().check(BOB, 24_500).orElseThrow();
        assertThat(found.reason()).isEqualTo(Refusal.OVER_LIMIT);
        assertThat(found.text()).isEqualTo("the group of its queue may hold 24 devices at most, 24.5 needed");
        QuotaLedger full = empty();
        full.hold(ANN, 20_000);
        assertThat(full.check(ANN, 25_000).orElseThrow().reason()).isEqualTo(Refusal.OVER_LIMIT);
    }

    @Test
    void a_tenant_without_a_queue_has_no_limit_and_borrows_all_it_holds() {
        TenantId zoe = new TenantId("zoe");
        QuotaLedger ledger = empty();
        ledger.hold(zoe, 1_000_000);
        assertThat(ledger.check(zoe, 1_000_000)).isEmpty();
        assertThat(ledger.isBorrowing(zoe)).isTrue();
        assertThat(ledger.isReclaim(CID, 8000, zoe, 8000)).isTrue();
        assertThat(ledger.isReclaim(zoe, 1, CID, 1)).isFalse();
    }

    @Test
    void a_guarantee_is_taken_back_from_those_who_borrow_and_only_from_them() {
        QuotaLedger ledger = empty();
        ledger.hold(ANN, 12_000);
        ledger.hold(BOB, 8000);
        assertThat(ledger.isReclaim(CID, 8000, ANN, 4000))
                .as("both ann and the group borrow")
                .isTrue();
        assertThat(ledger.isReclaim(CID, 8000, ANN, 4001))
                .as("ann would fall below hers")
                .isFalse();
        assertThat(ledger.isReclaim(CID, 8001, ANN, 4000))
                .as("cid asks for more than is hers")
                .isFalse();
        assertThat(ledger.isReclaim(CID, 8000, BOB, 4001))
                .as("the group would fall below its own")
                .isFalse();
        assertThat(ledger.isReclaim(ANN, 1, BOB, 1))
                .as("ann has more than her guarantee")
                .isFalse();
    }

    @Test
    void a_group_takes_back_what_is_guaranteed_to_it_for_any_of_its_tenants() {
        QuotaLedger ledger = empty();
        ledger.hold(CID, 20_000);
        assertThat(ledger.isWithinGuarantee(BOB, 1)).isFalse();
        assertThat(ledger.isReclaim(BOB, 12_000, CID, 12_000)).isTrue();
        ledger.hold(BOB, 12_000);
        assertThat(ledger.isReclaim(BOB, 4001, CID, 1000)).isFalse();
    }

    @Test
    void nobody_takes_from_a_group_that_it_belongs_to_itself() {
        QuotaLedger ledger = empty();
        ledger.hold(GROUP, 20_000);
        assertThat(ledger.isReclaim(ANN, 1000, GROUP, 1000)).isFalse();
    }

    @Test
    void no_queue_is_ever_above_its_limit_over_random_histories() {
        int refused = 0;
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            QuotaLedger ledger = empty();
            List<TenantId> holders = new ArrayList<>();
            List<Long> amounts = new ArrayList<>();
            for (int event = 0; event < 200; event++) {
                TenantId tenant = List.of(ANN, BOB, CID).get(random.nextInt(3));
                long milli = random.nextLong(1, 6000);
                if (random.nextInt(3) == 0 && !holders.isEmpty()) {
                    int which = random.nextInt(holders.size());
                    ledger.release(holders.remove(which), amounts.remove(which));
                } else if (ledger.check(tenant, milli).isEmpty()) {
                    ledger.hold(tenant, milli);
                    holders.add(tenant);
                    amounts.add(milli);
                } else {
                    refused++;
                }
                for (Queue queue : TREE.queues()) {
                    assertThat(ledger.heldMilli(queue.id()))
                            .as("seed %d, event %d: %s", seed, event, queue.id())
                            .isBetween(0L, queue.limitMilli().orElse(Long.MAX_VALUE));
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
