package io.xisuan.billing.store;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What approving a write-off does: the open amount leaves what is owed, in the transaction of the approval. */
final class WriteOff {
    static final String KIND = "write-off";

    private WriteOff() {}

    /** Returns what is proposed as canonical text: tenant, invoice, fen, reason. */
    static String content(TenantId tenant, String invoice, Money amount, String reason) {
        return String.join("\n", tenant.value(), invoice, Long.toString(amount.fen()), reason.strip());
    }

    static String apply(Handle handle, Proposal proposal, long nowMillis) {
        List<String> parts = proposal.content().lines().toList();
        Recorded recorded = new Recorded(
                BillingPeriod.dayOf(nowMillis), proposal.proposedBy().name(), nowMillis);
        MoneyMovement done = new MoneyDeeds(handle, new TenantId(parts.get(0)), recorded)
                .writeOff(parts.get(1), Money.ofFen(Long.parseLong(parts.get(2))), proposal.name());
        return "%s: %s of %s are written off"
                .formatted(done.name(), done.amount().formatted(), done.invoice());
    }
}
