package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * One attempt that was decided: who, where, under which epoch, and how far it got. Live intents are the capacity that is
 * taken whatever the API server shows.
 *
 * @param devicesPerWorker how many devices each worker holds, whole or a part of
 * @param share the part of a device that each worker holds, in the operator's words; {@link StartProposal#WHOLE} for whole devices
 * @param holdId the hold, or empty when no voucher pays
 * @param epoch the leader that planned it
 * @param changedAtMillis when the state was reached
 * @param outcome present once it is CLOSED with one
 */
public record Intent(
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
        Optional<String> holdId,
        IntentState state,
        long epoch,
        long plannedAtMillis,
        long changedAtMillis,
        Optional<Outcome> outcome) {
    public Intent {
        workers = List.copyOf(workers);
    }

    static Intent planned(StartProposal proposal, long epoch, long nowMillis) {
        HoldOwner owner = owner(proposal, nowMillis);
        return new Intent(
                proposal.attempt(),
                proposal.tenant(),
                proposal.contract(),
                proposal.seller(),
                proposal.cluster(),
                proposal.site(),
                proposal.acceleratorModelId(),
                proposal.devicesPerWorker(),
                proposal.share(),
                proposal.workers(),
                proposal.estimateMillis(),
                proposal.holdLines().isEmpty() ? Optional.empty() : Optional.of(owner.holdId()),
                IntentState.PLANNED,
                epoch,
                nowMillis,
                nowMillis,
                Optional.empty());
    }

    static HoldOwner owner(StartProposal proposal, long nowMillis) {
        return new HoldOwner(
                proposal.seller(),
                proposal.attempt().job().uid(),
                proposal.attempt().attempt(),
                nowMillis);
    }

    /** Returns whether both say the same about who runs where; state, epoch and times aside, and with them the hold's id. */
    boolean sameStart(Intent other) {
        return identity().equals(other.identity());
    }

    private List<Object> identity() {
        return List.of(
                attempt,
                tenant,
                contract,
                seller,
                cluster,
                site,
                acceleratorModelId,
                devicesPerWorker,
                share,
                workers,
                estimateMillis,
                holdId.isPresent());
    }
}
