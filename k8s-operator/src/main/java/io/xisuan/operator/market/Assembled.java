package io.xisuan.operator.market;

import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.fairness.QueueTree;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A market: everything that was understood, and what was left out with the reason.
 *
 * @param sites the sites that are understood and whose supplier is in the books, in the order given
 * @param shapes the same as the scheduler sees them now
 * @param nodes the nodes of these sites
 * @param market prices, grants, sellers and the terms of each job, for {@link NetCosts}
 * @param queues the tenants' quotas, for the order in which jobs are looked at and what they may hold
 * @param contracts what the close needs of each contract
 * @param openings the balances that the grants draw on
 * @param prefixes what each supplier's invoice numbers begin with
 * @param orders the jobs that are understood and have a contract; all of them have terms in the market
 * @param cases who buys from whom under which contract: one for each programme and contract
 * @param problems one or more for each resource that is left out, causes first
 */
public record Assembled(
        List<Site> sites,
        List<SiteShape> shapes,
        List<NodeShape> nodes,
        NetCosts.Market market,
        SortedMap<TenantId, TenantAccount> tenants,
        QueueTree queues,
        SortedMap<ContractId, ContractTerms> contracts,
        GrantOpenings openings,
        SortedMap<SupplierId, String> prefixes,
        SortedMap<JobId, JobOrder> orders,
        List<Programme> programmes,
        List<GrantCase> cases,
        List<ResourceProblem> problems) {
    public Assembled {
        sites = List.copyOf(sites);
        shapes = List.copyOf(shapes);
        nodes = List.copyOf(nodes);
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
        prefixes = Collections.unmodifiableSortedMap(new TreeMap<>(prefixes));
        orders = Collections.unmodifiableSortedMap(new TreeMap<>(orders));
        programmes = List.copyOf(programmes);
        cases = List.copyOf(cases);
        problems = problems.stream().sorted().toList();
    }

    /**
     * Returns for how many days an attempt under the contract keeps the price of its start.
     *
     * @throws IllegalStateException when the contract is not known
     */
    public int priceLockDays(ContractId contract) {
        ContractTerms terms = contracts.get(contract);
        if (terms == null) {
            throw new IllegalStateException("Contract %s is not known".formatted(contract));
        }
        return terms.priceLockDays();
    }
}
