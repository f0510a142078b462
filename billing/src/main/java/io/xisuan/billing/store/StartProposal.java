package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.List;

/**
 * A start that was planned: what is to be written before anything acts on it.
 *
 * @param devicesPerWorker how many devices each worker holds, whole or a part of
 * @param share the part of a device that each worker holds, in the operator's words; {@link #WHOLE} for whole devices
 * @param workers in order of rank
 * @param estimateMillis how long the job is expected to run
 * @param holdLines the money to set aside; empty when no voucher pays
 * @param quote the quote that the hold names
 * @param payableAtMost the most that the tenant may owe for the run: what is reserved of its credit
 * @param decisionText why the job starts here, for people
 * @param holdExpiresAtMillis until when the hold is kept if the start does not happen
 */
public record StartProposal(
        AttemptKey attempt,
        TenantId tenant,
        ContractId contract,
        SupplierId seller,
        ClusterId cluster,
        SiteId site,
        String acceleratorModelId,
        int devicesPerWorker,
        String share,
        List<PlannedWorker> workers,
        long estimateMillis,
        List<LineRequest> holdLines,
        ShownQuote quote,
        Money payableAtMost,
        String decisionText,
        long holdExpiresAtMillis) {
    /** The share of workers that hold whole devices. */
    public static final String WHOLE = "whole";

    public StartProposal {
        workers = List.copyOf(workers);
        holdLines = List.copyOf(holdLines);
        if (workers.isEmpty() || devicesPerWorker < 0 || estimateMillis < 0) {
            throw new IllegalArgumentException(
                    "A start of %s has %d workers with %d devices for %d ms: workers and no negative figures are needed"
                            .formatted(attempt, workers.size(), devicesPerWorker, estimateMillis));
        }
    }
}
