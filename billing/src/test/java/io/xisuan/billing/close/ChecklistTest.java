package io.xisuan.billing.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.reconcile.Check;
import io.xisuan.billing.reconcile.Comparison;
import io.xisuan.billing.reconcile.Difference;
import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final BillingPeriod MARCH = BillingPeriod.parse("2026-03");
    private static final long LATE = Instant.parse("2026-04-05T00:00:00Z").toEpochMilli();

    private static final CloseFacts GOOD = new CloseFacts(
            MARCH,
            LATE,
            false,
            List.of(),
            Optional.of(List.of()),
            Optional.of(new CloseFacts.Drafts(4, true, 2, List.of(), 90, Optional.of(90L))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Check(Comparison.DOCUMENTS_LEDGER, 5, 5, 1, List.of())));

    private static CloseFacts facts(
            long now, List<String> unmetered, List<String> unreviewed, List<String> disputes, List<Check> checks) {
        return new CloseFacts(
                MARCH,
                now,
                false,
                List.of(),
                Optional.of(unmetered),
                Optional.of(new CloseFacts.Drafts(4, true, 2, unreviewed, 90, Optional.of(90L))),
                disputes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                checks);
    }

    private static String blocked(CloseFacts facts) {
        Checklist list = Checklist.of(facts);
        assertThat(list.closes()).isFalse();
        return list.items().stream()
                .filter(item -> item.state() == Checklist.State.BLOCKS)
                .map(item -> item.what() + ": " + item.text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_month_closes_when_all_is_done() {
        Checklist list = Checklist.of(GOOD);
        assertThat(list.closes()).isTrue();
        assertThat(list.open()).isEmpty();
        assertThat(list.items()).allMatch(item -> item.state() == Checklist.State.DONE);
    }

    @Test
    void late_records_are_waited_for_48_hours_in_china() {
        long end = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
        assertThat(blocked(facts(end + 48 * 3_600_000L - 1, List.of(), List.of(), List.of(), List.of())))
                .isEqualTo("month: it can close from 2026-04-03 00:00 +08:00 on");
        assertThat(Checklist.of(facts(end + 48 * 3_600_000L, List.of(), List.of(), List.of(), List.of()))
                        .closes())
                .isTrue();
    }

    @Test
    void metering_reviews_and_differences_block_and_each_is_named() {
        Check broken = new Check(Comparison.USAGE_LINES, 7, 5, 1, List.of(new Difference("c-1/2026-03", 7, 5, "late")));
        assertThat(blocked(facts(
                        LATE,
                        List.of("jinguan/pretrain-1"),
                        List.of("11", "12", "13", "14"),
                        List.of(),
                        List.of(broken))))
                .isEqualTo("""
                        metering: 1: jinguan/pretrain-1; wait until the operator has recorded them
                        drafts: 4: 11, 12, 13 and 1 more; review them with xisuan invoice review
                        usage journal = document lines: 1 differences: see xisuan close reconcile""");
    }

    @Test
    void disputes_stay_open_and_block_nothing() {
        Checklist list = Checklist.of(facts(LATE, List.of(), List.of(), List.of("D-000001"), List.of()));
        assertThat(list.closes()).isTrue();
        assertThat(list.open()).extracting(Checklist.Item::what).containsExactly("disputes");
    }

    @Test
    void without_a_journal_or_drafts_of_the_last_part_nothing_closes() {
        CloseFacts bare = new CloseFacts(
                MARCH,
                LATE,
                false,
                List.of("2026-02 of zw-compute"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of("80.00 of 2026-02 for CL-000001 on ZW-2026-000002"),
                List.of(),
                List.of());
        assertThat(Checklist.of(bare).open()).extracting(Checklist.Item::what).containsExactly("settlement notes");
        assertThat(blocked(bare))
                .contains("earlier months: 1: 2026-02 of zw-compute; close them first")
                .contains("metering: no journal was read")
                .contains("drafts: there are none of the last part");
    }
}
