package io.xisuan.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.Money;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteStatus;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfigStatusesTest {
    private static final Instant NOW = Instant.parse("2025-10-01T01:30:00Z");
    private static final FieldFault FAULT = new FieldFault("spec.amount", new Reason("NotUnderstood", "is no amount"));

    @Test
    void a_site_counts_its_devices_and_our_jobs() {
        SiteStatus status = ConfigStatuses.of(new Site(), new Verdict.OfSite(Optional.empty(), 64, 24, 3), NOW);

        assertThat(status.devices()).isEqualTo(64);
        assertThat(status.spareDevices()).isEqualTo(24);
        assertThat(status.runningJobs()).isEqualTo(3);
        assertThat(words(status.conditions())).containsExactly("Ready True Understood");
    }

    @Test
    void a_voucher_is_accepted_once_it_is_in_the_books_and_what_is_left_is_neither_held_nor_used() {
        VoucherBalance balance = new VoucherBalance(Money.ofFen(1000_00), Money.ofFen(300_00), Money.ofFen(250_50));
        VoucherStatus kept =
                ConfigStatuses.of(new Voucher(), new Verdict.OfVoucher(Optional.empty(), Optional.of(balance)), NOW);
        VoucherStatus refused =
                ConfigStatuses.of(new Voucher(), new Verdict.OfVoucher(Optional.of(FAULT), Optional.empty()), NOW);

        assertThat(List.of(String.valueOf(kept.granted()), String.valueOf(kept.left())))
                .containsExactly("1000.00", "449.50");
        assertThat(words(kept.conditions())).containsExactly("Ready True Understood", "Accepted True Recorded");
        assertThat(words(refused.conditions()))
                .containsExactly("Ready False NotUnderstood", "Accepted False NotUnderstood");
        assertThat(refused.conditions().getFirst().message()).isEqualTo("spec.amount: is no amount");
    }

    @Test
    void a_tariff_without_a_version_in_force_is_not_priced() {
        assertThat(words(ConfigStatuses.of(new Tariff(), new Verdict.OfTariff(Optional.empty(), Optional.empty()), NOW)
                        .conditions()))
                .containsExactly("Ready True Understood", "Priced False NoVersionInForce");
    }

    @Test
    void the_board_tells_of_new_verdicts_and_not_of_repeated_ones() {
        StatusBoard board = new StatusBoard(InstantSource.fixed(NOW));
        List<ResourceRef> told = new ArrayList<>();
        board.listen(told::add);
        ResourceRef site = new ResourceRef(ResourceKind.SITE, "", "a", "1");

        board.publish(site, new Verdict.OfSite(Optional.empty(), 8, 8, 0));
        board.publish(site, new Verdict.OfSite(Optional.empty(), 8, 8, 0));
        board.publish(site, new Verdict.OfSite(Optional.empty(), 8, 0, 1));

        assertThat(told).containsExactly(site, site);
    }

    @Test
    void a_job_that_waits_for_one_reason_after_another_has_waited_since_the_first() {
        AtomicLong millis = new AtomicLong(1000);
        StatusBoard board = new StatusBoard(() -> Instant.ofEpochMilli(millis.get()));
        ResourceRef job = new ResourceRef(ResourceKind.TRAINING_JOB, "n", "a", "1");

        board.publish(job, waiting("QuotaUsed"));
        millis.set(2000);
        board.publish(job, waiting("InsufficientCapacity"));
        assertThat(board.posted(job).orElseThrow().sinceMillis()).isEqualTo(1000);

        board.publish(job, new JobVerdict.Never(new Reason("TooLarge", "x")));
        assertThat(board.posted(job).orElseThrow().sinceMillis()).isEqualTo(2000);
    }

    @Test
    void a_bucket_gives_its_burst_and_then_its_rate() {
        TokenBucket bucket = new TokenBucket(2, 10, 0);

        assertThat(List.of(bucket.take(0), bucket.take(0), bucket.take(99), bucket.take(100), bucket.take(50)))
                .containsExactly(true, true, false, true, false);
    }

    @Test
    void far_starts_are_said_in_hours_and_never_too_early() {
        Instant far = NOW.plus(Duration.ofHours(7)).plusSeconds(1);

        assertThat(StatusText.bucketed(far, NOW)).isEqualTo("2025-10-01T09:00:00Z");
        assertThat(StatusText.bucketed(NOW, NOW)).isEqualTo(NOW);
    }

    @Test
    void a_text_is_cut_between_characters() {
        assertThat(StatusText.cut("加速卡", 8)).isEqualTo("加...");
        assertThat(StatusText.cut("加速卡", 9)).isEqualTo("加速卡");
    }

    private static JobVerdict waiting(String word) {
        return new JobVerdict.Queued(new Reason(word, "x"), Optional.empty(), Optional.empty());
    }

    private static List<String> words(List<StatusCondition> conditions) {
        return conditions.stream()
                .map(condition -> condition.type() + " " + condition.status() + " " + condition.reason())
                .toList();
    }
}
