package io.xisuan.operator.loop;

import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.store.CreditBook;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets starts in that their tenants' prepaid money and credit can bear; arrears stop all new ones, and never a job that runs. What a place
 * would come to is asked while planning, by {@link CreditCosts}: nothing is remembered from one cycle to the next.
 */
final class CreditGate {
    private final CreditBook credit;
    private final SortedMap<TenantId, CreditPosition> positions = new TreeMap<>();

    CreditGate(CreditBook credit) {
        this.credit = credit;
    }

    /** Forgets where tenants stood: a new cycle reads it anew. */
    void begin() {
        positions.clear();
    }

    /** Returns why a job that waits is not looked at now, or empty when it is. */
    Optional<Decision.Wait> refuses(JobId job, Optional<TenantAccount> tenant, long nowMillis) {
        return refuses(tenant, Money.ZERO, Money.ZERO, nowMillis)
                .map(why -> new Decision.Wait(job, Refusal.NOT_YET, Optional.empty(), why));
    }

    /**
     * Returns why a tenant cannot bear a start, or empty when it can.
     *
     * @param bound what is bound beyond what is stored
     * @param need what the start may come to at most
     */
    Optional<String> refuses(Optional<TenantAccount> tenant, Money bound, Money need, long nowMillis) {
        return tenant.flatMap(account -> suspended(account)
                .or(() -> position(account, nowMillis).binding(bound).refuses(need)));
    }

    private static Optional<String> suspended(TenantAccount account) {
        return account.suspension()
                .map(how -> "operations have suspended tenant %s: nothing of it starts until they resume it"
                        .formatted(account.party().tenant()));
    }

    /** Returns the proposals that can be borne together, in their order. */
    List<StartProposal> borne(
            List<StartProposal> proposals, SortedMap<TenantId, TenantAccount> tenants, long nowMillis) {
        List<StartProposal> borne = new ArrayList<>();
        for (StartProposal proposal : proposals) {
            Optional<TenantAccount> account = Optional.ofNullable(tenants.get(proposal.tenant()));
            Optional<String> refused = refuses(account, Money.ZERO, proposal.payableAtMost(), nowMillis);
            if (refused.isEmpty()) {
                positions.computeIfPresent(
                        proposal.tenant(), (tenant, known) -> known.binding(proposal.payableAtMost()));
                borne.add(proposal);
            }
        }
        return List.copyOf(borne);
    }

    private CreditPosition position(TenantAccount account, long nowMillis) {
        return positions.computeIfAbsent(
                account.party().tenant(),
                tenant -> credit.position(tenant, account.creditLimit(), BillingPeriod.dayOf(nowMillis)));
    }
}
