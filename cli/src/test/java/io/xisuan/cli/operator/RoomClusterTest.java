package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.SeatRecord;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Room is made for jobs and owners on a real API server: site east has three nodes of eight devices, of which twenty are sold. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoomClusterTest {
    @TempDir
    static Path work;

    private static final long RECLAIM_WITHIN = 30;

    private RoomCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new RoomCluster("room", work, sites -> sites.replace("reclaimWithin: 120s", "reclaimWithin: 30s"));
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    @Order(1)
    void a_gang_leaves_for_a_job_of_higher_priority_and_comes_back() {
        String low = cluster.submit("low", 2, 10, "300s", RoomCluster.preemptible("5s"));
        cluster.await("low", JobPhase.RUNNING);
        String high = cluster.submit("high", 2, 90, "15s", "");
        cluster.await("high", JobPhase.RUNNING);
        List<StopRecord> stops = cluster.stored(store -> store.stops().ofJob(low));
        assertThat(stops).singleElement().satisfies(stop -> {
            assertThat(stop.order().reason()).isEqualTo("Preempted");
            assertThat(stop.order().beneficiary().orElseThrow().uid()).isEqualTo(high);
        });
        assertThat(cluster.decisions(high)).extracting(DecisionRecord::kind).contains("preempt", "start");
        assertThat(cluster.decisions(low)).extracting(DecisionRecord::kind).contains("stop");
        assertThat(cluster.testbed()
                        .kubectl("admin", "get", "events", "-n", "example")
                        .done())
                .contains("Preempted", "example/high");
        cluster.await("high", JobPhase.SUCCEEDED);
        cluster.await("low", 2, JobPhase.RUNNING);
        List<SeatRecord> seats = cluster.stored(store -> cluster.book(store).seats());
        assertThat(seats)
                .singleElement()
                .satisfies(seat -> assertThat(
                                seat.release().map(release -> release.because()).orElse("open"))
                        .isEqualTo("started"));
        cluster.delete("low");
        cluster.delete("high");
    }

    @Test
    @Order(2)
    void a_leader_that_is_killed_after_it_told_a_gang_to_leave_is_followed_by_one_that_keeps_the_same_seat() {
        cluster.submit("first", 1, 10, "300s", RoomCluster.preemptible("8s"));
        cluster.submit("second", 1, 10, "300s", RoomCluster.preemptible("8s"));
        cluster.await("first", JobPhase.RUNNING);
        cluster.await("second", JobPhase.RUNNING);
        String high = cluster.submit("claimant", 1, 90, "30s", "");
        Eventually.holds(
                "a seat is kept",
                RoomCluster.LIMIT,
                () -> !cluster.stored(store -> cluster.book(store).openSeats()).isEmpty(),
                () -> cluster.operator().said());
        cluster.killOperator();
        SeatRecord seat =
                cluster.stored(store -> cluster.book(store).openSeats()).getFirst();
        cluster.startOperator();
        cluster.await("claimant", JobPhase.RUNNING);
        assertThat(cluster.pods("claimant"))
                .extracting(pod -> pod.getSpec().getNodeName())
                .containsExactly(seat.claim().workers().getFirst().node().value());
        List<SeatRecord> all = cluster.stored(store -> cluster.book(store).seats()).stream()
                .filter(each -> each.claim().job().uid().equals(high))
                .toList();
        assertThat(all).as("no new victims").hasSize(1);
        assertThat(all.getFirst().claim().victims())
                .isEqualTo(seat.claim().victims())
                .hasSize(1);
        cluster.delete("first");
        cluster.delete("second");
        cluster.delete("claimant");
    }

    @Test
    @Order(3)
    void an_owners_pod_that_can_evict_nobody_makes_a_gang_leave_only_when_nothing_is_free() {
        String gang = cluster.submit("gang", 2, 50, "1h", RoomCluster.preemptible("3s"));
        cluster.await("gang", JobPhase.RUNNING);
        cluster.apply("polite.yaml", """
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: polite}
                value: 100
                preemptionPolicy: Never
                """);
        cluster.owner("owner-a", 8, "polite");
        cluster.awaitBound("owner-a");
        cluster.owner("owner-b", 8, "polite");
        cluster.awaitBound("owner-b");
        List<StopRecord> stops = cluster.stored(store -> store.stops().ofJob(gang));
        assertThat(stops).singleElement().satisfies(stop -> {
            assertThat(stop.order().reason()).isEqualTo("Reclaimed");
            assertThat(stop.order().text()).contains("default/owner-b", "8 devices");
        });
        assertThat(cluster.secondsToBound("owner-b")).isLessThanOrEqualTo(RECLAIM_WITHIN + 10);
        Eventually.holds(
                "the time is noted",
                RoomCluster.LIMIT,
                () -> cluster.stored(store -> cluster.book(store).reclaims()).stream()
                        .anyMatch(need -> need.about().contains("owner-b")
                                && need.stopped().equals("example/gang")
                                && need.freedAtMillis().isPresent()),
                () -> cluster.stored(store -> cluster.book(store).reclaims()));
        cluster.removeOwners();
        cluster.await("gang", 2, JobPhase.RUNNING);
    }

    @Test
    @Order(4)
    void owners_pods_of_higher_priority_get_their_devices_with_the_operator_up_and_down() {
        String gang = cluster.job("gang").orElseThrow().getMetadata().getUid();
        for (String owner : List.of("up-1", "up-2", "up-3")) {
            cluster.owner(owner, 8, "");
        }
        for (String owner : List.of("up-1", "up-2", "up-3")) {
            cluster.awaitBound(owner);
            assertThat(cluster.secondsToBound(owner)).isLessThanOrEqualTo(RECLAIM_WITHIN + 10);
        }
        List<StopRecord> told = cluster.stored(store -> store.stops().ofJob(gang));
        assertThat(told).extracting(stop -> stop.order().reason()).containsOnly("Reclaimed");
        cluster.removeOwners();
        cluster.await("gang", JobPhase.RUNNING);
        cluster.delete("gang");
        cluster.submit("gang", 2, 50, "1h", RoomCluster.preemptible("3s"));
        cluster.await("gang", JobPhase.RUNNING);
        cluster.killOperator();
        for (String owner : List.of("down-1", "down-2", "down-3")) {
            cluster.owner(owner, 8, "");
        }
        for (String owner : List.of("down-1", "down-2", "down-3")) {
            cluster.awaitBound(owner);
            assertThat(cluster.secondsToBound(owner)).isLessThanOrEqualTo(RECLAIM_WITHIN + 10);
        }
        cluster.startOperator();
        cluster.removeOwners();
        cluster.await("gang", 2, JobPhase.RUNNING);
    }

    @Test
    @Order(5)
    void devices_are_given_back_by_hand_and_not_sold_again_until_resumed() {
        RoomCluster.Said unknown =
                RoomCluster.run("site", "reclaim", "nowhere", "--devices", "8", "--by", "60s", "--db", cluster.db());
        assertThat(unknown.code()).as(unknown.err()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no site nowhere: the sites are east, west");
        RoomCluster.Said much =
                RoomCluster.run("site", "reclaim", "east", "--devices", "40", "--by", "60s", "--db", cluster.db());
        assertThat(much.code()).as(much.err() + much.out()).isEqualTo(1);
        assertThat(much.out()).contains("can give back 24 of 40 nvidia-h800-80g");
        RoomCluster.Said done = RoomCluster.run(
                "site",
                "reclaim",
                "east",
                "--devices",
                "16",
                "--by",
                "90s",
                "--as",
                "wang.wei",
                "--db",
                cluster.db(),
                "-o",
                "json");
        assertThat(done.code())
                .as(done.err() + done.out() + cluster.operator().said())
                .isZero();
        assertThat(done.out())
                .contains("\"DONE\"", "wang.wei", "16 nvidia-h800-80g are free since", "left by example/gang");
        RoomCluster.Said shown = RoomCluster.run("site", "show", "east", "--db", cluster.db());
        assertThat(shown.out()).contains("until resumed", "REQUEST", "example/gang");
        assertThat(RoomCluster.run("site", "list", "--db", cluster.db()).out())
                .contains("east", "west", "nvidia-h800-80g");
        RoomCluster.Said resumed = RoomCluster.run("site", "resume", "east", "--db", cluster.db());
        assertThat(resumed.code()).as(resumed.err() + resumed.out()).isZero();
        cluster.await("gang", JobPhase.RUNNING);
    }

    @Test
    @Order(6)
    void a_calendar_entry_that_begins_while_a_gang_runs_finds_its_devices_free() {
        String gang = cluster.job("gang").orElseThrow().getMetadata().getUid();
        int before = cluster.stored(store -> store.stops().ofJob(gang)).size();
        long from = (System.currentTimeMillis() / 1000 + 45) * 1000;
        cluster.testbed()
                .kubectl("admin", "patch", "site", "east", "--type=merge", "-p", """
                        {"spec":{"calendar":[{"from":"%s","to":"%s","devices":16,"accelerator":"nvidia-h800-80g","kind":"rental","name":"rented"}]}}""".formatted(
                                Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + 3_600_000)))
                .done();
        List<StopRecord> stops = Eventually.get(
                "the gang left",
                RoomCluster.LIMIT,
                () -> Optional.of(cluster.stored(store -> store.stops().ofJob(gang)))
                        .filter(all -> all.size() > before
                                && cluster.pods("gang").stream()
                                        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null
                                                || !"Running"
                                                        .equals(pod.getStatus().getPhase()))),
                () -> cluster.operator().said());
        assertThat(stops.getLast().order().reason()).isEqualTo("Reclaimed");
        assertThat(stops.getLast().order().text()).contains("the owner of east keeps 20 devices");
        assertThat(stops.getLast().order().byMillis()).isLessThanOrEqualTo(from);
    }
}
