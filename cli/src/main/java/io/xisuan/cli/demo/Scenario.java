package io.xisuan.cli.demo;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the demo starts from, translated: nothing in it was planned, metered or priced yet.
 *
 * @param names the sites' Chinese names
 * @param ownerPods the pods of the sites' owners
 * @param headroom what each site keeps for its owner by time of day
 * @param jobs in order of submission, with how long each really runs
 * @param openings the balances that grants and programmes open
 * @param prefixes what each supplier's invoice numbers begin with
 * @param cases who buys from whom under which contract: one for each programme and contract
 */
record Scenario(
        BillingPeriod period,
        List<SiteShape> sites,
        Map<SiteId, String> names,
        List<NodeShape> nodes,
        List<World.OwnerPod> ownerPods,
        DailyHeadroom headroom,
        List<DemoJob> jobs,
        NetCosts.Market market,
        Map<ContractId, ContractTerms> contracts,
        List<Command.Open> openings,
        Map<SupplierId, String> prefixes,
        List<Programme> programmes,
        List<GrantCase> cases) {
    /**
     * One job and what only the world knows of it.
     *
     * @param runPerMille how long it really runs, in thousandths of its estimate
     */
    record DemoJob(JobRequest request, int runPerMille) {
        JobId id() {
            return request.id();
        }
    }

    Scenario {
        names = new TreeMap<>(names);
        ownerPods = List.copyOf(ownerPods);
        nodes = List.copyOf(nodes);
        jobs = List.copyOf(jobs);
        contracts = new TreeMap<>(contracts);
        prefixes = new TreeMap<>(prefixes);
        programmes = List.copyOf(programmes);
        cases = List.copyOf(cases);
    }

    /** Returns for how many days an attempt under the contract keeps the price of its start. */
    int priceLockDays(ContractId contract) {
        ContractTerms terms = contracts.get(contract);
        if (terms == null) {
            throw new IllegalStateException("Contract %s is not known".formatted(contract));
        }
        return terms.priceLockDays();
    }
}
