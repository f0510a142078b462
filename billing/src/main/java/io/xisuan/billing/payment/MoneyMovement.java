package io.xisuan.billing.payment;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Locale;

/**
 * One movement of a tenant's money. Whatever comes in goes to the prepaid balance first, and from there to invoices: so a payment of too
 * much leaves the rest prepaid by itself.
 *
 * @param id counts from 1 over all tenants
 * @param reference what the bank or the receipt calls it; one tenant has each once for each kind
 * @param invoice the document that is paid, freed or given up; empty text for the others
 * @param concerns the receipt that is undone or applied, the application that is released; 0 for nothing in particular
 * @param bankLine the line of a bank statement that is received; 0 for none
 */
public record MoneyMovement(
        long id,
        TenantId tenant,
        Kind kind,
        Money amount,
        String reference,
        String invoice,
        long concerns,
        long bankLine,
        Recorded recorded) {
    /** From where to where money moves. */
    public enum Kind {
        /** From the bank to the prepaid balance. */
        RECEIPT("money-receipt"),
        /** From the prepaid balance back to the tenant's bank. */
        REFUND("money-refund"),
        /** A receipt that the bank took back. */
        BOUNCE("money-bounce"),
        /** A line of a bank statement that was matched to the wrong tenant: it is nobody's again. */
        UNMATCH("money-unmatch"),
        /** From the prepaid balance to an invoice. */
        APPLY("money-apply"),
        /** From an invoice back to the prepaid balance. */
        RELEASE("money-release"),
        /** An invoice's debt that nobody will pay any more. */
        WRITE_OFF("money-write-off");

        private final String entry;

        Kind(String entry) {
            this.entry = entry;
        }

        /** Returns the kind of the ledger's entry. */
        public String entry() {
            return entry;
        }

        /** Returns whether it moves what an invoice is owed. */
        public boolean ofInvoice() {
            return switch (this) {
                case RECEIPT, REFUND, BOUNCE, UNMATCH -> false;
                case APPLY, RELEASE, WRITE_OFF -> true;
            };
        }
    }

    public MoneyMovement {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("An amount is more than nothing, not %s".formatted(amount));
        }
        if (reference.isBlank() || reference.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("\"%s\" is no reference: write it on one line".formatted(reference));
        }
        if (kind.ofInvoice() == invoice.isEmpty()) {
            throw new IllegalArgumentException("%s of %s names %s"
                    .formatted(kind, tenant, invoice.isEmpty() ? "no invoice" : "the invoice " + invoice));
        }
    }

    /** Returns its name for people, as {@code M-000012}. */
    public String name() {
        return String.format(Locale.ROOT, "M-%06d", id);
    }

    /** Returns what it adds to the prepaid balance; negative for what it takes. */
    public Money prepaid() {
        return switch (kind) {
            case RECEIPT, RELEASE -> amount;
            case REFUND, BOUNCE, UNMATCH, APPLY -> amount.negated();
            case WRITE_OFF -> Money.ZERO;
        };
    }

    /** Returns what it pays of an invoice; negative for what it takes back. */
    public Money paid() {
        return switch (kind) {
            case APPLY -> amount;
            case RELEASE -> amount.negated();
            case RECEIPT, REFUND, BOUNCE, UNMATCH, WRITE_OFF -> Money.ZERO;
        };
    }

    /** Returns the prepaid balance that movements of one tenant come to. */
    public static Money prepaid(List<MoneyMovement> movements) {
        return movements.stream().map(MoneyMovement::prepaid).reduce(Money.ZERO, Money::plus);
    }

    /** Returns what it does to the books; the reference ends in the digest of all that it says. */
    public PostingSet postings() {
        return PostingSet.netted(
                kind.entry(),
                name() + "/" + sha256(),
                recorded.day(),
                List.of(new Posting(debit(), amount), new Posting(credit(), amount.negated())));
    }

    private String debit() {
        return switch (kind) {
            case RECEIPT -> bankLine > 0 ? Accounts.unmatched() : Accounts.bank();
            case REFUND, BOUNCE, UNMATCH, APPLY -> Accounts.prepaid(tenant);
            case RELEASE -> Accounts.receivable(tenant);
            case WRITE_OFF -> Accounts.writeOff();
        };
    }

    private String credit() {
        return switch (kind) {
            case RECEIPT, RELEASE -> Accounts.prepaid(tenant);
            case REFUND, BOUNCE -> Accounts.bank();
            case UNMATCH -> Accounts.unmatched();
            case APPLY, WRITE_OFF -> Accounts.receivable(tenant);
        };
    }

    private String sha256() {
        return Sha256.hex(String.join(
                "\n",
                "1",
                Long.toString(id),
                tenant.value(),
                kind.name(),
                amount.toString(),
                reference,
                invoice,
                Long.toString(concerns),
                Long.toString(bankLine),
                recorded.text()));
    }
}
