package io.xisuan.billing.payment;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Money that came into the bank, as a line of its statement says.
 *
 * @param id counts from 1 in the order of import
 * @param reference the bank's own number of the transaction; the same one is stored once
 * @param payer the name on the paying account; may be empty
 * @param payerAccount its number; may be empty
 * @param remark what the payer wrote; may be empty
 * @param recorded with the bank's day
 * @param effective the day that it counts for in the books: the bank's, or that of its import when the bank's month was closed by then
 */
public record BankLine(
        long id,
        String reference,
        Money amount,
        String payer,
        String payerAccount,
        String remark,
        Recorded recorded,
        LocalDate effective) {
    /** A line that counts for the bank's day. */
    public BankLine(
            long id,
            String reference,
            Money amount,
            String payer,
            String payerAccount,
            String remark,
            Recorded recorded) {
        this(id, reference, amount, payer, payerAccount, remark, recorded, recorded.day());
    }

    public BankLine {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(
                    "%s: money that came in is more than nothing, not %s".formatted(reference, amount));
        }
        if (reference.isBlank()) {
            throw new IllegalArgumentException("A line of a bank statement has a reference");
        }
    }

    /** Returns its name for people, as {@code B-000012}. */
    public String name() {
        return String.format(Locale.ROOT, "B-%06d", id);
    }

    /** Returns whether both say the same, whoever recorded them. */
    public boolean sameAs(BankLine other) {
        return reference.equals(other.reference)
                && amount.equals(other.amount)
                && recorded.day().equals(other.recorded.day())
                && payer.equals(other.payer)
                && payerAccount.equals(other.payerAccount)
                && remark.equals(other.remark);
    }

    /** Returns what it does to the books: it is in the bank, and nobody has said yet whose it is. */
    public PostingSet postings() {
        String sha = Sha256.hex(String.join(
                "\n",
                "1",
                Long.toString(id),
                reference,
                amount.toString(),
                payer,
                payerAccount,
                remark,
                recorded.text()));
        return PostingSet.netted(
                "bank-line",
                name() + "/" + sha,
                effective,
                List.of(new Posting(Accounts.bank(), amount), new Posting(Accounts.unmatched(), amount.negated())));
    }
}
