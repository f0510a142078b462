package io.xisuan.operator.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.notice.Audience;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeDelivery.Addressee;
import io.xisuan.billing.store.NoticeDelivery.Planned;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which notice goes to whom, and when. */
class NoticeOptionsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Pause NONE = Pause.none(BillingPeriod.ZONE);
    private static final long NOON = millis("2026-06-15T12:00:00+08:00");

    private static long millis(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    private static Channel hook(String name) {
        return new Channel.Webhook(
                name,
                new Channel.Place(Optional.of(URI.create("https://example.cn/" + name)), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                60);
    }

    private static Channel mail(String name, String... to) {
        return new Channel.Mail(
                name,
                new MailServer(
                        "smtp.example.cn",
                        465,
                        MailServer.Security.TLS,
                        Optional.of(new MailServer.Account("x", Path.of("p"))),
                        Optional.empty(),
                        Duration.ofSeconds(5)),
                "hub@example.cn",
                List.of(to),
                60);
    }

    private static Route route(Audience role, Set<NoticeKind> events, Set<TenantId> tenants, String... channels) {
        return new Route(role, events, tenants, List.of(channels), Optional.empty(), NONE);
    }

    private static NoticeOptions options(List<Channel> channels, Route... routes) {
        TreeMap<String, Channel> byName = new TreeMap<>();
        channels.forEach(channel -> byName.put(channel.name(), channel));
        return new NoticeOptions(
                Language.ZH,
                BillingPeriod.ZONE,
                byName,
                List.of(routes),
                new TreeMap<>(Map.of(ACME, List.of(new Contact(ACME, List.of("cfo@acme.cn"), Language.EN)))));
    }

    private static Notice notice(NoticeKind kind, Optional<TenantId> tenant) {
        Notice.Builder builder = Notice.of(kind, "x", NOON);
        tenant.ifPresent(builder::tenant);
        return builder.build();
    }

    @Test
    void a_firms_notice_goes_to_that_firm_and_to_the_roles_that_it_is_for() {
        NoticeOptions options = options(
                List.of(hook("ops"), hook("finance"), hook("acme"), hook("other"), mail("firms")),
                route(Audience.OPERATIONS, Set.of(), Set.of(), "ops"),
                route(Audience.FINANCE, Set.of(), Set.of(), "finance"),
                route(Audience.TENANT, Set.of(), Set.of(ACME), "acme"),
                route(Audience.TENANT, Set.of(), Set.of(OTHER), "other"),
                route(Audience.TENANT, Set.of(), Set.of(), "firms"));
        assertThat(options.ways(notice(NoticeKind.INVOICE_ISSUED, Optional.of(ACME)), NOON))
                .containsExactly(
                        new Planned(new Addressee("acme", ""), "zh", NOON),
                        new Planned(new Addressee("finance", ""), "zh", NOON),
                        new Planned(new Addressee("firms", "cfo@acme.cn"), "en", NOON));
        assertThat(options.ways(notice(NoticeKind.PREEMPTED, Optional.of(OTHER)), NOON))
                .extracting(way -> way.to().channel())
                .containsExactly("ops", "other");
        assertThat(options.ways(notice(NoticeKind.CLAIM_DEADLINE, Optional.empty()), NOON))
                .extracting(way -> way.to().channel())
                .containsExactly("finance");
    }

    @Test
    void a_site_that_is_cut_off_is_told_to_operations_once_and_to_each_firm_for_itself() {
        NoticeOptions options = options(
                List.of(hook("ops"), hook("acme")),
                route(Audience.OPERATIONS, Set.of(), Set.of(), "ops"),
                route(Audience.TENANT, Set.of(), Set.of(ACME), "acme"));
        assertThat(options.ways(notice(NoticeKind.SITE_CUT_OFF, Optional.empty()), NOON))
                .extracting(way -> way.to().channel())
                .containsExactly("ops");
        assertThat(options.ways(notice(NoticeKind.SITE_CUT_OFF, Optional.of(ACME)), NOON))
                .extracting(way -> way.to().channel())
                .containsExactly("acme");
    }

    @Test
    void an_address_gets_a_notice_once_by_the_way_that_is_due_first() {
        Pause daily = new Pause(
                BillingPeriod.ZONE,
                Optional.empty(),
                Optional.of(new Pause.Digest.Daily(LocalTime.of(9, 0))),
                Set.of());
        NoticeOptions options = options(
                List.of(mail("finance", "a@b.cn")),
                new Route(Audience.FINANCE, Set.of(), Set.of(), List.of("finance"), Optional.empty(), daily),
                route(Audience.FINANCE, Set.of(NoticeKind.INVOICE_ISSUED), Set.of(), "finance"));
        assertThat(options.ways(notice(NoticeKind.INVOICE_ISSUED, Optional.of(ACME)), NOON))
                .containsExactly(new Planned(new Addressee("finance", "a@b.cn"), "zh", NOON));
        assertThat(options.ways(notice(NoticeKind.CLAIM_DEADLINE, Optional.empty()), NOON))
                .extracting(Planned::dueMillis)
                .containsExactly(millis("2026-06-16T09:00:00+08:00"));
    }

    @Test
    void a_channel_that_would_tell_all_firms_of_each_other_is_refused() {
        assertThatThrownBy(() -> options(List.of(hook("all")), route(Audience.TENANT, Set.of(), Set.of(), "all")))
                .hasMessageContaining("would get the notices of all tenants");
        assertThatThrownBy(() -> options(List.of(mail("firms")), route(Audience.FINANCE, Set.of(), Set.of(), "firms")))
                .hasMessageContaining("takes no notices of role finance");
        assertThatThrownBy(() -> options(List.of(), route(Audience.FINANCE, Set.of(), Set.of(), "none")))
                .hasMessageContaining("there is no channel \"none\"");
    }

    @Test
    void quiet_hours_put_off_until_their_end_over_midnight_and_not_what_is_urgent() {
        Pause pause = new Pause(
                BillingPeriod.ZONE,
                Optional.of(new Pause.Hours(LocalTime.of(22, 0), LocalTime.of(8, 0))),
                Optional.empty(),
                Set.of(NoticeKind.SITE_CUT_OFF));
        assertThat(pause.dueMillis(NoticeKind.PREEMPTED, NOON)).isEqualTo(NOON);
        assertThat(pause.dueMillis(NoticeKind.PREEMPTED, millis("2026-06-15T22:00:00+08:00")))
                .isEqualTo(millis("2026-06-16T08:00:00+08:00"));
        assertThat(pause.dueMillis(NoticeKind.PREEMPTED, millis("2026-06-16T07:59:59+08:00")))
                .isEqualTo(millis("2026-06-16T08:00:00+08:00"));
        assertThat(pause.dueMillis(NoticeKind.PREEMPTED, millis("2026-06-16T08:00:00+08:00")))
                .isEqualTo(millis("2026-06-16T08:00:00+08:00"));
        assertThat(pause.dueMillis(NoticeKind.SITE_CUT_OFF, millis("2026-06-16T03:00:00+08:00")))
                .isEqualTo(millis("2026-06-16T03:00:00+08:00"));
    }

    @Test
    void a_digest_by_minutes_comes_at_their_next_full_count() {
        Pause pause = new Pause(
                BillingPeriod.ZONE,
                Optional.empty(),
                Optional.of(new Pause.Digest.Every(Duration.ofMinutes(30))),
                Set.of());
        assertThat(Instant.ofEpochMilli(pause.dueMillis(NoticeKind.PREEMPTED, NOON + 1)))
                .isEqualTo(Instant.ofEpochMilli(NOON + 1_800_000));
    }

    @Test
    void pauses_between_tries_double_up_to_an_hour_and_make_about_a_day() {
        long sum = 0;
        for (int tries = 1; tries < Backoff.MOST_TRIES; tries++) {
            long pause = Backoff.millis(tries, "parcel");
            assertThat(pause).isEqualTo(Backoff.millis(tries, "parcel")).isBetween(30_000L, 4_320_000L);
            assertThat(Backoff.millis(tries + 1, "parcel")).isGreaterThanOrEqualTo(pause);
            sum += pause;
        }
        assertThat(Duration.ofMillis(sum)).isBetween(Duration.ofHours(20), Duration.ofHours(30));
    }
}
