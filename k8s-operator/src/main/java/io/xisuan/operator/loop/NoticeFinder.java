package io.xisuan.operator.loop;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeBatch;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeSources;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.notice.NoticeOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what people are told of, in the books and in what a step saw, and records it with its ways; each thing once. */
final class NoticeFinder {
    /** What happened before is old when it is found: nobody is told. */
    private static final Duration OLD = Duration.ofDays(3);
    /** Notices are kept for so long. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final long BUDGETS_MILLIS = 60_000;
    private static final long DAYS_MILLIS = 6 * 3_600_000L;

    private static final Set<String> DISPLACED =
            Set.of(EndReason.PREEMPTED.word(), EndReason.RECLAIMED.word(), EndReason.MOVED.word());
    private static final Set<String> FAILURES = Arrays.stream(EndReason.values())
            .filter(reason -> reason.verdict() == EndReason.Verdict.FAILURE)
            .map(EndReason::word)
            .collect(Collectors.toUnmodifiableSet());

    private final NoticeBook book;
    private final long epoch;
    private final NoticeLevels levels = new NoticeLevels();
    private final NoticeBudgets budgets;
    private final NoticeDays days;
    private long budgetsMillis = Long.MIN_VALUE / 2;
    private long daysMillis = Long.MIN_VALUE / 2;
    private Optional<LocalDate> day = Optional.empty();

    NoticeFinder(Store store, long epoch) {
        this.book = new NoticeBook(store);
        this.epoch = epoch;
        this.budgets = new NoticeBudgets(store, book);
        this.days = new NoticeDays(store);
    }

    /** Looks once, and returns what is new. */
    List<Notice> look(NoticeView view, NoticeOptions options) {
        long now = view.nowMillis();
        SortedMap<String, Long> told = book.levels();
        List<Notice> notices = new ArrayList<>();
        TreeMap<String, Long> changed = new TreeMap<>();
        NoticeSources.Found found =
                book.found(new NoticeSources.Asked(book.marks(), DISPLACED, FAILURES, now - OLD.toMillis()));
        notices.addAll(found.notices());
        found.nevers().forEach(never -> notices.add(never(never, view)));
        add(levels.sites(view, told), notices, changed);
        if (now - budgetsMillis >= BUDGETS_MILLIS) {
            add(budgets.look(view, told), notices, changed);
            budgetsMillis = now;
        }
        if (now - daysMillis >= DAYS_MILLIS || !day.equals(Optional.of(BillingPeriod.dayOf(now)))) {
            List<Notice> calendar = days.look(view);
            SortedSet<String> known =
                    book.known(calendar.stream().map(Notice::key).toList());
            calendar.stream().filter(notice -> !known.contains(notice.key())).forEach(notices::add);
            book.prune(epoch, now - KEPT.toMillis());
            daysMillis = now;
            day = Optional.of(BillingPeriod.dayOf(now));
        }
        NoticeBatch batch = new NoticeBatch(
                notices.stream()
                        .map(notice -> new NoticeBatch.Addressed(notice, options.ways(notice, now)))
                        .toList(),
                found.marks(),
                changed);
        return batch.isEmpty() ? List.of() : book.record(epoch, batch);
    }

    private static void add(NoticeLevels.Found found, List<Notice> notices, SortedMap<String, Long> changed) {
        notices.addAll(found.notices());
        changed.putAll(found.levels());
    }

    private static Notice never(NoticeSources.Never never, NoticeView view) {
        Notice.Builder notice = Notice.of(
                        NoticeKind.JOB_NEVER, "%s/%s".formatted(never.job().uid(), never.reason()), never.atMillis())
                .with(Fact.JOB, never.job().namespace() + "/" + never.job().name())
                .with(Fact.REASON, never.reason())
                .with(Fact.DETAIL, never.text());
        view.tenant(never.job()).ifPresent(notice::tenant);
        return notice.build();
    }
}
