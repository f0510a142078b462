package io.xisuan.cli.tenant;

import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is open between a tenant and us, in money and in work.
 *
 * @param invoiced what its documents are still owed, in dispute or not
 * @param uninvoiced what its jobs came to, or may come to, that no document has yet
 * @param held what it paid in beyond its open documents: it is to be given back
 * @param arrears what is overdue
 * @param live its jobs that are under way
 */
record Owed(Money invoiced, Money uninvoiced, Money held, Money arrears, List<String> live) {
    private static final int MOST_NAMES = 5;

    static Owed of(Store store, TenantId tenant, Money creditLimit, LocalDate today) {
        CreditPosition position = store.credit().position(tenant, creditLimit, today);
        List<OpenItem> items = new ReceivableBook(store).items(Optional.of(tenant));
        Money open = items.stream().map(OpenItem::open).reduce(Money.ZERO, Money::plus);
        Money documents =
                items.stream().map(item -> item.payable().plus(item.notes())).reduce(Money.ZERO, Money::plus);
        List<String> live = store.liveIntents().stream()
                .filter(intent -> intent.tenant().equals(tenant))
                .map(intent -> intent.attempt().job().toString())
                .distinct()
                .toList();
        // Until a month is closed its jobs count with what they were closed at; afterwards its documents are the word.
        OptionalLong last = store.credit().lastUse(tenant);
        boolean closed = live.isEmpty() && (last.isEmpty() || store.closed(BillingPeriod.of(last.getAsLong())));
        return new Owed(
                open,
                closed ? Money.ZERO : position.committed().minus(documents).max(Money.ZERO),
                position.prepaid().minus(open.max(Money.ZERO)).max(Money.ZERO),
                position.arrears(),
                live);
    }

    /** Returns whether nothing is open any more. */
    boolean settled() {
        return !invoiced.isPositive() && !uninvoiced.isPositive() && !held.isPositive() && live.isEmpty();
    }

    /** Returns what is open, each with what to do about it. */
    List<Step> steps(String tenant, Language language) {
        List<Step> steps = new ArrayList<>();
        if (!live.isEmpty()) {
            String names = String.join(", ", live.subList(0, Math.min(MOST_NAMES, live.size())));
            steps.add(owed(
                    "jobs",
                    names,
                    language.of(
                                    "%d 个作业尚未结束：先 xisuan tenant suspend %s --jobs stop，再取消这些作业",
                                    "%d under way: xisuan tenant suspend %s --jobs stop, then end them")
                            .formatted(live.size(), tenant)));
        }
        steps.addAll(money(tenant, language));
        if (steps.isEmpty()) {
            steps.add(new Step(
                    "money",
                    "0.00",
                    Step.State.SEEN,
                    language.of("没有欠款、没有余款、没有未结束的作业", "nothing is owed, held or under way")));
        }
        return steps;
    }

    private List<Step> money(String tenant, Language language) {
        List<Step> steps = new ArrayList<>();
        if (uninvoiced.isPositive()) {
            steps.add(owed(
                    "not invoiced",
                    uninvoiced.formatted(),
                    language.of(
                            "元已使用、尚未出账单：xisuan invoice draft、review、issue",
                            "CNY used and on no document: xisuan invoice draft, review, issue")));
        }
        if (invoiced.isPositive()) {
            steps.add(owed(
                    "invoiced",
                    invoiced.formatted(),
                    language.of(
                                    "元账单未付，其中逾期 %s 元：xisuan payment open %s",
                                    "CNY of documents not paid, %s of it overdue: xisuan payment open %s")
                            .formatted(arrears.formatted(), tenant)));
        }
        if (held.isPositive()) {
            steps.add(owed(
                    "prepaid",
                    held.formatted(),
                    language.of(
                                    "元预付款未用，应退还：xisuan account refund %s --amount %s --reference 凭证号",
                                    "CNY paid in and not used: xisuan account refund %s --amount %s --reference RECEIPT")
                            .formatted(tenant, held.formatted().replace(",", ""))));
        }
        return steps;
    }

    private static Step owed(String kind, String name, String detail) {
        return new Step(kind, name, Step.State.OWED, detail);
    }
}
