package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.UsageCorrection;
import io.xisuan.billing.store.UsageCorrectionBook;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalUsage;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the proposal of one person, by the approval of another, to the journal. */
class CorrectionDeskTest {
    private static final long NOW = 1_793_491_200_000L;
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");

    @TempDir
    private Path folder = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Store store;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SegmentJournal journal;

    @BeforeEach
    void open() {
        store = Store.open("jdbc:sqlite:" + folder.resolve("xisuan.db"));
        journal = SegmentJournal.open(folder.resolve("journal"), new JournalOptions(false, Optional.empty()));
        journal.append(
                List.of(
                        entry("billed", UsageClass.BILLED, Optional.empty()),
                        entry("waits", UsageClass.HELD_UNBILLED, Optional.of(UnbilledReason.QUARANTINED))),
                NOW);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    private static JournalEntry entry(String id, UsageClass of, Optional<UnbilledReason> reason) {
        return new JournalEntry.Usage(
                new UsageInterval(
                        id,
                        new JobId("team", "train", "uid-1"),
                        1,
                        new TenantId("acme"),
                        new ContractId("c-1"),
                        new SiteId("zhongwei"),
                        new NodeName("node-1"),
                        "nvidia.com/gpu/0",
                        AcceleratorModel.NVIDIA_H800,
                        new AcceleratorShare(1, 1),
                        new Interval(NOW - 5_000, NOW),
                        new DeviceMillis(5_000),
                        of,
                        reason,
                        "f".repeat(64)),
                Optional.empty());
    }

    private Proposal propose(String usage, UsageCorrection.Outcome outcome) {
        return new UsageCorrectionBook(store).propose(new UsageCorrection(usage, outcome, "ticket 812"), LI, NOW);
    }

    private void approve(Proposal proposal) {
        new ControlBook(store).approve(proposal.number(), WANG, "seen", NOW + 1);
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        journal.read(stored -> entries.add(EntryCodec.decode(stored)));
        return entries;
    }

    private List<String> counted() {
        return JournalUsage.read(journal).stream()
                .map(JournalUsage.Counted::latest)
                .map(usage ->
                        usage.reason().map(Enum::name).orElse(usage.usageClass().name()))
                .toList();
    }

    @Test
    void what_nobody_else_approved_changes_nothing() {
        Proposal proposal = propose("waits", UsageCorrection.Outcome.BILL);
        assertThatThrownBy(() -> new ControlBook(store).approve(proposal.number(), LI, "mine", NOW))
                .isInstanceOf(RightsException.class);
        new CorrectionDesk(store, journal).record(NOW + 2);
        assertThat(counted()).containsExactly("BILLED", "QUARANTINED");
    }

    @Test
    void what_was_approved_is_recorded_once_also_over_restarts() {
        approve(propose("waits", UsageCorrection.Outcome.BILL));
        approve(propose("billed", UsageCorrection.Outcome.WITHHOLD));
        CorrectionDesk desk = new CorrectionDesk(store, journal);
        desk.record(NOW + 2);
        desk.record(NOW + 3);
        new CorrectionDesk(store, journal).record(NOW + 4);

        assertThat(counted()).containsExactly("WITHDRAWN", "BILLED");
        assertThat(entries()).hasSize(4);
        assertThat(entries().get(2))
                .isInstanceOfSatisfying(
                        JournalEntry.Correction.class,
                        correction -> assertThat(List.of(
                                        correction.replaces(),
                                        correction.why(),
                                        correction.proposedBy(),
                                        correction.approvedBy()))
                                .containsExactly("waits", "ticket 812", "li", "wang"));
    }

    @Test
    void a_crash_between_two_records_leaves_the_second_for_the_next_leader() {
        approve(propose("waits", UsageCorrection.Outcome.BILL));
        new CorrectionDesk(store, journal).record(NOW + 2);
        approve(propose("billed", UsageCorrection.Outcome.WITHHOLD));
        journal.close();
        journal = SegmentJournal.open(folder.resolve("journal"), new JournalOptions(false, Optional.empty()));
        CorrectionDesk next = new CorrectionDesk(store, journal);
        next.record(NOW + 3);
        next.record(NOW + 4);
        assertThat(entries()).hasSize(4);
        assertThat(counted()).containsExactly("WITHDRAWN", "BILLED");
    }

    @Test
    void a_correction_is_corrected_by_the_id_that_counts_and_what_counts_no_more_is_refused() {
        approve(propose("billed", UsageCorrection.Outcome.WITHHOLD));
        CorrectionDesk desk = new CorrectionDesk(store, journal);
        desk.record(NOW + 2);
        String second = JournalUsage.read(journal).getFirst().latest().id();
        approve(propose("billed", UsageCorrection.Outcome.BILL));
        desk.record(NOW + 3);
        assertThat(counted()).containsExactly("WITHDRAWN", "QUARANTINED");
        approve(propose(second, UsageCorrection.Outcome.BILL));
        desk.record(NOW + 4);
        assertThat(counted()).containsExactly("BILLED", "QUARANTINED");

        JournalUsage.Counted billed = JournalUsage.read(journal).getFirst();
        assertThat(billed.seq()).isEqualTo(1);
        assertThat(billed.asOf(2).id()).isEqualTo("billed");
        assertThat(billed.asOf(3).id()).isEqualTo(second);
    }
}
