package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.TariffEnds;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.UsedVersions;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes, while it is ahead, when a price by which money was made ends because another follows it. */
final class PriceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PriceDesk.class);

    private final TariffEnds ends;
    private final long epoch;
    private Optional<TariffBook> looked = Optional.empty();
    private Optional<UsedVersions> of = Optional.empty();

    PriceDesk(Store store, long epoch) {
        this.ends = new TariffEnds(store);
        this.epoch = epoch;
    }

    /** Looks where prices or books have changed. */
    @SuppressWarnings("ReferenceEquality") // equal prices are looked at again, and cost only that
    void tend(Sight sight, MarketInput input) {
        TariffBook prices = sight.market().market().tariffs();
        UsedVersions used = UsedVersions.of(input);
        boolean same = looked.filter(before -> before == prices).isPresent()
                && of.filter(before -> before.sameBooks(used)).isPresent();
        if (same) {
            return;
        }
        SortedMap<String, Long> found = used.unnoted(prices.tariffs());
        if (!found.isEmpty()) {
            ends.note(epoch, found, sight.nowMillis());
            found.forEach((version, end) -> LOG.info("price {} ends at {}", version, Instant.ofEpochMilli(end)));
        }
        looked = Optional.of(prices);
        of = Optional.of(used);
    }
}
