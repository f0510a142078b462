package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a step saw of the things that people are told of; a step hands it over and waits for nothing. */
record NoticeView(Sight sight, List<Intent> live) {
    NoticeView {
        live = List.copyOf(live);
    }

    long nowMillis() {
        return sight.nowMillis();
    }

    /** Returns whether any node of a site is ready, of each site that has nodes. */
    SortedMap<SiteId, Boolean> ready() {
        Set<NodeName> up = sight.clusters().stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .filter(ObservedNode::ready)
                .map(ObservedNode::name)
                .collect(Collectors.toSet());
        TreeMap<SiteId, Boolean> ready = new TreeMap<>();
        for (NodeShape node : sight.market().nodes()) {
            ready.merge(node.site(), up.contains(node.name()), Boolean::logicalOr);
        }
        return Collections.unmodifiableSortedMap(ready);
    }

    /** Returns how many attempts of each tenant live at a site. */
    SortedMap<TenantId, Long> tenantsAt(SiteId site) {
        return live.stream()
                .filter(intent -> intent.site().equals(site))
                .collect(Collectors.groupingBy(Intent::tenant, TreeMap::new, Collectors.counting()));
    }

    /** Returns whose a job is, where it is understood. */
    Optional<TenantId> tenant(JobId job) {
        return Optional.ofNullable(sight.market().orders().get(job))
                .map(JobOrder::request)
                .map(request -> request.tenant());
    }

    /** Returns the budget of a job that has one. */
    Optional<Money> budget(JobId job) {
        return Optional.ofNullable(sight.market().market().terms().get(job)).flatMap(JobTerms::budget);
    }

    Optional<TenantAccount> account(TenantId tenant) {
        return Optional.ofNullable(sight.market().tenants().get(tenant));
    }
}
