package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.AttemptKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to stop, on each database. */
@Tag("postgresql")
class StopBookTest {
    private static final AttemptKey ATTEMPT = StoreFixture.attempt("uid-1", 1);

    @TempDir
    Path folder;

    @Test
    void the_first_order_of_an_attempt_stays_and_is_read_again_while_it_lives() {
        StopOrder first =
                new StopOrder(ATTEMPT, "Preempted", "for b", 1_000, 31_000, Optional.of(StoreFixture.job("uid-2")));
        StopOrder second = new StopOrder(ATTEMPT, "Reclaimed", "by its owner", 2_000, 3_000, Optional.empty());
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(epoch, List.of(StoreFixture.start(ATTEMPT, 100)), 500);
            store.stops().order(epoch, List.of(first), List.of());
            store.stops().order(epoch, List.of(second), List.of());
        }
        try (Store store = Store.open(StoreFixture.url(folder))) {
            assertThat(store.stops().live()).containsExactly(new StopRecord(first, Optional.empty()));
            long epoch = store.mintEpoch("next", 4_000);
            StopEnd left = new StopEnd(ATTEMPT, "exit code 0", 0, 5_000);
            store.stops().end(epoch, left);
            store.stops().end(epoch, new StopEnd(ATTEMPT, "", 77, 6_000));
            store.advance(epoch, IntentStep.aborted(ATTEMPT, 7_000));
            assertThat(store.stops().live()).isEmpty();
            assertThat(store.stops().ofJob("uid-1")).containsExactly(new StopRecord(first, Optional.of(left)));
        }
    }

    @Test
    void a_former_leader_orders_nothing() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long former = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(former, List.of(StoreFixture.start(ATTEMPT, 100)), 500);
            store.mintEpoch("next", 4_000);
            StopOrder order = new StopOrder(ATTEMPT, "Suspended", "by its tenant", 1_000, 31_000, Optional.empty());
            assertThatThrownBy(() -> store.stops().order(former, List.of(order), List.of()))
                    .isInstanceOf(FencedException.class);
            assertThat(store.stops().live()).isEmpty();
        }
    }
}
