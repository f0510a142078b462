package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.operator.market.GrantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers what a tenant spent in a month: the documents issued for it, what its jobs came to that ended in it, the most that those under way
 * may come to, and what is left of its vouchers and credit. A document and a job that ended may speak of the same device time: they are two
 * views and never added up.
 */
public final class SpendAnswers {
    /** The last so many of each list are told, and the sums are over all: an answer has a bound. */
    static final int MOST_RUNS = 200;

    static final int MOST_DOCUMENTS = 100;

    private SpendAnswers() {}

    /** An attempt, and the most that it may come to while it is under way. */
    public record Run(Intent intent, Optional<Money> payableAtMost) {}

    /** A grant and its balance; empty where the books have opened none. */
    public record Held(GrantSource grant, Optional<Account> balance) {}

    /**
     * What the store holds of one tenant's month.
     *
     * @param documents those issued for it, the oldest first
     * @param runs the attempts that were under way at some instant of it
     * @param credit where the tenant stands; empty where its credit limit is not known
     */
    public record Month(
            BillingPeriod period,
            List<StoredInvoice> documents,
            List<Run> runs,
            List<Held> vouchers,
            Optional<CreditPosition> credit) {
        public Month {
            documents = List.copyOf(documents);
            runs = List.copyOf(runs);
            vouchers = List.copyOf(vouchers);
        }
    }

    public static Answer answer(Asker asker, Month month, long nowMillis) {
        ObjectNode root = Nodes.object("spend", nowMillis);
        root.put("tenant", asker.tenant().value());
        root.put("month", month.period().toString());
        root.put(
                "basis",
                "documents are final; what ended is metered and an estimate until it is invoiced; what is under way is bounded by its quote");
        List<Run> ended = month.runs().stream()
                .filter(SpendAnswers::ended)
                .sorted(Comparator.comparingLong(run -> run.intent().changedAtMillis()))
                .toList();
        List<Run> underWay = month.runs().stream()
                .filter(run -> run.intent().state().live())
                .sorted(Comparator.comparingLong(run -> run.intent().plannedAtMillis()))
                .toList();
        sums(root.putObject("sums"), month, ended, underWay);
        root.putObject("leftOut")
                .put("documents", leftOut(month.documents(), MOST_DOCUMENTS))
                .put("ended", leftOut(ended, MOST_RUNS))
                .put("underWay", leftOut(underWay, MOST_RUNS));
        ArrayNode documents = root.putArray("documents");
        last(month.documents(), MOST_DOCUMENTS).forEach(document -> document(documents.addObject(), document));
        ArrayNode over = root.putArray("ended");
        last(ended, MOST_RUNS).forEach(run -> Attempts.into(over.addObject(), run.intent(), asker));
        ArrayNode live = root.putArray("underWay");
        last(underWay, MOST_RUNS).forEach(run -> {
            ObjectNode node = live.addObject();
            Attempts.into(node, run.intent(), asker);
            run.payableAtMost().ifPresent(most -> node.set("payableAtMost", Nodes.money(most)));
        });
        ArrayNode vouchers = root.putArray("vouchers");
        month.vouchers().forEach(held -> voucher(vouchers.addObject(), held));
        month.credit().ifPresent(credit -> credit(root.putObject("credit"), credit));
        return new Answer.Given(root);
    }

    private static int leftOut(List<?> all, int most) {
        return Math.max(0, all.size() - most);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(leftOut(all, most), all.size());
    }

    private static boolean ended(Run run) {
        return run.intent().state() == IntentState.CLOSED
                && run.intent().outcome().isPresent();
    }

    private static void sums(ObjectNode node, Month month, List<Run> ended, List<Run> underWay) {
        node.set("invoicedGross", sum(month.documents(), StoredInvoice::gross));
        node.set("invoicedPayable", sum(month.documents(), StoredInvoice::payable));
        node.set(
                "endedGross",
                sum(ended, run -> run.intent().outcome().orElseThrow().gross()));
        node.set(
                "endedPayable",
                sum(ended, run -> run.intent().outcome().orElseThrow().payable()));
        node.set(
                "endedLater",
                sum(ended, run -> run.intent().outcome().orElseThrow().later()));
        node.set("underWayAtMost", sum(underWay, run -> run.payableAtMost().orElse(Money.ZERO)));
    }

    private static <T> ObjectNode sum(List<T> all, Function<T, Money> amount) {
        return Nodes.money(all.stream().map(amount).reduce(Money.ZERO, Money::plus));
    }

    private static void document(ObjectNode node, StoredInvoice document) {
        node.put("number", document.number());
        node.put("kind", document.kind().name());
        node.put("issuedMillis", document.issuedAtMillis());
        node.put("contract", document.contract().value());
        node.set("gross", Nodes.money(document.gross()));
        node.set("deducted", Nodes.money(document.subsidy()));
        node.set("payableNow", Nodes.money(document.payable()));
        node.set("expectedLater", Nodes.money(document.later()));
    }

    private static void voucher(ObjectNode node, Held held) {
        node.put("voucher", held.grant().voucher().value());
        node.put("programme", held.grant().spec().programme());
        node.put("number", held.grant().spec().number());
        node.put("validTo", held.grant().spec().validTo());
        held.balance().ifPresent(account -> {
            node.set("granted", Nodes.money(account.granted()));
            node.set("held", Nodes.money(account.pending()));
            node.set("used", Nodes.money(account.posted()));
            node.set("left", Nodes.money(account.free()));
        });
    }

    private static void credit(ObjectNode node, CreditPosition credit) {
        node.set("limit", Nodes.money(credit.limit()));
        node.set("prepaid", Nodes.money(credit.prepaid()));
        node.set("committed", Nodes.money(credit.committed()));
        node.set("arrears", Nodes.money(credit.arrears()));
        node.set("available", Nodes.money(credit.available()));
    }
}
