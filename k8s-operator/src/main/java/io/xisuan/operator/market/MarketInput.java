package io.xisuan.operator.market;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.scheduler.cluster.NodeShape;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a market depends on.
 *
 * @param nodes the nodes of the sites, see {@link SiteNodes}
 * @param nowMillis the instant whose headroom applies, milliseconds since 1970
 * @param rulesDay the day for which the programmes' rules are read: the first of the billing month
 */
public record MarketInput(Resources resources, Books books, List<NodeShape> nodes, long nowMillis, LocalDate rulesDay) {
    /**
     * The resources as they stand.
     *
     * @param grants recorded ones and those on the API server, in any order; of one id the recorded one counts
     * @param tenantOfNamespace what label {@code xisuan.io/tenant} says on each Namespace that has it
     */
    public record Resources(
            List<Site> sites,
            List<Tenant> tenants,
            List<Tariff> tariffs,
            List<VoucherProgramme> programmes,
            List<GrantSource> grants,
            List<JobSource> jobs,
            SortedMap<String, String> tenantOfNamespace) {
        public Resources {
            sites = List.copyOf(sites);
            tenants = List.copyOf(tenants);
            tariffs = List.copyOf(tariffs);
            programmes = List.copyOf(programmes);
            grants = List.copyOf(grants);
            jobs = List.copyOf(jobs);
            tenantOfNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(tenantOfNamespace));
        }
    }

    /**
     * The books, which are no resources: they are imported, or were written as money was made.
     *
     * @param usedTariffs the digest of each tariff version that money was made by, by its id
     * @param tariffEnds when such a version was seen to end because another follows it, by its id, milliseconds since 1970
     */
    public record Books(
            List<Supplier> suppliers,
            List<Contract> contracts,
            SortedMap<String, String> usedTariffs,
            SortedMap<String, Long> tariffEnds) {
        public Books {
            suppliers = List.copyOf(suppliers);
            contracts = List.copyOf(contracts);
            usedTariffs = Collections.unmodifiableSortedMap(new TreeMap<>(usedTariffs));
            tariffEnds = Collections.unmodifiableSortedMap(new TreeMap<>(tariffEnds));
        }

        /** Returns books by which no money was made yet. */
        public Books(List<Supplier> suppliers, List<Contract> contracts) {
            this(suppliers, contracts, Collections.emptySortedMap(), Collections.emptySortedMap());
        }
    }

    public MarketInput {
        nodes = List.copyOf(nodes);
    }
}
