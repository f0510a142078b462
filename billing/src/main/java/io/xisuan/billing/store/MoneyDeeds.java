package io.xisuan.billing.store;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.MoneyMovement.Kind;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Moves a tenant's money within one transaction; each deed refuses what the money or the invoices do not allow. */
final class MoneyDeeds {
    private final Handle handle;
    private final TenantId tenant;
    private final Recorded recorded;

    MoneyDeeds(Handle handle, TenantId tenant, Recorded recorded) {
        this.handle = handle;
        this.tenant = tenant;
        this.recorded = recorded;
    }

    /**
     * Receives money and applies it, once for each reference: the same again changes nothing.
     *
     * @param bankLine the line of a bank statement that it is; 0 for none
     * @return the receipt and its applications; nothing when it was recorded before
     * @throws InputException when the reference stands for other money, or the tenant is unknown
     */
    List<MoneyMovement> receive(Money amount, String reference, long bankLine, List<Allocation> allocations) {
        Optional<MoneyMovement> known = MovementRows.find(handle, tenant, Kind.RECEIPT, reference);
        if (known.isPresent()) {
            requireSame(known.get(), amount);
            return List.of();
        }
        BankReferences.requireFree(handle, tenant, reference, bankLine);
        Money applied = allocations.stream().map(Allocation::amount).reduce(Money.ZERO, Money::plus);
        if (applied.compareTo(amount) > 0) {
            throw InputException.of("%s: %s came in, and %s is to be applied: the invoices get more than there is"
                    .formatted(reference, amount.formatted(), applied.formatted()));
        }
        List<MoneyMovement> done = new ArrayList<>();
        MovementRows.Draft receipt = new MovementRows.Draft(tenant, Kind.RECEIPT, amount, reference, "", 0);
        done.add(MovementRows.add(handle, receipt, bankLine, recorded));
        for (Allocation allocation : allocations) {
            String own = reference + "/" + allocation.invoice();
            done.add(applyOne(allocation, own, done.getFirst().id()));
        }
        return done;
    }

    /** Receives money for one invoice; what it is not owed stays prepaid. */
    List<MoneyMovement> pay(Money amount, String reference, String invoice) {
        Money part = amount.min(item(invoice).due());
        return receive(amount, reference, 0, part.isPositive() ? List.of(new Allocation(invoice, part)) : List.of());
    }

    /** Pays invoices from the prepaid balance. */
    List<MoneyMovement> apply(List<Allocation> allocations) {
        List<MoneyMovement> before = MovementRows.all(handle, Optional.of(tenant));
        Money prepaid = MoneyMovement.prepaid(before);
        Money applied = allocations.stream().map(Allocation::amount).reduce(Money.ZERO, Money::plus);
        if (applied.compareTo(prepaid) > 0) {
            throw InputException.of(
                    "%s has %s prepaid, not %s".formatted(tenant, prepaid.formatted(), applied.formatted()));
        }
        List<MoneyMovement> done = new ArrayList<>();
        for (Allocation allocation : allocations) {
            done.add(applyOne(allocation, next("prepaid", allocation.invoice()), 0));
        }
        return done;
    }

    private MoneyMovement applyOne(Allocation allocation, String reference, long receipt) {
        OpenItem item = item(allocation.invoice());
        if (allocation.amount().compareTo(item.due()) > 0) {
            String apart = item.disputed().isZero()
                    ? ""
                    : ", beside %s in dispute".formatted(item.disputed().formatted());
            throw InputException.of("%s: %s is open%s, not %s: leave the rest prepaid"
                    .formatted(
                            item.number(),
                            item.due().formatted(),
                            apart,
                            allocation.amount().formatted()));
        }
        return add(Kind.APPLY, allocation.amount(), reference, item.number(), receipt);
    }

    /** Takes money back from an invoice into the prepaid balance: what was applied wrongly, or is too much after a note. */
    MoneyMovement release(String invoice, Money amount) {
        OpenItem item = item(invoice);
        if (amount.compareTo(item.paid()) > 0) {
            throw InputException.of(
                    "%s: %s is paid, not %s".formatted(invoice, item.paid().formatted(), amount.formatted()));
        }
        return add(Kind.RELEASE, amount, next("release", invoice), invoice, 0);
    }

    /**
     * Gives prepaid money back, once for each reference.
     *
     * @param refundable what may go back: what no job binds
     */
    List<MoneyMovement> refund(Money amount, String reference, Money refundable) {
        Optional<MoneyMovement> known = MovementRows.find(handle, tenant, Kind.REFUND, reference);
        if (known.isPresent()) {
            requireSame(known.get(), amount);
            return List.of();
        }
        if (amount.compareTo(refundable) > 0) {
            throw InputException.of("refund: %s may go back, not %s: the rest is bound or was never paid in"
                    .formatted(refundable.formatted(), amount.formatted()));
        }
        return List.of(add(Kind.REFUND, amount, reference, "", 0));
    }

    /**
     * Undoes a receipt: what it paid is owed again, and what was paid last, as far as the prepaid balance does not cover the rest.
     *
     * @param kind {@code BOUNCE} when the bank took it back, {@code UNMATCH} when its line is somebody else's
     */
    List<MoneyMovement> undo(MoneyMovement receipt, Kind kind) {
        List<MoneyMovement> done = new ArrayList<>();
        List<MoneyMovement> applied = applied();
        for (MoneyMovement application : applied) {
            if (application.concerns() == receipt.id()) {
                release(application, left(application), done);
            }
        }
        for (MoneyMovement application : applied.reversed()) {
            Money missing =
                    receipt.amount().minus(MoneyMovement.prepaid(MovementRows.all(handle, Optional.of(tenant))));
            release(application, left(application).min(missing), done);
        }
        String what = kind == Kind.BOUNCE ? "bounced " : "unmatched ";
        done.add(add(kind, receipt.amount(), what + receipt.reference(), "", receipt.id()));
        return done;
    }

    private List<MoneyMovement> applied() {
        return MovementRows.all(handle, Optional.of(tenant)).stream()
                .filter(movement -> movement.kind() == Kind.APPLY)
                .toList();
    }

    /** Returns what of an application still pays its invoice. */
    private Money left(MoneyMovement application) {
        Money released = MovementRows.all(handle, Optional.of(tenant)).stream()
                .filter(movement -> movement.kind() == Kind.RELEASE && movement.concerns() == application.id())
                .map(MoneyMovement::amount)
                .reduce(Money.ZERO, Money::plus);
        return application
                .amount()
                .minus(released)
                .min(item(application.invoice()).paid());
    }

    private void release(MoneyMovement application, Money amount, List<MoneyMovement> done) {
        if (amount.isPositive()) {
            String invoice = application.invoice();
            done.add(add(Kind.RELEASE, amount, next("release", invoice), invoice, application.id()));
        }
    }

    /** Gives up what is open of an invoice. */
    MoneyMovement writeOff(String invoice, Money amount, String reference) {
        OpenItem item = item(invoice);
        if (amount.compareTo(item.due()) > 0) {
            throw InputException.of(
                    "%s: %s is open, not %s".formatted(invoice, item.due().formatted(), amount.formatted()));
        }
        return add(Kind.WRITE_OFF, amount, reference, invoice, 0);
    }

    private OpenItem item(String invoice) {
        OpenItem item = ReceivableRows.item(handle, invoice);
        if (!item.tenant().equals(tenant)) {
            throw InputException.of(
                    "no invoice %s of %s is issued: see xisuan invoice list".formatted(invoice, tenant));
        }
        return item;
    }

    private MoneyMovement add(Kind kind, Money amount, String reference, String invoice, long concerns) {
        return MovementRows.add(
                handle, new MovementRows.Draft(tenant, kind, amount, reference, invoice, concerns), recorded);
    }

    /** Returns a reference of our own, counted on for each invoice. */
    private String next(String what, String invoice) {
        long count = MovementRows.all(handle, Optional.of(tenant)).stream()
                .filter(movement -> movement.invoice().equals(invoice))
                .count();
        return "%s %s/%d".formatted(what, invoice, count + 1);
    }

    private void requireSame(MoneyMovement known, Money amount) {
        if (!known.amount().equals(amount) || !known.recorded().day().equals(recorded.day())) {
            throw InputException.of("%s was recorded as %s of %s, not %s of %s"
                    .formatted(
                            known.reference(),
                            known.amount().formatted(),
                            known.recorded().day(),
                            amount.formatted(),
                            recorded.day()));
        }
    }
}
