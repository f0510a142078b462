package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Principal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drains, on each database. */
@Tag("postgresql")
class DrainBookTest {
    private static final Principal WANG = new Principal("wang.wei");

    @TempDir
    Path folder;

    @Test
    void a_drain_holds_for_every_leader_until_it_is_undone() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            DrainBook book = new DrainBook(store);
            long id = book.ask(Drain.of("east", 9_000, WANG, 1_000));
            long epoch = store.mintEpoch("first", 1_500);
            Drain asked = book.open().getFirst();
            assertThat(asked.state()).isEqualTo(Drain.State.PENDING);
            book.answer(epoch, List.of(asked.answered(Drain.State.UNDER_WAY, "2 jobs leave", 2_000)));
            assertThat(book.find(id).orElseThrow().answer()).isEqualTo("2 jobs leave");
        }
        try (Store store = Store.open(StoreFixture.url(folder))) {
            DrainBook book = new DrainBook(store);
            Drain kept = book.open().getFirst();
            assertThat(kept.byMillis()).isEqualTo(9_000);
            assertThat(book.undo("west", WANG, 3_000)).as("nobody drained west").isFalse();
            assertThat(book.undo("east", WANG, 3_000)).isTrue();
            assertThat(book.open()).isEmpty();
            long epoch = store.mintEpoch("next", 4_000);
            book.answer(epoch, List.of(kept.answered(Drain.State.DRAINED, "too late", 5_000)));
            assertThat(book.find(kept.id()).orElseThrow().state())
                    .as("what is over does not change")
                    .isEqualTo(Drain.State.UNDER_WAY);
        }
    }

    @Test
    void a_place_is_drained_once_and_the_last_wish_counts() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            DrainBook book = new DrainBook(store);
            book.ask(Drain.of("east", 0, WANG, 1_000));
            long later = book.ask(Drain.of("east", 60_000, new Principal("li"), 2_000));
            assertThat(book.open()).extracting(Drain::id).containsExactly(later);
            assertThat(book.open().getFirst().byMillis()).isEqualTo(60_000);
            assertThat(book.ask(Drain.of("east", 60_000, WANG, 3_000)))
                    .as("the same again is the same drain")
                    .isEqualTo(later);
            assertThat(book.open().getFirst().requestedBy().name()).isEqualTo("li");
        }
    }

    @Test
    void a_former_leader_says_nothing_and_a_place_that_is_unknown_drains_nothing() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            DrainBook book = new DrainBook(store);
            long id = book.ask(Drain.of("nowhere", 0, WANG, 1_000));
            Drain asked = book.find(id).orElseThrow();
            long former = store.mintEpoch("first", 1_500);
            long leader = store.mintEpoch("next", 1_600);
            Drain unknown = asked.answered(Drain.State.UNKNOWN, "there is no such place", 2_000);
            assertThatThrownBy(() -> book.answer(former, List.of(unknown))).isInstanceOf(FencedException.class);
            book.answer(leader, List.of(unknown));
            assertThat(book.open()).isEmpty();
            assertThat(book.ask(Drain.of("nowhere", 0, WANG, 3_000))).isNotEqualTo(id);
        }
    }
}
