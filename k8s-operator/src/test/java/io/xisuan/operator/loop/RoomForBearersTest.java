package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SeatClaim;
import io.xisuan.billing.store.SiteDeed;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leaves for whom, under the whole loop: eight nodes of eight devices, four at each site, one of which is kept back. */
class RoomForBearersTest {
    private static final SiteId EAST = new SiteId("east");
    private static final SiteId WEST = new SiteId("west");

    @TempDir
    Path folder;

    private LoopGround ground;

    @BeforeEach
    void begin() {
        ground = new LoopGround(folder, 8);
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void nobody_leaves_for_a_job_whose_tenant_cannot_bear_its_start_and_it_is_asked_anew_when_it_can() {
        ground.withoutVouchers();
        full();
        limit(Money.ofFen(100));
        ground.submit("urgent", "600s", spec -> spec.put("priority", 90));
        run(20_000);
        assertThat(stopped()).isEmpty();
        assertThat(new RoomBook(ground.store).seats()).isEmpty();
        assertThat(ground.store.decisions("uid-urgent-00000").getLast().text())
                .contains("the tenant's prepaid money and credit leave");
        limit(Money.ofFen(1_000_000_000));
        run(20_000);
        assertThat(stopped()).extracting(stop -> stop.order().reason()).containsExactly("Preempted");
    }

    @Test
    void who_is_told_to_leave_for_a_job_is_not_told_whose_it_is_and_the_decision_log_knows() {
        full();
        ground.submit("urgent", "600s", spec -> spec.put("priority", 90));
        run(20_000);
        StopRecord stop = stopped().getFirst();
        String victim = stop.order().attempt().job().uid();
        assertThat(stop.order().text()).startsWith("told to leave for a job before it; it loses ");
        assertThat(ground.store
                        .intents(victim)
                        .getFirst()
                        .outcome()
                        .orElseThrow()
                        .text())
                .contains("told to leave for a job before it")
                .doesNotContain("urgent");
        assertThat(ground.store.decisions(victim))
                .anySatisfy(
                        decision -> assertThat(decision.text()).contains("told to leave for example/urgent-00000; "));
        assertThat(stop.order().beneficiary()).map(JobId::uid).contains("uid-urgent-00000");
    }

    @Test
    void two_requests_of_one_step_give_back_twice_as_much() {
        full();
        SiteId site = ground.store.liveIntents().getFirst().site();
        RoomBook book = new RoomBook(ground.store);
        long first = reclaim(book, site);
        long second = reclaim(book, site);
        run(100_000);
        assertThat(List.of(state(book, first), state(book, second))).containsOnly(SiteRequest.State.DONE);
        TreeSet<SiteId> left = new TreeSet<>();
        ground.store.liveIntents().forEach(intent -> left.add(intent.site()));
        assertThat(left).containsExactly(site.equals(EAST) ? WEST : EAST);
        long third = reclaim(book, site);
        run(20_000);
        assertThat(state(book, third))
                .as("what was given back is not given again")
                .isEqualTo(SiteRequest.State.REFUSED);
    }

    @Test
    void a_seat_is_given_up_when_its_job_starts_whatever_the_clock_of_the_leader_that_kept_it() {
        ground.submit(1, "late", 8, "3600s");
        long ahead = ground.now() + 600_000;
        SeatClaim claim = new SeatClaim(
                new JobId("example", "late-00000", "uid-late-00000"),
                SeatClaim.Purpose.PREEMPT,
                EAST,
                "nvidia-h800-80g",
                8,
                List.of(new PlannedWorker(0, new NodeName("node-00000"))),
                0,
                List.of(),
                ahead,
                ahead + 300_000);
        RoomBook book = new RoomBook(ground.store);
        book.order(
                ground.store.mintEpoch("other", ground.now()), RoomOrder.forJobs(List.of(claim), List.of(), List.of()));
        ground.killed();
        run(20_000);
        assertThat(ground.store.liveIntents()).hasSize(1);
        assertThat(book.openSeats()).isEmpty();
        assertThat(book.seats().getLast().release().orElseThrow().because()).isEqualTo("started");
    }

    @Test
    void a_place_that_a_pod_of_its_owner_does_not_take_is_given_back_and_that_is_said() {
        OwnerWaits waits = new OwnerWaits();
        String pod = "uid-1 team/web";
        waits.kept(pod, EAST, 120_000, 1_000);
        long until = 121_000 + OwnerWaits.MARGIN_MILLIS;
        waits.kept(pod, EAST, 120_000, 60_000);
        assertThat(waits.isGivenBack(pod, until - 1)).isFalse();
        assertThat(waits.givenBack(until - 1)).isEmpty();
        assertThat(waits.isGivenBack(pod, until)).isTrue();
        assertThat(waits.givenBack(until).get(EAST)).contains("pod team/web");
        waits.keepOnly(new TreeSet<>());
        assertThat(waits.isGivenBack(pod, until)).isFalse();
    }

    /** Has as many jobs as are sold to. */
    private void full() {
        ground.submit(6, "low", 8, "36000s");
        run(20_000);
        assertThat(ground.store.liveIntents()).hasSize(6);
    }

    /** Lets the tenant owe so much beyond what it is bound to. */
    private void limit(Money more) {
        Intent any = ground.store.liveIntents().getFirst();
        TenantId tenant = any.tenant();
        Money bound = ground.store
                .credit()
                .position(tenant, Money.ZERO, BillingPeriod.dayOf(ground.now()))
                .committed();
        ground.store.credit().agree(tenant, Optional.of(bound.plus(more)), 30, "test", ground.now());
    }

    private List<StopRecord> stopped() {
        return ground.jobs().stream()
                .flatMap(job -> ground.store.stops().ofJob(job.getMetadata().getUid()).stream())
                .toList();
    }

    private long reclaim(RoomBook book, SiteId site) {
        return book.ask(SiteRequest.of(
                site, SiteDeed.RECLAIM, "", 16, ground.now() + 200_000, new Principal("owner"), ground.now()));
    }

    private static SiteRequest.State state(RoomBook book, long request) {
        return book.request(request).orElseThrow().state();
    }

    private void run(long millis) {
        long end = ground.now() + millis;
        while (ground.now() < end) {
            ground.after(1_000);
            ground.cluster.live();
            ground.step();
        }
    }
}
