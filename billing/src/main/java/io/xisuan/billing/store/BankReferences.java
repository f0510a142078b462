package io.xisuan.billing.store;

import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a bank's reference stands for already: the same money comes into the books once, whoever records it and for whatever. */
final class BankReferences {
    private BankReferences() {}

    /**
     * Lets a tenant's receipt in.
     *
     * @param bankLine the line of a bank statement that it is; 0 for none
     * @throws InputException when the money is recorded already, or no contract names the tenant
     */
    static void requireFree(Handle handle, TenantId tenant, String reference, long bankLine) {
        if (bankLine == 0) {
            BankRows.find(handle, reference).ifPresent(line -> {
                throw cameWith(line, "payment match " + line.name());
            });
            ClaimRows.payments(handle, reference).stream().findFirst().ifPresent(pay -> {
                throw InputException.of("%s is recorded as %s that %s paid for a claim"
                        .formatted(reference, pay.amount().formatted(), pay.level()));
            });
        }
        standing(handle, reference)
                .filter(other -> !other.tenant().equals(tenant))
                .ifPresent(other -> {
                    throw InputException.of("%s is recorded as %s of %s: if that was wrong, undo it first (payment %s)"
                            .formatted(reference, other.name(), other.tenant(), undo(other)));
                });
        requireKnown(handle, tenant);
    }

    /**
     * Lets the payment of a claim in.
     *
     * @throws InputException when the money is recorded already, or its line of a bank statement is another one
     */
    static void requireFree(Handle handle, ClaimStep.Pay pay) {
        PeriodRows.requireOpen(handle, pay.day());
        if (pay.bankLine() > 0) {
            BankLine line = BankRows.waiting(handle, pay.bankLine());
            if (!line.amount().equals(pay.amount()) || !line.reference().equals(pay.reference())) {
                throw InputException.of("%s is %s with the reference %s, not %s with %s"
                        .formatted(
                                line.name(),
                                line.amount().formatted(),
                                line.reference(),
                                pay.amount().formatted(),
                                pay.reference()));
            }
            return;
        }
        BankRows.find(handle, pay.reference()).ifPresent(line -> {
            throw cameWith(line, "claim pay --line " + line.name());
        });
        standing(handle, pay.reference()).ifPresent(receipt -> {
            throw InputException.of("%s is recorded as %s of %s: if that was wrong, undo it first (payment %s)"
                    .formatted(pay.reference(), receipt.name(), receipt.tenant(), undo(receipt)));
        });
    }

    /** Returns a reference under which a line can be received: its own, counted on where that tenant had it wrongly before. */
    static String ofLine(Handle handle, TenantId tenant, BankLine line) {
        String reference = line.reference();
        for (int again = 2; wasUndone(handle, tenant, reference); again++) {
            reference = "%s (%d)".formatted(line.reference(), again);
        }
        return reference;
    }

    private static boolean wasUndone(Handle handle, TenantId tenant, String reference) {
        return MovementRows.find(handle, tenant, MoneyMovement.Kind.RECEIPT, reference)
                .flatMap(receipt -> MovementRows.undone(handle, receipt.id()))
                .isPresent();
    }

    private static Optional<MoneyMovement> standing(Handle handle, String reference) {
        return MovementRows.receipts(handle, reference).stream()
                .filter(receipt -> MovementRows.undone(handle, receipt.id()).isEmpty())
                .findFirst();
    }

    private static String undo(MoneyMovement receipt) {
        return receipt.bankLine() > 0 ? "unmatch B-%06d".formatted(receipt.bankLine()) : "bounce " + receipt.name();
    }

    private static InputException cameWith(BankLine line, String instead) {
        return InputException.of("%s came with a bank statement as %s: match that line (%s)"
                .formatted(line.reference(), line.name(), instead));
    }

    private static void requireKnown(Handle handle, TenantId tenant) {
        boolean known = handle.createQuery("""
                        SELECT (SELECT count(*) FROM contract WHERE tenant = :tenant)
                          + (SELECT count(*) FROM invoice WHERE tenant = :tenant)
                          + (SELECT count(*) FROM intent WHERE tenant = :tenant)""")
                        .bind("tenant", tenant.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (!known) {
            throw InputException.of("no contract names a tenant %s: see xisuan contract list".formatted(tenant));
        }
    }
}
