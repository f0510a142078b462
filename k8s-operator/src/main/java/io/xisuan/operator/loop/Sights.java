package io.xisuan.operator.loop;

import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.util.ArrayList;
import java.util.List;

/** Takes a sight: wishes, clusters and books as they are now, understood together. */
final class Sights {
    private final Store store;

    Sights(Store store) {
        this.store = store;
    }

    Sight take(Wishes wishes, List<ObservedCluster> clusters, long nowMillis) {
        SiteNodes nodes = Nodes.of(wishes.sites(), clusters);
        MarketInput input = new MarketInput(
                new MarketInput.Resources(
                        wishes.sites(),
                        wishes.tenants(),
                        wishes.tariffs(),
                        wishes.programmes(),
                        grants(wishes.vouchers()),
                        wishes.jobs().stream().map(JobSource::of).toList(),
                        wishes.tenantOfNamespace()),
                new MarketInput.Books(store.suppliers(), store.contracts(), store.tariffDigests()),
                nodes.shapes(),
                nowMillis,
                BillingPeriod.of(nowMillis).month().atDay(1));
        Assembled market = MarketAssembly.of(input);
        return new Sight(nowMillis, wishes, clusters, market, nodes.problems());
    }

    /** What a Voucher says after its first sight changes no money, and nor does its deletion: the recorded one counts. */
    private List<GrantSource> grants(List<Voucher> vouchers) {
        List<GrantSource> grants = new ArrayList<>();
        for (GrantRecord grant : store.grants()) {
            grants.add(GrantSource.stored(grant.voucher(), grant.bodyJson()));
        }
        // Those that are recorded are given too, so that the assembly can say which were changed.
        vouchers.forEach(voucher -> grants.add(GrantSource.of(voucher)));
        return List.copyOf(grants);
    }
}
