package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.AttemptKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that ran past their money unwatched, on each database. */
@Tag("postgresql")
class OutageBookTest {
    private static final AttemptKey ATTEMPT = StoreFixture.attempt("uid-1", 1);

    @TempDir
    Path folder;

    @Test
    void the_first_note_of_an_attempt_stays_and_is_read_again_while_it_lives() {
        Outage first = new Outage(ATTEMPT, 1_000, 2_000);
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(epoch, List.of(StoreFixture.start(ATTEMPT, 100)), 500);
            new OutageBook(store).note(epoch, List.of(first));
            new OutageBook(store).note(epoch, List.of(new Outage(ATTEMPT, 1_500, 3_000)));
        }
        try (Store store = Store.open(StoreFixture.url(folder))) {
            OutageBook book = new OutageBook(store);
            assertThat(book.live()).containsExactly(first);
            store.advance(store.mintEpoch("next", 4_000), IntentStep.aborted(ATTEMPT, 7_000));
            assertThat(book.live()).isEmpty();
        }
    }

    @Test
    void a_former_leader_notes_nothing() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long former = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(former, List.of(StoreFixture.start(ATTEMPT, 100)), 500);
            store.mintEpoch("next", 4_000);
            OutageBook book = new OutageBook(store);
            assertThatThrownBy(() -> book.note(former, List.of(new Outage(ATTEMPT, 1_000, 2_000))))
                    .isInstanceOf(FencedException.class);
            assertThat(book.live()).isEmpty();
        }
    }
}
