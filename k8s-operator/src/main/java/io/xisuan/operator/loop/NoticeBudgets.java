package io.xisuan.operator.loop;

import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeSources.Spent;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.model.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How much is used of jobs' budgets and of tenants' prepaid money and credit, of those who run something now. */
final class NoticeBudgets {
    private final Store store;
    private final NoticeBook book;

    NoticeBudgets(Store store, NoticeBook book) {
        this.store = store;
        this.book = book;
    }

    NoticeLevels.Found look(NoticeView view, SortedMap<String, Long> told) {
        NoticeLevels.Found found = new NoticeLevels.Found();
        jobs(view, told, found);
        tenants(view, told, found);
        forget(view, told, found);
        return found;
    }

    private void jobs(NoticeView view, SortedMap<String, Long> told, NoticeLevels.Found found) {
        SortedMap<String, Intent> budgeted = new TreeMap<>();
        view.live().stream()
                .filter(intent -> view.budget(intent.attempt().job()).isPresent())
                .forEach(intent -> budgeted.put(intent.attempt().job().uid(), intent));
        for (Spent spent : book.spent(budgeted.keySet())) {
            Intent intent = Optional.ofNullable(budgeted.get(spent.jobUid())).orElseThrow();
            JobId job = intent.attempt().job();
            NoticeLevels.Use use = new NoticeLevels.Use(
                    used(spent, view.nowMillis()), view.budget(job).orElseThrow());
            String subject = "job/" + job.uid();
            long part = NoticeLevels.reached(subject, use, told, found.levels());
            if (part > 0) {
                found.notices()
                        .add(notice("%s/%d".formatted(subject, part), intent.tenant(), use, "job", view)
                                .with(Fact.JOB, job.namespace() + "/" + job.name())
                                .with(Fact.SITE, intent.site().value())
                                .build());
            }
        }
    }

    /** What ended attempts came to, and of the one that runs the part of its quote that its time is of its estimate. */
    static Money used(Spent spent, long nowMillis) {
        if (spent.runningSinceMillis().isEmpty() || spent.estimateMillis() == 0) {
            return spent.ended();
        }
        long ran = Math.clamp(nowMillis - spent.runningSinceMillis().getAsLong(), 0, spent.estimateMillis());
        return spent.ended().plus(spent.bound().times(Rational.of(ran, spent.estimateMillis()), Rounding.FLOOR));
    }

    private void tenants(NoticeView view, SortedMap<String, Long> told, NoticeLevels.Found found) {
        SortedSet<TenantId> running =
                view.live().stream().map(Intent::tenant).collect(Collectors.toCollection(TreeSet::new));
        told.keySet().stream()
                .filter(subject -> subject.startsWith("tenant/"))
                .forEach(subject -> running.add(new TenantId(subject.substring("tenant/".length()))));
        for (TenantId tenant : running) {
            view.account(tenant).ifPresent(account -> {
                CreditPosition position =
                        store.credit().position(tenant, account.creditLimit(), BillingPeriod.dayOf(view.nowMillis()));
                NoticeLevels.Use use = new NoticeLevels.Use(
                        position.committed(),
                        position.limit().plus(position.prepaid()).plus(position.paid()));
                String subject = "tenant/" + tenant.value();
                long part = NoticeLevels.reached(subject, use, told, found.levels());
                if (part > 0) {
                    String about = "%s/%d/%d".formatted(subject, part, view.nowMillis());
                    found.notices()
                            .add(notice(about, tenant, use, "tenant", view).build());
                }
            });
        }
    }

    private static Notice.Builder notice(
            String about, TenantId tenant, NoticeLevels.Use use, String what, NoticeView view) {
        return Notice.of(NoticeKind.BUDGET_REACHED, about, view.nowMillis())
                .tenant(tenant)
                .with(Fact.ABOUT, what)
                .with(Fact.PERCENT, use.percent())
                .with(Fact.AMOUNT, use.used().yuan().toPlainString())
                .with(Fact.OF, use.of().yuan().toPlainString());
    }

    /** A job that is deleted tells nothing any more. */
    private static void forget(NoticeView view, SortedMap<String, Long> told, NoticeLevels.Found found) {
        for (Map.Entry<String, Long> level : told.entrySet()) {
            String subject = level.getKey();
            if (subject.startsWith("job/")
                    && view.sight().job(subject.substring("job/".length())).isEmpty()) {
                found.levels().put(subject, 0L);
            }
        }
    }
}
