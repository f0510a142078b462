package io.xisuan.operator.market;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.JobTranslation;
import io.xisuan.operator.translate.TenantAccount;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The jobs that are understood, each with the terms of its contract. */
record Orders(SortedMap<JobId, JobOrder> orders, SortedMap<JobId, JobTerms> terms) {
    static Orders of(MarketInput input, Parties parties, Places places, Findings findings) {
        JobTranslation translation = new JobTranslation(places.sites());
        SortedMap<JobId, JobOrder> orders = new TreeMap<>();
        SortedMap<JobId, JobTerms> terms = new TreeMap<>();
        for (JobSource source : input.resources().jobs()) {
            Named named = Named.of(ResourceKind.TRAINING_JOB, source.job());
            Optional<TenantAccount> tenant = tenant(input, parties, named, findings);
            if (tenant.isEmpty()) {
                continue;
            }
            TenantId id = tenant.get().party().tenant();
            Optional<JobOrder> order = findings.done(named, translation.order(source.job(), id, source.submission()));
            if (order.isEmpty()) {
                continue;
            }
            Optional<Contract> contract = parties.contract(order.get().contract(), id);
            if (contract.isEmpty()) {
                findings.add(
                        named,
                        "spec.contractRef",
                        ProblemReason.CONTRACT_NOT_FOUND,
                        Parties.noContract(order.get().contract(), id));
                continue;
            }
            JobId job = order.get().request().id();
            orders.put(job, order.get());
            terms.put(job, terms(contract.get(), tenant.get(), order.get()));
        }
        return new Orders(orders, terms);
    }

    private static Optional<TenantAccount> tenant(MarketInput input, Parties parties, Named named, Findings findings) {
        Optional<String> label = Namespaces.tenant(input.resources(), named, findings);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        Optional<TenantAccount> account = Optional.ofNullable(parties.tenants().get(new TenantId(label.get())));
        if (account.isEmpty()) {
            findings.add(
                    named,
                    "metadata.namespace",
                    ProblemReason.TENANT_NOT_FOUND,
                    "namespace %s belongs to %s, which is no tenant that is understood: operations apply or repair the Tenant"
                            .formatted(named.namespace(), label.get()));
        }
        return account;
    }

    private static JobTerms terms(Contract contract, TenantAccount tenant, JobOrder order) {
        return new JobTerms(
                contract.id(),
                JobTerms.days(contract),
                contract.priceLockDays(),
                contract.supplier(),
                tenant.expectedWeight(),
                order.budget(),
                whenMoneyEnds(order.onHoldExhausted()));
    }

    private static WhenMoneyEnds whenMoneyEnds(OnHoldExhausted choice) {
        return switch (choice) {
            case SELF_PAY -> WhenMoneyEnds.SELF_PAY;
            case PAUSE -> WhenMoneyEnds.PAUSE;
            case STOP -> WhenMoneyEnds.STOP;
        };
    }
}
