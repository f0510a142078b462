package io.xisuan.scheduler;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Route;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.StoredData;
import io.xisuan.scheduler.demand.Wishes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What it takes to bring a job's data and checkpoint to a site: one after the other, each by the site's route from where it lies. */
record Transfer(long millis, Money price) {
    static final Transfer NONE = new Transfer(0, Money.ZERO);

    /** Returns the transfer, or empty when the site has no route from where something lies. */
    static Optional<Transfer> of(Wishes wishes, SiteShape site) {
        Transfer sum = NONE;
        for (StoredData stored : stored(wishes)) {
            if (!stored.site().equals(site.id())) {
                Optional<Route> route = route(site, stored.site());
                if (route.isEmpty()) {
                    return Optional.empty();
                }
                sum = new Transfer(
                        Math.addExact(sum.millis(), route.get().millis(stored.gib())),
                        sum.price().plus(route.get().price(stored.gib())));
            }
        }
        return Optional.of(sum);
    }

    private static List<StoredData> stored(Wishes wishes) {
        return Stream.concat(wishes.data().stream(), wishes.checkpoint().stream())
                .toList();
    }

    private static Optional<Route> route(SiteShape site, SiteId from) {
        return site.routes().stream().filter(route -> route.from().equals(from)).findFirst();
    }
}
