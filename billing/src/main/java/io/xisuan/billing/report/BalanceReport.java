package io.xisuan.billing.report;

import io.xisuan.billing.ledger.Posting;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Balances of accounts as of two times.
 *
 * @param through the number of the last entry that was recorded by then; 0 for none
 * @param rows in order of account, those that come to nothing left out
 */
public record BalanceReport(Kind kind, AsOf asOf, long through, List<Row> rows) {
    /** Which accounts a report shows. */
    public enum Kind {
        /** All; together they are zero. */
        TRIAL_BALANCE,
        /** What tenants and authorities owe, and what tenants have prepaid. */
        RECEIVABLE,
        /** What was sold, without VAT once it is invoiced. */
        REVENUE,
        /** What is owed to the tax office, by rate. */
        VAT;

        private boolean shows(String account) {
            return switch (this) {
                case TRIAL_BALANCE -> true;
                case RECEIVABLE ->
                    List.of("AR/", "DISPUTED/", "PREPAID/", "AR-GOV/").stream().anyMatch(account::startsWith);
                case REVENUE -> account.startsWith("REVENUE/");
                case VAT -> account.startsWith("VAT-OUT/");
            };
        }
    }

    /**
     * An account.
     *
     * @param debit what it was debited
     * @param credit what it was credited, as a positive amount
     */
    public record Row(String account, Money debit, Money credit) {
        /** Returns debits less credits. */
        public Money balance() {
            return debit.minus(credit);
        }
    }

    public BalanceReport {
        rows = List.copyOf(rows);
    }

    /** Returns the report over a ledger's entries. */
    public static BalanceReport of(Kind kind, AsOf asOf, List<AsOf.Booked> entries) {
        Map<String, Row> rows = new TreeMap<>();
        for (AsOf.Booked entry : asOf.of(entries)) {
            for (Posting posting : entry.postings().postings()) {
                if (kind.shows(posting.account())) {
                    rows.merge(posting.account(), row(posting), BalanceReport::sum);
                }
            }
        }
        long through = entries.stream()
                .filter(entry -> entry.recordedAtMillis() <= asOf.recordedMillis())
                .mapToLong(AsOf.Booked::seq)
                .max()
                .orElse(0);
        return new BalanceReport(kind, asOf, through, List.copyOf(rows.values()));
    }

    private static Row row(Posting posting) {
        return new Row(
                posting.account(),
                posting.amount().max(Money.ZERO),
                posting.amount().negated().max(Money.ZERO));
    }

    private static Row sum(Row one, Row other) {
        return new Row(
                one.account(), one.debit().plus(other.debit()), one.credit().plus(other.credit()));
    }

    /** Returns what all rows come to: debits, credits. */
    public Row total() {
        return rows.stream().reduce(new Row("total", Money.ZERO, Money.ZERO), (one, other) -> sum(one, other));
    }
}
