package io.xisuan.billing.receivable;

import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one invoice is still owed.
 *
 * @param dueOn the last day on which the oldest part that is still due is paid in time; empty where nothing was agreed, and it is never late then
 * @param payable what the document says is owed now
 * @param notes what later notes change of it; negative for credits
 * @param paid what was applied to it, less what was released
 * @param writtenOff what was given up
 * @param disputed what of the rest the tenant does not accept; no part of what is due
 */
public record OpenItem(
        String number,
        SupplierId supplier,
        TenantId tenant,
        ContractId contract,
        LocalDate issuedOn,
        Optional<LocalDate> dueOn,
        Money payable,
        Money notes,
        Money paid,
        Money writtenOff,
        Money disputed) {
    /** Returns what is open, disputed or not; negative when more was paid than is owed after a note. */
    public Money open() {
        return payable.plus(notes).minus(paid).minus(writtenOff);
    }

    /** Returns what the tenant is asked for: what is open and not in dispute; never negative. */
    public Money due() {
        return open().minus(disputed).max(Money.ZERO);
    }

    /** Returns for how many days it has been late; 0 when it is not. */
    public long daysLate(LocalDate today) {
        return dueOn.filter(last -> due().isPositive() && last.isBefore(today))
                .map(last -> ChronoUnit.DAYS.between(last, today))
                .orElse(0L);
    }

    public ItemState state(LocalDate today) {
        if (!open().isPositive()) {
            return writtenOff.isPositive() ? ItemState.WRITTEN_OFF : ItemState.PAID;
        }
        if (daysLate(today) > 0) {
            return ItemState.OVERDUE;
        }
        return paid.isPositive() ? ItemState.PART_PAID : ItemState.ISSUED;
    }
}
