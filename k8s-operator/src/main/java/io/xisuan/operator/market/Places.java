package io.xisuan.operator.market;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.translate.SiteTranslation;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sites that are understood and whose supplier is known, with their nodes. */
record Places(List<Site> sites, List<SiteShape> shapes, SortedMap<SiteId, SupplierId> sellers, List<NodeShape> nodes) {
    static Places of(MarketInput input, Parties parties, Findings findings) {
        List<Site> sites = new ArrayList<>();
        List<SiteShape> shapes = new ArrayList<>();
        SortedMap<SiteId, SupplierId> sellers = new TreeMap<>();
        for (Site site : input.resources().sites()) {
            Named named = Named.of(ResourceKind.SITE, site);
            SupplierId seller = new SupplierId(site.getSpec().supplier());
            Optional<SiteShape> shape = findings.done(named, SiteTranslation.shape(site, input.nowMillis()));
            boolean owned = findings.done(named, SiteTranslation.owner(site)).isPresent();
            if (!parties.suppliers().containsKey(seller)) {
                findings.add(
                        named,
                        "spec.supplier",
                        ProblemReason.SUPPLIER_NOT_FOUND,
                        "%s is not in suppliers.csv: correct the name, or add and import the supplier"
                                .formatted(seller));
            } else if (owned && shape.isPresent()) {
                sites.add(site);
                shapes.add(shape.get());
                sellers.put(shape.get().id(), seller);
            }
        }
        List<NodeShape> nodes = input.nodes().stream()
                .filter(node -> sellers.containsKey(node.site()))
                .toList();
        return new Places(sites, shapes, sellers, nodes);
    }

    /**
     * Returns each model at each site once, by the site's jurisdiction: first what its nodes have, in their order, then every other
     * model, so that what a grant pays does not hang on which nodes are there today.
     */
    SortedMap<Jurisdiction, List<Item>> items() {
        Map<SiteId, Jurisdiction> jurisdictions = new TreeMap<>();
        sites.forEach(site -> jurisdictions.put(
                new SiteId(site.getMetadata().getName()),
                new Jurisdiction(site.getSpec().jurisdiction())));
        SortedMap<Jurisdiction, List<Item>> items = new TreeMap<>();
        Set<Item> seen = new HashSet<>();
        for (NodeShape node : nodes) {
            Item item = new Item(node.site(), AcceleratorModel.parse(node.type().id()));
            Jurisdiction place =
                    Optional.ofNullable(jurisdictions.get(node.site())).orElseThrow();
            if (seen.add(item)) {
                items.computeIfAbsent(place, first -> new ArrayList<>()).add(item);
            }
        }
        for (Site site : sites) {
            SiteId id = new SiteId(site.getMetadata().getName());
            Jurisdiction place = Optional.ofNullable(jurisdictions.get(id)).orElseThrow();
            for (AcceleratorModel model : AcceleratorModel.values()) {
                Item item = new Item(id, model);
                if (seen.add(item)) {
                    items.computeIfAbsent(place, first -> new ArrayList<>()).add(item);
                }
            }
        }
        return items;
    }
}
