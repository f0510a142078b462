package io.xisuan.operator.market;

import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.ContractId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.translate.ProgrammeTranslation;
import io.xisuan.scheduler.fairness.QueueTree;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a market of resources and books. A pure function: the same input gives the same market.
 *
 * <p>What cannot be understood, or names what is not there, is left out with its problem and stops nothing else: a bad Voucher pays
 * nothing, a bad Tariff leaves its seller's sites without prices, a bad job waits to be corrected.
 */
public final class MarketAssembly {
    private final Kept<List<Object>, Parties> parties = new Kept<>();
    private final Kept<List<Object>, Terms> terms = new Kept<>();
    private final Kept<List<Object>, TariffBook> tariffs = new Kept<>();
    private final Kept<List<VoucherProgramme>, List<Programme>> programmes = new Kept<>();
    private final Kept<List<Object>, Read> grants = new Kept<>();
    private final Kept<List<Object>, NetCosts.Market> market = new Kept<>();
    private final Kept<List<Object>, Assembled> whole = new Kept<>();
    private final JobMemory jobs = new JobMemory();

    /** What follows from who there is. */
    private record Terms(
            SortedMap<ContractId, ContractTerms> contracts,
            SortedMap<SupplierId, String> prefixes,
            QueueTree queues,
            List<GrantCase> cases) {}

    /** What follows from the grants. */
    private record Read(Grants terms, GrantOpenings openings) {}

    /** Returns the market of an input. */
    public static Assembled of(MarketInput input) {
        return new MarketAssembly().next(input);
    }

    /** Returns the same, faster by what was made of the inputs before; for one thread. */
    public Assembled next(MarketInput input) {
        Findings findings = new Findings();
        MarketInput.Resources resources = input.resources();
        // 1. Who: tenants, suppliers, contracts.
        Parties who = parties.of(
                List.of(resources.tenants(), input.books()),
                findings,
                found -> Parties.of(resources.tenants(), input.books(), found));
        // 2. Where: sites and nodes.
        Places places = Places.of(input, who, findings);
        // 3. For how much: tariffs, programmes, grants.
        TariffBook prices = tariffs.of(
                List.of(
                        new Same(who),
                        places.sellers(),
                        resources.tariffs(),
                        input.books().usedTariffs(),
                        input.books().tariffEnds()),
                findings,
                found -> new Prices(who, places, UsedVersions.of(input), found).book(resources.tariffs()));
        List<Programme> rules =
                programmes.of(resources.programmes(), findings, found -> programmes(resources.programmes(), found));
        Read read = grants(input, who, sold(places, prices), rules, findings);
        // 4. What: jobs.
        Orders orders = Orders.of(input, who, places, findings, jobs);
        Terms said = terms.of(
                List.of(new Same(who), new Same(rules), resources.tenants()),
                findings,
                found -> new Terms(
                        who.terms(),
                        who.prefixes(),
                        Quotas.of(understood(resources.tenants(), who), found),
                        who.cases(rules)));
        NetCosts.Market priced = market.of(
                List.of(new Same(prices), new Same(read), places.sellers(), new Same(orders)),
                findings,
                found -> new NetCosts.Market(prices, read.terms(), places.sellers(), orders.terms()));
        return whole(new Parts(places, priced, who, said, read, orders, rules), findings.problems());
    }

    /** All that a market is put together of. */
    private record Parts(
            Places places,
            NetCosts.Market priced,
            Parties who,
            Terms said,
            Read read,
            Orders orders,
            List<Programme> rules) {}

    private Assembled whole(Parts parts, List<ResourceProblem> problems) {
        List<Object> all = List.of(
                parts.places().sites(),
                parts.places().shapes(),
                parts.places().nodes(),
                new Same(parts.priced()),
                new Same(parts.said()),
                problems);
        return whole.of(all, new Findings(), found -> assembled(parts, problems));
    }

    private static Assembled assembled(Parts parts, List<ResourceProblem> problems) {
        return new Assembled(
                parts.places().sites(),
                parts.places().shapes(),
                parts.places().nodes(),
                parts.priced(),
                parts.who().tenants(),
                parts.said().queues(),
                parts.said().contracts(),
                parts.read().openings(),
                parts.said().prefixes(),
                parts.orders().orders(),
                parts.rules(),
                parts.said().cases(),
                problems);
    }

    private Read grants(
            MarketInput input,
            Parties who,
            SortedMap<Jurisdiction, List<Item>> sold,
            List<Programme> rules,
            Findings findings) {
        List<Object> all = List.of(
                new Same(who),
                sold,
                new Same(rules),
                input.resources().programmes(),
                input.resources().grants(),
                input.resources().tenantOfNamespace(),
                input.rulesDay());
        return grants.of(all, findings, found -> {
            List<GrantReader.Read> reads = new Letters(input, who, sold, rules, found).read();
            return new Read(
                    new Grants(reads.stream().map(GrantReader.Read::terms).toList()), GrantOpenings.of(reads));
        });
    }

    /** Returns what may be used at each place, with what is sold beside the accelerators. */
    private static SortedMap<Jurisdiction, List<Item>> sold(Places places, TariffBook tariffs) {
        SortedMap<Jurisdiction, List<Item>> sold = new TreeMap<>();
        places.items()
                .forEach((place, items) -> sold.put(
                        place,
                        items.stream()
                                .flatMap(item -> tariffs.withComponents(item).stream())
                                .toList()));
        return sold;
    }

    private static List<Tenant> understood(List<Tenant> tenants, Parties parties) {
        return tenants.stream()
                .filter(tenant -> parties.tenants()
                        .containsKey(new TenantId(tenant.getMetadata().getName())))
                .toList();
    }

    private static List<Programme> programmes(List<VoucherProgramme> resources, Findings findings) {
        List<Programme> programmes = new ArrayList<>();
        for (VoucherProgramme resource : resources) {
            findings.done(
                            Named.of(ResourceKind.VOUCHER_PROGRAMME, resource),
                            ProgrammeTranslation.translation(resource))
                    .ifPresent(programmes::add);
        }
        return List.copyOf(programmes);
    }
}
