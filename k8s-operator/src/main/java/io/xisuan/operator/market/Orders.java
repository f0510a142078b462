package io.xisuan.operator.market;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.market.JobMemory.Understood;
import io.xisuan.operator.translate.FieldProblem;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.JobTranslation;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.operator.translate.WorkerTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The jobs that are understood, each with the terms of its contract.
 *
 * @param problems of the others
 */
record Orders(SortedMap<JobId, JobOrder> orders, SortedMap<JobId, JobTerms> terms, List<ResourceProblem> problems) {
    static Orders of(MarketInput input, Parties parties, Places places, Findings findings, JobMemory memory) {
        List<JobSource> jobs = input.resources().jobs();
        memory.begin(
                List.of(new Same(parties), places.sites(), input.resources().tenantOfNamespace()));
        Orders all = memory.unchanged(jobs).orElseGet(() -> read(input, parties, places, memory));
        findings.addAll(all.problems());
        return all;
    }

    private static Orders read(MarketInput input, Parties parties, Places places, JobMemory memory) {
        JobTranslation translation = new JobTranslation(places.sites());
        SortedMap<JobId, JobOrder> orders = new TreeMap<>();
        SortedMap<JobId, JobTerms> terms = new TreeMap<>();
        List<ResourceProblem> problems = new ArrayList<>();
        List<JobSource> jobs = input.resources().jobs();
        for (JobSource job : jobs) {
            Understood understood = memory.of(job, source -> isolated(source, input, parties, translation));
            understood.order().ifPresent(order -> orders.put(order.request().id(), order));
            understood
                    .order()
                    .ifPresent(order ->
                            terms.put(order.request().id(), understood.terms().orElseThrow()));
            problems.addAll(understood.problems());
        }
        return memory.end(jobs, new Orders(orders, terms, problems));
    }

    /** One job that breaks what reads it is left out with its problem, and stops no other. */
    private static Understood isolated(
            JobSource source, MarketInput input, Parties parties, JobTranslation translation) {
        try {
            return understood(source, input, parties, translation);
        } catch (RuntimeException defect) {
            Findings findings = new Findings();
            findings.add(
                    Named.of(ResourceKind.TRAINING_JOB, source.job()),
                    "spec",
                    ProblemReason.INVALID,
                    "cannot be understood (%s): delete the job, and report it as a defect of Xisuan".formatted(defect));
            return new Understood(Optional.empty(), Optional.empty(), findings.problems());
        }
    }

    private static Understood understood(
            JobSource source, MarketInput input, Parties parties, JobTranslation translation) {
        Findings findings = new Findings();
        Named named = Named.of(ResourceKind.TRAINING_JOB, source.job());
        Optional<TenantAccount> tenant = tenant(input, parties, named, findings);
        Optional<JobOrder> order = tenant.flatMap(account -> findings.done(
                        named, translation.order(source.job(), account.party().tenant(), source.submission())))
                .filter(understood -> !faulty(source, named, findings));
        Optional<Contract> contract = order.flatMap(known ->
                parties.contract(known.contract(), tenant.orElseThrow().party().tenant()));
        if (order.isPresent() && contract.isEmpty()) {
            findings.add(
                    named,
                    "spec.contractRef",
                    ProblemReason.CONTRACT_NOT_FOUND,
                    Parties.noContract(
                            order.get().contract(), tenant.orElseThrow().party().tenant()));
        }
        return contract.map(known -> new Understood(
                        order, Optional.of(terms(known, tenant.orElseThrow(), order.orElseThrow())), List.of()))
                .orElseGet(() -> new Understood(Optional.empty(), Optional.empty(), findings.problems()));
    }

    /** Notes what a job's workers could not be on any of its accelerators. */
    private static boolean faulty(JobSource source, Named named, Findings findings) {
        Optional<FieldProblem> fault = WorkerTranslation.fault(source.job());
        fault.ifPresent(problem -> findings.add(named, problem.field(), ProblemReason.INVALID, problem.problem()));
        return fault.isPresent();
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
