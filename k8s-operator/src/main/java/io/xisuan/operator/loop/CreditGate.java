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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets starts in that their tenants' prepaid money and credit can bear; arrears stop all new ones, and never a job that runs. What a start
 * turned out to need is remembered, so that a job that cannot be borne does not keep devices from others.
 */
final class CreditGate {
    private final CreditBook credit;
    private final Map<String, Money> needed = new HashMap<>();
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
        Money need = needed.getOrDefault(job.uid(), Money.ofFen(1));
        return tenant.flatMap(account -> position(account, nowMillis).refuses(need))
                .map(why -> new Decision.Wait(job, Refusal.NOT_YET, Optional.empty(), why));
    }

    /** Returns the proposals that can be borne together, in their order. */
    List<StartProposal> borne(
            List<StartProposal> proposals, SortedMap<TenantId, TenantAccount> tenants, long nowMillis) {
        List<StartProposal> borne = new ArrayList<>();
        for (StartProposal proposal : proposals) {
            Optional<TenantAccount> account = Optional.ofNullable(tenants.get(proposal.tenant()));
            Optional<String> refused =
                    account.flatMap(known -> position(known, nowMillis).refuses(proposal.payableAtMost()));
            String uid = proposal.attempt().job().uid();
            if (refused.isPresent()) {
                needed.put(uid, proposal.payableAtMost());
            } else {
                needed.remove(uid);
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
