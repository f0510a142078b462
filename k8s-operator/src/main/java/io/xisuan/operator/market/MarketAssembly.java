package io.xisuan.operator.market;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.translate.ProgrammeTranslation;
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
    private MarketAssembly() {}

    public static Assembled of(MarketInput input) {
        Findings findings = new Findings();
        MarketInput.Resources resources = input.resources();
        // 1. Who: tenants, suppliers, contracts.
        Parties parties = Parties.of(resources.tenants(), input.books(), findings);
        // 2. Where: sites and nodes.
        Places places = Places.of(input, parties, findings);
        // 3. For how much: tariffs, programmes, grants.
        TariffBook tariffs =
                new Prices(parties, places, input.books().usedTariffs(), findings).book(resources.tariffs());
        List<Programme> programmes = programmes(resources.programmes(), findings);
        List<GrantReader.Read> grants = new Letters(input, parties, sold(places, tariffs), programmes, findings).read();
        // 4. What: jobs.
        Orders orders = Orders.of(input, parties, places, findings);
        return new Assembled(
                places.sites(),
                places.shapes(),
                places.nodes(),
                new NetCosts.Market(
                        tariffs,
                        new Grants(grants.stream().map(GrantReader.Read::terms).toList()),
                        places.sellers(),
                        orders.terms()),
                parties.tenants(),
                Quotas.of(understood(resources.tenants(), parties), findings),
                parties.terms(),
                GrantOpenings.of(grants),
                parties.prefixes(),
                orders.orders(),
                programmes,
                parties.cases(programmes),
                findings.problems());
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
