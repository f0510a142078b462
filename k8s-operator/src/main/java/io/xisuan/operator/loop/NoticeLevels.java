package io.xisuan.operator.loop;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told when it begins and not again while it lasts: sites that are cut off, budgets that are used to a part. What was told is
 * remembered in the store together with the notice.
 */
final class NoticeLevels {
    /** A site is cut off once none of its nodes was ready for so long. */
    static final long CUT_OFF_MILLIS = 60_000;

    private static final List<Long> PARTS = List.of(100L, 80L, 50L);
    /** A part that was told is told again only after the use fell by so much below it, in hundredths. */
    private static final long FALL = 5;

    private final SortedMap<SiteId, Long> awaySince = new TreeMap<>();

    /**
     * What a look came to.
     *
     * @param levels what changed, by subject; 0 for what is over
     */
    record Found(List<Notice> notices, SortedMap<String, Long> levels) {
        Found() {
            this(new ArrayList<>(), new TreeMap<>());
        }
    }

    /** Returns what is to be told of sites; the level of one that is cut off is since when, in milliseconds. */
    Found sites(NoticeView view, SortedMap<String, Long> told) {
        Found found = new Found();
        view.ready().forEach((site, ready) -> {
            String subject = "site/" + site.value();
            long since = told.getOrDefault(subject, 0L);
            if (ready) {
                awaySince.remove(site);
                if (since > 0) {
                    found.levels().put(subject, 0L);
                    tell(found, view, NoticeKind.SITE_BACK, site, since);
                }
            } else {
                long away = awaySince.computeIfAbsent(site, fresh -> view.nowMillis());
                if (since == 0 && view.nowMillis() - away >= CUT_OFF_MILLIS) {
                    found.levels().put(subject, away);
                    tell(found, view, NoticeKind.SITE_CUT_OFF, site, away);
                }
            }
        });
        return found;
    }

    private static void tell(Found found, NoticeView view, NoticeKind kind, SiteId site, long since) {
        SortedMap<TenantId, Long> touched = view.tenantsAt(site);
        long all = touched.values().stream().mapToLong(Long::longValue).sum();
        String about = "%s/%d".formatted(site.value(), since);
        found.notices().add(of(kind, about, site, since, all, view).build());
        touched.forEach((tenant, jobs) -> found.notices()
                .add(of(kind, about + "/" + tenant.value(), site, since, jobs, view)
                        .tenant(tenant)
                        .build()));
    }

    private static Notice.Builder of(
            NoticeKind kind, String about, SiteId site, long since, long jobs, NoticeView view) {
        return Notice.of(kind, about, view.nowMillis())
                .with(Fact.SITE, site.value())
                .with(Fact.SINCE, Instant.ofEpochMilli(since))
                .with(Fact.JOBS, jobs);
    }

    /**
     * Says whether a use of something is to be told.
     *
     * @param subject what is used, as {@code job/UID}
     * @return the part that is reached and was not told, in hundredths; 0 when there is nothing to tell
     */
    static long reached(String subject, Use use, SortedMap<String, Long> told, SortedMap<String, Long> levels) {
        long before = told.getOrDefault(subject, 0L);
        long percent = use.percent();
        long part = PARTS.stream().filter(each -> percent >= each).findFirst().orElse(0L);
        if (part > before) {
            levels.put(subject, part);
            return part;
        }
        if (part < before && percent < before - FALL) {
            levels.put(subject, part);
        }
        return 0;
    }

    /** How much of something is used. */
    record Use(Money used, Money of) {
        private static final BigInteger MOST = BigInteger.valueOf(999);

        /** Returns the part in whole hundredths, rounded down; 0 of nothing. */
        long percent() {
            if (!of.isPositive() || used.isNegative()) {
                return 0;
            }
            return BigInteger.valueOf(used.fen())
                    .multiply(BigInteger.valueOf(100))
                    .divide(BigInteger.valueOf(of.fen()))
                    .min(MOST)
                    .longValueExact();
        }
    }
}
