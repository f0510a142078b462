package io.xisuan.operator.metering.live;

import static io.xisuan.operator.metering.live.PodSketch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodSaving;
import io.xisuan.operator.observe.PodTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two pods on one node, each with a part of a device. */
class LivePartsTest {
    private static final AttemptKey KEY = new AttemptKey(new JobId("team", "train", "job-uid-1"), 1);
    private static final long STARTED = at("10:01:00");
    private static final long ENDED = STARTED + 26 * 3_600_000L;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void two_halves_of_one_device_share_its_lane_and_are_billed_once_across_a_restart_at_midnight() {
        AcceleratorShare half = new AcceleratorShare(1, 2);
        List<UsageInterval> usage = through(metered("nvidia.com/gpu", half));

        assertThat(usage).extracting(UsageInterval::lane).containsOnly("nvidia.com/gpu/0");
        assertThat(usage).extracting(UsageInterval::id).doesNotHaveDuplicates();
        assertThat(billed(usage)).as("two halves").isEqualTo(ENDED - STARTED);
    }

    @Test
    void two_instances_have_lanes_of_their_own_and_are_billed_by_their_slices_of_seven() {
        AcceleratorShare slices = new AcceleratorShare(3, 7);
        List<UsageInterval> usage = through(metered("nvidia.com/mig-3g.40gb", slices));

        assertThat(usage)
                .extracting(UsageInterval::lane)
                .contains("nvidia.com/mig-3g.40gb/0", "nvidia.com/mig-3g.40gb/1")
                .doesNotContain("nvidia.com/mig-3g.40gb/2");
        long midnight = at("23:59:59") + 1_000;
        assertThat(billed(usage))
                .isEqualTo(2
                        * (slices.held(new Interval(STARTED, midnight)).value()
                                + slices.held(new Interval(midnight, ENDED)).value()));
    }

    @Test
    void what_hami_wrote_onto_the_pods_vouches_for_their_records_and_changes_no_quantity() {
        through(metered("nvidia.com/gpu", new AcceleratorShare(1, 2)));

        assertThat(entries())
                .filteredOn(JournalEntry.Usage.class::isInstance)
                .allSatisfy(entry -> {
                    Confirmation confirmation =
                            ((JournalEntry.Usage) entry).confirmation().orElseThrow();
                    assertThat(confirmation.basis()).isEqualTo(Confirmation.Basis.ANNOTATION);
                    assertThat(confirmation.device().orElseThrow().value()).isEqualTo("GPU-1");
                })
                .isNotEmpty();
    }

    /** Meters the pods over midnight by one meter, and to their end by another that only has the journal. */
    private List<UsageInterval> through(MeteredAttempt metered) {
        long nextDay = at("23:59:59") + 600_000;
        restored(metered).observe(seen(nextDay, PodPhase.RUNNING, OptionalLong.empty()), nextDay);
        long end = ENDED + 10_000;
        MeterStep step = restored(metered).observe(seen(end, PodPhase.SUCCEEDED, OptionalLong.of(ENDED)), end);
        assertThat(step.closed()).hasSize(1);
        return step.closed().getFirst().usage();
    }

    private static MeteredAttempt metered(String resource, AcceleratorShare share) {
        return new MeteredAttempt(
                new AttemptTerms(KEY, new TenantId("acme"), new ContractId("c-1"), GangHistory.SITE, 2),
                AcceleratorModel.NVIDIA_H800,
                resource,
                1,
                share);
    }

    private static ObservedCluster seen(long leaseMillis, PodPhase phase, OptionalLong finished) {
        return GangHistory.cluster(
                List.of(GangHistory.node(0, leaseMillis)),
                List.of(pod(0, phase, finished), pod(1, phase, finished)),
                List.of());
    }

    private static ObservedPod pod(int rank, PodPhase phase, OptionalLong finished) {
        return new ObservedPod(
                new PodName("team", "train-1-" + rank, "pod-uid-" + rank),
                new PodMarks("job-uid-1", "train", 1, rank, 1, Optional.of("zhongwei")),
                Optional.of(new NodeName("node-0")),
                phase,
                new PodTimes(
                        at("09:59:00"),
                        OptionalLong.of(at("10:00:00")),
                        OptionalLong.of(STARTED),
                        finished,
                        OptionalLong.empty()),
                new PodEnd(OptionalInt.empty(), "", ""),
                true,
                Optional.empty(),
                false,
                new ObservedPod.Given("GPU-1,NVIDIA,40960,50:;", List.of(), ""),
                PodSaving.UNTOLD);
    }

    private LiveMeter restored(MeteredAttempt metered) {
        return LiveMeter.restore(journal(), List.of(metered), MeterRules.standard());
    }

    private SegmentJournal journal() {
        return SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        journal().read(record -> entries.add(EntryCodec.decode(record)));
        return entries;
    }

    private static long billed(List<UsageInterval> usage) {
        return usage.stream()
                .filter(UsageInterval::billed)
                .mapToLong(used -> used.quantity().value())
                .sum();
    }
}
