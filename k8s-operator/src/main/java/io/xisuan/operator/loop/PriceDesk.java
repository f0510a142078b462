package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.TariffEnds;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.UsedVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps of price lists by which money was made what must not change behind it: each version that comes into force, whether somebody starts
 * by it or only runs on, and, while it is ahead, where one ends because another follows it.
 */
final class PriceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PriceDesk.class);

    private final Store store;
    private final TariffEnds ends;
    private final long epoch;
    private List<Tariff> looked = List.of();
    private Optional<UsedVersions> of = Optional.empty();

    PriceDesk(Store store, long epoch) {
        this.store = store;
        this.ends = new TariffEnds(store);
        this.epoch = epoch;
    }

    /** Looks at the price lists that are used; the pods of no cluster matter to them. */
    @SuppressWarnings("ReferenceEquality") // equal lists are looked at again, and cost only that
    void tend(Sight sight, MarketInput input) {
        List<Tariff> lists = sight.market().market().tariffs().tariffs();
        UsedVersions used = UsedVersions.of(input);
        List<TariffVersion> begun = used.inForce(lists);
        if (!begun.isEmpty()) {
            store.useTariffs(epoch, begun, sight.nowMillis());
            begun.forEach(version -> LOG.info("price {} is in force", version.id()));
        }
        if (looked == lists && of.filter(before -> before.sameBooks(used)).isPresent()) {
            return;
        }
        looked = lists;
        of = Optional.of(used);
        SortedMap<String, Long> found = used.unnoted(lists);
        if (!found.isEmpty()) {
            ends.note(epoch, found, sight.nowMillis());
            found.forEach((version, end) -> LOG.info("price {} ends at {}", version, Instant.ofEpochMilli(end)));
        }
    }
}
