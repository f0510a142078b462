package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeSources.Spent;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.notice.send.NoticeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of by a whole loop, in virtual time; nobody takes it here. */
@Timeout(120)
class NoticeDeskTest {
    @TempDir
    Path folder;

    private LoopGround ground;
    private NoticeDesk desk;
    private final OperatorMetrics metrics = new OperatorMetrics();

    @BeforeEach
    void begin() throws IOException {
        ground = new LoopGround(folder.resolve("data"), 4);
        Files.writeString(folder.resolve("notices.yaml"), """
                channels:
                  - name: ops
                    webhook: {url: "http://127.0.0.1:1/"}
                  - name: firm
                    webhook: {url: "http://127.0.0.1:1/"}
                routes:
                  - {role: operations, channels: [ops], digest: "09:00", urgent: [site-back]}
                  - {role: tenant, tenants: [example], channels: [firm], digest: "09:00"}
                """);
        desk = desk();
        ground.shows(desk);
    }

    private NoticeDesk desk() {
        return new NoticeDesk(
                ground.store,
                ground.parts.epoch(),
                new NoticeSettings(folder.resolve("notices.yaml")),
                () -> Instant.ofEpochMilli(ground.now()),
                () -> true,
                metrics);
    }

    @AfterEach
    void end() {
        desk.close();
        ground.close();
    }

    /** The leader dies, and the next one has a desk of its own. */
    private void killed() {
        desk.close();
        ground.killed();
        desk = desk();
        ground.shows(desk);
    }

    private void look(long afterMillis) {
        ground.after(afterMillis);
        ground.step();
        desk.round();
    }

    private List<NoticeDelivery> told(NoticeKind kind) {
        return new NoticeBook(ground.store)
                        .deliveries(
                                new NoticeDelivery.Filter(Optional.empty(), Optional.empty(), Optional.empty(), 1_000))
                        .stream()
                        .filter(delivery -> delivery.notice().kind() == kind)
                        .toList();
    }

    private void ready(boolean ready, int... nodes) {
        for (int node : nodes) {
            ground.cluster.node(node, seen -> NodeEdits.ready(seen, ready));
        }
    }

    @Test
    void a_job_that_can_never_start_is_told_to_its_firm_once() {
        look(1_000);
        ground.submit(1, "huge", 16, "60s");
        look(6_000);
        look(6_000);
        assertThat(told(NoticeKind.JOB_NEVER)).singleElement().satisfies(delivery -> {
            assertThat(delivery.notice().tenant()).contains(new TenantId("example"));
            assertThat(delivery.notice().fact(Fact.JOB)).isEqualTo("example/huge-00000");
            assertThat(delivery.to().channel()).isEqualTo("firm");
        });
        killed();
        look(6_000);
        assertThat(told(NoticeKind.JOB_NEVER)).hasSize(1);
    }

    @Test
    void a_site_without_a_ready_node_is_cut_off_after_a_minute_and_told_once_and_told_again_when_it_is_back() {
        ground.submit(2, "runs", 8, "36000s");
        look(1_000);
        look(6_000);
        ready(false, 0, 2);
        look(6_000);
        look(50_000);
        assertThat(told(NoticeKind.SITE_CUT_OFF)).isEmpty();
        look(11_000);
        List<NoticeDelivery> told = told(NoticeKind.SITE_CUT_OFF);
        assertThat(told).extracting(delivery -> delivery.to().channel()).contains("ops");
        assertThat(told)
                .allSatisfy(delivery ->
                        assertThat(delivery.notice().fact(Fact.SITE)).isEqualTo("east"));
        killed();
        look(61_000);
        look(61_000);
        assertThat(told(NoticeKind.SITE_CUT_OFF)).as("while it lasts").hasSameSizeAs(told);
        ready(true, 2);
        look(6_000);
        look(6_000);
        assertThat(told(NoticeKind.SITE_BACK))
                .extracting(delivery -> delivery.to().channel())
                .containsOnlyOnce("ops");
        ready(false, 2);
        look(6_000);
        look(61_000);
        assertThat(told(NoticeKind.SITE_CUT_OFF)).as("the next time").hasSizeGreaterThan(told.size());
    }

    @Test
    void vouchers_tell_of_their_last_day_a_month_a_week_and_a_day_before() {
        look(1_000);
        NoticeDays days = new NoticeDays(ground.store);
        assertThat(days.vouchers(LocalDate.of(2035, 11, 30), 0)).isEmpty();
        assertThat(days.vouchers(LocalDate.of(2035, 12, 5), 0))
                .extracting(Notice::key)
                .containsExactly("voucher-expiring/example/ex-2026-0001/2035-12-31/30");
        assertThat(days.vouchers(LocalDate.of(2035, 12, 24), 0))
                .extracting(Notice::key)
                .containsExactly("voucher-expiring/example/ex-2026-0001/2035-12-31/7");
        assertThat(days.vouchers(LocalDate.of(2035, 12, 31), 0))
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.facts()).containsEntry(Fact.DAYS, "0").containsKey(Fact.AMOUNT));
        assertThat(days.vouchers(LocalDate.of(2036, 1, 1), 0)).isEmpty();
    }

    @Test
    void a_budget_is_told_at_its_half_at_four_fifths_and_when_it_is_used_up_and_anew_after_it_fell() {
        TreeMap<String, Long> told = new TreeMap<>();
        assertThat(reached(told, 49_99)).isZero();
        assertThat(reached(told, 50_00)).isEqualTo(50);
        assertThat(reached(told, 79_00)).isZero();
        assertThat(reached(told, 100_00)).as("four fifths were passed over").isEqualTo(100);
        assertThat(reached(told, 96_00)).as("it fell a little").isZero();
        assertThat(reached(told, 100_00)).isZero();
        assertThat(reached(told, 60_00)).as("it fell").isZero();
        assertThat(reached(told, 85_00)).isEqualTo(80);
        assertThat(reached(told, 0)).isZero();
        assertThat(told).containsEntry("tenant/x", 0L);
    }

    private static long reached(SortedMap<String, Long> told, long usedFen) {
        TreeMap<String, Long> changed = new TreeMap<>();
        long part = NoticeLevels.reached(
                "tenant/x", new NoticeLevels.Use(Money.ofFen(usedFen), Money.ofFen(100_00)), told, changed);
        told.putAll(changed);
        return part;
    }

    @Test
    void a_running_job_has_used_what_ended_and_the_part_of_its_quote_that_its_time_is() {
        Spent runs = new Spent("u", Money.ofFen(1_000), Money.ofFen(300), 900, OptionalLong.of(10_000));
        assertThat(NoticeBudgets.used(runs, 10_300)).isEqualTo(Money.ofFen(1_100));
        assertThat(NoticeBudgets.used(runs, 99_000)).isEqualTo(Money.ofFen(1_300));
        assertThat(NoticeBudgets.used(runs, 9_000))
                .as("by a clock that is behind")
                .isEqualTo(Money.ofFen(1_000));
        assertThat(NoticeBudgets.used(new Spent("u", Money.ofFen(7), Money.ofFen(9), 900, OptionalLong.empty()), 1))
                .isEqualTo(Money.ofFen(7));
    }

    @Test
    void metrics_say_what_was_told_and_what_waits() {
        look(1_000);
        ground.submit(1, "huge", 16, "60s");
        look(6_000);
        look(6_000);
        assertThat(metrics.scrape())
                .contains("xisuan_notices_total{kind=\"job-never\",} 1.0")
                .contains("xisuan_notices_open{channel=\"firm\",} 1.0")
                .contains("xisuan_notice_oldest_age_seconds{channel=\"firm\",}");
    }
}
