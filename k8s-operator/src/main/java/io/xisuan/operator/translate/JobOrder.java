package io.xisuan.operator.translate;

import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job with what it is bound by: the request that the scheduler sees, and the terms that billing and the cycle keep.
 *
 * @param deadlineMillis when it must be done, milliseconds since 1970
 * @param budget the most that may be payable now
 */
public record JobOrder(
        JobRequest request,
        ContractId contract,
        OptionalLong deadlineMillis,
        Optional<Money> budget,
        OnHoldExhausted onHoldExhausted) {}
