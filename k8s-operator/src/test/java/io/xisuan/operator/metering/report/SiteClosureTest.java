package io.xisuan.operator.metering.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.lifecycle.FoldFinding;
import io.xisuan.operator.metering.lifecycle.NodeResource;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteClosureTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final NodeName NODE = new NodeName("n1");
    private static final String GPU = "nvidia.com/gpu";
    private static final Interval DAY = BillingPeriod.day(LocalDate.of(2026, 10, 7));
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private final List<JournalEntry> entries = new ArrayList<>();

    @Test
    void every_millisecond_of_the_inventory_is_in_one_class() {
        node(hours(0, 24), 4, 4, 1, NodeState.READY);
        held("job-1", 0, hours(2, 12), Optional.empty());
        held("job-1", 1, hours(2, 3), Optional.of(UnbilledReason.GANG_NOT_STARTED));
        looked(DAY.endMillis());

        SiteClosure closure = time().closure(SITE, DAY);

        assertThat(closure.closes()).isTrue();
        ClassSums sums = closure.sums();
        assertThat(List.of(sums.inventory(), sums.billed(), sums.heldUnbilledMillis(), sums.background(), sums.idle()))
                .containsExactly(96 * HOUR, 10 * HOUR, HOUR, 24 * HOUR, 61 * HOUR);
    }

    @Test
    void time_that_nobody_saw_is_unavailable_and_a_node_that_left_is_none() {
        node(hours(0, 4), 2, 2, 0, NodeState.READY);
        node(hours(6, 10), 2, 1, 0, NodeState.READY);
        entries.add(NodeMarks.gone(SITE, new NodeResource(NODE, GPU), DAY.startMillis() + 10 * HOUR));
        node(hours(20, 22), 2, 2, 0, NodeState.NOT_READY);
        looked(DAY.endMillis());

        SiteClosure closure = time().closure(SITE, DAY);

        assertThat(closure.closes()).isTrue();
        assertThat(closure.sums().unavailable())
                .containsEntry("NOT_OBSERVED", 4 * HOUR)
                .containsEntry("DEVICE_UNHEALTHY", 4 * HOUR)
                .containsEntry("NODE_NOT_READY", 8 * HOUR);
        assertThat(closure.sums().inventory()).isEqualTo((8 + 4 + 8 + 8) * HOUR);
    }

    @Test
    void a_day_that_does_not_close_says_which_device_when_and_why() {
        node(hours(0, 24), 2, 2, 0, NodeState.READY);
        held("job-1", 5, hours(2, 4), Optional.empty());
        held("job-2", 0, hours(6, 8), Optional.empty());
        held("job-3", 0, hours(7, 9), Optional.empty());
        looked(DAY.endMillis());

        SiteClosure closure = time().closure(SITE, DAY);

        assertThat(closure.closes()).isFalse();
        assertThat(closure.findings())
                .extracting(FoldFinding::kind, FoldFinding::subject, FoldFinding::interval)
                .containsExactly(
                        tuple(FoldFinding.Kind.OUTSIDE_INVENTORY, GPU + "/5", hours(2, 4)),
                        tuple(FoldFinding.Kind.HELD_TWICE, GPU + "/0", hours(7, 8)));
    }

    @Test
    void a_correction_takes_the_place_of_what_it_corrects() {
        node(hours(0, 24), 1, 1, 0, NodeState.READY);
        UsageInterval wrong = held("job-1", 0, hours(2, 12), Optional.empty());
        UsageInterval right =
                usage("job-1", 0, hours(2, 12), Optional.of(UnbilledReason.WITHDRAWN), "corrected-" + wrong.id());
        entries.add(new JournalEntry.Correction(right, wrong.id(), "the card was broken", "ops", "finance"));
        looked(DAY.endMillis());

        ClassSums sums = time().closure(SITE, DAY).sums();
        assertThat(sums.billed()).isZero();
        assertThat(sums.heldUnbilled()).containsEntry("WITHDRAWN", 10 * HOUR);
        assertThat(sums.closes()).isTrue();
    }

    @Test
    void a_report_counts_closed_days_and_names_the_open_one() {
        Interval next = BillingPeriod.day(LocalDate.of(2026, 10, 8));
        node(hours(0, 24), 2, 2, 0, NodeState.READY);
        held("job-1", 0, hours(20, 24), Optional.empty());
        looked(next.startMillis() + HOUR);

        UsageReport report =
                UsageReport.of(time(new Interval(DAY.startMillis(), next.endMillis())), UsageReport.By.NODE);

        assertThat(report.closes()).isTrue();
        assertThat(report.rows()).extracting(UsageReport.Row::key).containsExactly("zhongwei/n1");
        assertThat(report.rows().get(0).sums().inventory()).isEqualTo(48 * HOUR);
        assertThat(report.open()).containsEntry(SITE, List.of("2026-10-08"));
    }

    private DeviceTime time() {
        return time(DAY);
    }

    private DeviceTime time(Interval window) {
        DeviceTime time = new DeviceTime(window);
        try (SegmentJournal journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()))) {
            journal.append(entries, DAY.endMillis());
            journal.read(time::take);
        }
        return time;
    }

    private static Interval hours(int from, int until) {
        return new Interval(DAY.startMillis() + from * HOUR, DAY.startMillis() + until * HOUR);
    }

    private void node(Interval interval, int devices, int healthy, int foreign, NodeState state) {
        entries.add(new JournalEntry.Node(
                SITE,
                new NodeSpan(
                        NODE,
                        GPU,
                        AcceleratorModel.NVIDIA_A800,
                        AcceleratorShare.WHOLE,
                        devices,
                        healthy,
                        foreign,
                        state,
                        interval)));
    }

    private void looked(long throughMillis) {
        entries.add(NodeMarks.looked(SITE, throughMillis));
        entries.add(NodeMarks.closed(SITE, BillingPeriod.startOfDayMillis(BillingPeriod.dayOf(throughMillis))));
    }

    private UsageInterval held(String job, int ordinal, Interval interval, Optional<UnbilledReason> reason) {
        UsageInterval used = usage(job, ordinal, interval, reason, job + "/" + ordinal + "/" + interval);
        entries.add(new JournalEntry.Usage(used, Optional.empty()));
        return used;
    }

    private static UsageInterval usage(
            String job, int ordinal, Interval interval, Optional<UnbilledReason> reason, String id) {
        return new UsageInterval(
                id,
                new JobId("team", job, "uid-" + job),
                1,
                new TenantId("yunling"),
                new ContractId("c-1"),
                SITE,
                NODE,
                GPU + "/" + ordinal,
                AcceleratorModel.NVIDIA_A800,
                AcceleratorShare.WHOLE,
                interval,
                DeviceMillis.of(1, interval),
                reason.isPresent() ? UsageClass.HELD_UNBILLED : UsageClass.BILLED,
                reason,
                "0".repeat(64));
    }
}
