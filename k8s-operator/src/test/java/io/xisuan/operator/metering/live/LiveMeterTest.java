package io.xisuan.operator.metering.live;

import static io.xisuan.operator.metering.live.PodSketch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gang of two pods with two devices each, on node-0 and node-1. */
class LiveMeterTest {
    private static final AttemptKey KEY = new AttemptKey(new JobId("team", "train", "job-uid-1"), 1);
    private static final MeteredAttempt GANG = new MeteredAttempt(
            new AttemptTerms(KEY, new TenantId("acme"), new ContractId("c-1"), GangHistory.SITE, 2),
            AcceleratorModel.NVIDIA_H800,
            GangHistory.RESOURCE,
            2);
    private static final ObservedPod[] BOTH_RUN = {
        PodSketch.running(0).pod(), PodSketch.running(1).pod()
    };
    private static final ObservedPod[] BOTH_ENDED = {
        PodSketch.running(0).finished("12:00:00").as(PodPhase.SUCCEEDED).pod(),
        PodSketch.running(1).finished("12:00:05").as(PodPhase.SUCCEEDED).pod()
    };

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_gang_is_closed_when_all_its_pods_ended_and_then_its_finalizers_may_go() {
        LiveMeter meter = restored();
        MeterStep running = meter.observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        assertThat(running.closed()).isEmpty();
        assertThat(running.finalizersReleasable()).isEmpty();
        assertThat(meter.gangRunning(KEY)).contains(at("10:01:00"));

        MeterStep ended = meter.observe(seen(at("12:00:10"), BOTH_ENDED), at("12:00:10"));
        assertThat(ended.closed()).extracting(ClosedAttempt::attempt).containsExactly(KEY);
        assertThat(billedMillis(ended.closed().get(0).usage())).isEqualTo(2 * (119 * 60_000L + 119 * 60_000L + 5_000L));
        assertThat(ended.finalizersReleasable()).hasSize(2);
        assertThat(ended.head()).isEqualTo(ended.closed().get(0).head());
    }

    @Test
    void a_closed_attempt_is_answered_until_it_is_forgotten_and_never_written_again() {
        LiveMeter meter = restored();
        JournalHead head =
                meter.observe(seen(at("12:00:10"), BOTH_ENDED), at("12:00:10")).head();

        MeterStep again = meter.observe(seen(at("12:00:20"), BOTH_ENDED), at("12:00:20"));
        assertThat(again.closed()).hasSize(1);
        meter.forget(KEY);
        MeterStep forgotten = meter.observe(seen(at("12:00:30"), BOTH_ENDED), at("12:00:30"));
        assertThat(forgotten.closed()).isEmpty();
        assertThat(forgotten.finalizersReleasable()).hasSize(2);
        assertThat(forgotten.head()).isEqualTo(head);
    }

    @Test
    void after_a_restart_the_journal_says_that_an_attempt_is_closed_whether_its_pods_are_there_or_not() {
        MeterStep first = restored().observe(seen(at("12:00:10"), BOTH_ENDED), at("12:00:10"));

        MeterStep there = restored().observe(seen(at("12:01:00"), BOTH_ENDED), at("12:01:00"));
        assertThat(there.closed()).isEqualTo(first.closed());
        assertThat(there.finalizersReleasable()).hasSize(2);
        MeterStep absent = restored().observe(seen(at("12:02:00")), at("12:02:00"));
        assertThat(absent.closed()).isEqualTo(first.closed());
        MeterStep unknown = LiveMeter.restore(journal(), List.of(), MeterRules.standard())
                .observe(seen(at("12:03:00"), BOTH_ENDED), at("12:03:00"));
        assertThat(unknown.finalizersReleasable()).hasSize(2);
        assertThat(unknown.strangers()).isEmpty();
    }

    @Test
    void an_attempt_of_which_nothing_was_bound_leaves_nothing_in_the_journal() {
        LiveMeter meter = restored();
        ObservedPod waiting = PodSketch.unbound(0).pod();
        assertThat(meter.observe(seen(at("10:00:00"), waiting), at("10:00:00")).closed())
                .isEmpty();
        meter.abandon(KEY);
        assertThat(meter.observe(seen(at("10:00:10"), waiting), at("10:00:10")).closed())
                .isEmpty();

        MeterStep step = meter.observe(
                seen(at("10:01:00"), PodSketch.unbound(0).deleted("10:00:30").pod()), at("10:01:00"));
        assertThat(step.closed()).hasSize(1);
        assertThat(step.closed().get(0).usage()).isEmpty();
        assertThat(step.finalizersReleasable()).hasSize(1);
        assertThat(step.head()).isEqualTo(JournalHead.EMPTY);
    }

    @Test
    void a_pod_that_shows_up_after_its_attempt_was_given_up_is_metered_all_the_same() {
        LiveMeter meter = restored();
        meter.abandon(KEY);
        assertThat(meter.observe(seen(at("10:00:00")), at("10:00:00")).closed()).hasSize(1);

        assertThat(meter.observe(seen(at("10:02:00"), BOTH_RUN[0]), at("10:02:00"))
                        .closed())
                .isEmpty();
        MeterStep step = meter.observe(seen(at("12:00:10"), BOTH_ENDED[0]), at("12:00:10"));
        assertThat(heldMillis(step.closed().get(0).usage(), UnbilledReason.GANG_NOT_STARTED))
                .isEqualTo(2 * 7_200_000L);
    }

    @Test
    void a_pod_that_was_taken_away_is_remarked() {
        LiveMeter meter = restored();
        meter.observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        ObservedPod gone = PodSketch.running(1).deleted("11:00:30").pod();

        MeterStep step = meter.observe(
                GangHistory.cluster(nodes(at("12:00:10")), List.of(BOTH_ENDED[0]), List.of(gone)), at("12:00:10"));
        assertThat(billedMillis(step.closed().get(0).usage())).isEqualTo(4 * (59 * 60_000L + 30_000L));
        assertThat(remarks()).containsExactly("END");
    }

    @Test
    void pods_that_went_while_nobody_looked_end_with_what_was_recorded() {
        long nextDay = at("23:59:59") + 600_000;
        restored().observe(seen(nextDay, BOTH_RUN), nextDay);
        long recorded = billedMillis(usage());

        MeterStep step = restored().observe(seen(nextDay + 60_000), nextDay + 60_000);
        assertThat(step.closed()).hasSize(1);
        assertThat(billedMillis(step.closed().get(0).usage()))
                .isEqualTo(recorded)
                .isPositive();
        assertThat(remarks()).containsExactly("VANISHED");
    }

    @Test
    void a_day_is_closed_once_it_has_settled() {
        LiveMeter meter = restored();
        long midnight = at("23:59:59") + 1_000;
        assertThat(meter.observe(seen(midnight + 119_000, BOTH_RUN), midnight + 119_000)
                        .head())
                .isEqualTo(JournalHead.EMPTY);

        meter.observe(seen(midnight + 120_000, BOTH_RUN), midnight + 120_000);
        assertThat(usage()).extracting(used -> used.interval().endMillis()).contains(midnight);
        assertThat(billedMillis(usage())).isEqualTo(4 * (midnight - at("10:01:00")));
    }

    @Test
    void a_lost_node_ends_the_gang_with_the_last_lease_also_after_a_restart_and_a_return() {
        restored().observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        List<ObservedNode> silent = new ArrayList<>(nodes(at("10:31:00")));
        silent.set(1, GangHistory.silent(1, at("10:30:10")));
        MeterStep step =
                restored().observe(GangHistory.cluster(silent, Arrays.asList(BOTH_RUN), List.of()), at("10:31:00"));
        assertThat(step.lost()).containsExactly(KEY);

        LiveMeter meter = restored();
        assertThat(meter.observe(seen(at("10:40:00"), BOTH_RUN), at("10:40:00")).lost())
                .containsExactly(KEY);
        MeterStep ended = meter.observe(seen(at("12:00:10"), BOTH_ENDED), at("12:00:10"));
        List<UsageInterval> used = ended.closed().get(0).usage();
        assertThat(billedMillis(used)).isEqualTo(4 * (29 * 60_000L + 10_000L));
        assertThat(heldMillis(used, UnbilledReason.NODE_FAULT)).isEqualTo(4 * (89 * 60_000L + 50_000L) + 2 * 5_000L);
    }

    @Test
    void a_pod_on_a_lost_node_holds_until_the_node_is_back_or_gone() {
        LiveMeter meter = restored();
        List<ObservedPod> pods = List.of(BOTH_ENDED[0], BOTH_RUN[1]);
        List<ObservedNode> silent = new ArrayList<>(nodes(at("12:10:00")));
        silent.set(1, GangHistory.silent(1, at("11:00:00")));
        assertThat(meter.observe(GangHistory.cluster(silent, pods, List.of()), at("12:10:00"))
                        .closed())
                .isEmpty();

        silent.remove(1);
        assertThat(meter.observe(GangHistory.cluster(silent, pods, List.of()), at("12:20:00"))
                        .closed())
                .hasSize(1);
    }

    @Test
    void a_clock_that_runs_ahead_or_behind_makes_no_node_lost() {
        LiveMeter meter = restored();
        for (int second = 0; second < 300; second += 10) {
            long now = at("10:30:00") + second * 1000L;
            List<ObservedNode> nodes = List.of(GangHistory.node(0, now + 120_000), GangHistory.node(1, now - 90_000));
            assertThat(meter.observe(GangHistory.cluster(nodes, Arrays.asList(BOTH_RUN), List.of()), now)
                            .lost())
                    .isEmpty();
        }
    }

    @Test
    void a_lease_that_stands_still_while_the_others_go_on_is_a_lost_node_though_nobody_calls_it_not_ready() {
        LiveMeter meter = restored();
        MeterStep last = meter.observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        for (int second = 10; second <= 100; second += 10) {
            long now = at("10:30:00") + second * 1000L;
            List<ObservedNode> nodes = List.of(GangHistory.node(0, now), GangHistory.node(1, at("10:30:00")));
            last = meter.observe(GangHistory.cluster(nodes, Arrays.asList(BOTH_RUN), List.of()), now);
        }
        assertThat(last.lost()).containsExactly(KEY);
    }

    @Test
    void a_node_whose_kubelet_renews_seldom_is_not_lost_while_its_lease_lasts() {
        LiveMeter meter = restored();
        meter.observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        MeterStep last = meter.observe(seldom(at("10:30:00")), at("10:30:00"));
        for (int second = 10; second <= 630; second += 10) {
            assertThat(last.lost()).as("after %d s", second - 10).isEmpty();
            last = meter.observe(seldom(at("10:30:00") + second * 1000L), at("10:30:00") + second * 1000L);
        }
        last = meter.observe(seldom(at("10:40:40")), at("10:40:40"));
        assertThat(last.lost()).containsExactly(KEY);
    }

    /** Node 0 renews its lease each ten seconds, node 1 has one of ten minutes and does not. */
    private static ObservedCluster seldom(long nowMillis) {
        List<ObservedNode> nodes =
                List.of(GangHistory.node(0, nowMillis), GangHistory.seldom(1, at("10:30:00"), 600_000));
        return GangHistory.cluster(nodes, Arrays.asList(BOTH_RUN), List.of());
    }

    @Test
    void old_leases_all_round_mean_that_we_are_blind_and_not_that_nodes_are_lost() {
        LiveMeter meter = restored();

        MeterStep step = meter.observe(seen(at("10:30:00"), BOTH_RUN), at("11:30:00"));
        assertThat(step.lost()).isEmpty();
        assertThat(step.head()).isEqualTo(JournalHead.EMPTY);
    }

    @Test
    void a_snapshot_that_is_not_synced_says_nothing() {
        LiveMeter meter = restored();
        meter.observe(seen(at("10:30:00"), BOTH_RUN), at("10:30:00"));
        ObservedCluster empty = seen(at("10:31:00"));
        ObservedCluster blind = new ObservedCluster(
                empty.cluster(),
                2,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                empty.foreignWaiting(),
                new TreeMap<>());

        assertThat(meter.observe(blind, at("10:31:00")).closed()).isEmpty();
        assertThat(meter.observe(seen(at("10:32:00"), BOTH_RUN), at("10:32:00")).closed())
                .isEmpty();
    }

    @Test
    void pods_of_attempts_that_nobody_opened_are_strangers() {
        LiveMeter meter = LiveMeter.restore(journal(), List.of(), MeterRules.standard());

        MeterStep step = meter.observe(
                seen(
                        at("12:00:10"),
                        BOTH_ENDED[0],
                        PodSketch.unbound(1).deleted("10:00:30").pod()),
                at("12:00:10"));
        assertThat(step.strangers()).extracting(PodName::uid).containsExactly("pod-uid-0");
        assertThat(step.finalizersReleasable()).extracting(PodName::uid).containsExactly("pod-uid-1");
    }

    @Test
    void an_attempt_is_not_forgotten_while_it_is_open_and_its_terms_do_not_change() {
        LiveMeter meter = restored();
        MeteredAttempt other = new MeteredAttempt(GANG.terms(), GANG.model(), GANG.resource(), 4);

        assertThatThrownBy(() -> meter.forget(KEY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> meter.open(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_attempt_with_records_is_not_opened_behind_the_back_of_a_restore() {
        long nextDay = at("23:59:59") + 600_000;
        restored().observe(seen(nextDay, BOTH_RUN), nextDay);
        LiveMeter forgetful = LiveMeter.restore(journal(), List.of(), MeterRules.standard());

        assertThatThrownBy(() -> forgetful.open(GANG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("team/train");
    }

    private LiveMeter restored() {
        return LiveMeter.restore(journal(), List.of(GANG), MeterRules.standard());
    }

    private SegmentJournal journal() {
        return SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
    }

    private static List<ObservedNode> nodes(long leaseMillis) {
        return List.of(GangHistory.node(0, leaseMillis), GangHistory.node(1, leaseMillis));
    }

    private static ObservedCluster seen(long leaseMillis, ObservedPod... pods) {
        return GangHistory.cluster(nodes(leaseMillis), List.of(pods), List.of());
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        journal().read(record -> entries.add(EntryCodec.decode(record)));
        return entries;
    }

    private List<UsageInterval> usage() {
        return entries().stream()
                .filter(JournalEntry.Usage.class::isInstance)
                .map(entry -> ((JournalEntry.Usage) entry).usage())
                .toList();
    }

    private List<String> remarks() {
        return entries().stream()
                .filter(JournalEntry.Remark.class::isInstance)
                .map(entry -> ((JournalEntry.Remark) entry).kind())
                .toList();
    }

    private static long billedMillis(List<UsageInterval> usage) {
        return usage.stream()
                .filter(UsageInterval::billed)
                .mapToLong(used -> used.quantity().value())
                .sum();
    }

    private static long heldMillis(List<UsageInterval> usage, UnbilledReason reason) {
        return usage.stream()
                .filter(used -> used.reason().filter(reason::equals).isPresent())
                .mapToLong(used -> used.quantity().value())
                .sum();
    }
}
