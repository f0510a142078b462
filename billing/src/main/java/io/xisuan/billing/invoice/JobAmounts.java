package io.xisuan.billing.invoice;

import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;

/** What a job's lines come to: gross = customer + subsidy, and beside them what is expected later. */
public record JobAmounts(DeviceMillis billed, Money gross, Money subsidy, Money customer, Money reimbursable) {
    static JobAmounts of(SubsidisedCharge charge) {
        return new JobAmounts(
                charge.charge().key().component() == Component.COMPUTE
                        ? charge.charge().quantity()
                        : DeviceMillis.ZERO,
                charge.charge().gross(),
                charge.subsidy(),
                charge.customer(),
                charge.reimbursable());
    }

    public JobAmounts plus(JobAmounts other) {
        return new JobAmounts(
                billed.plus(other.billed),
                gross.plus(other.gross),
                subsidy.plus(other.subsidy),
                customer.plus(other.customer),
                reimbursable.plus(other.reimbursable));
    }
}
