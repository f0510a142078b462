package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that several programs append to one chain, and the two times that each has. */
@Tag("postgresql")
class LedgerAppendTest {
    @TempDir
    private Path folder;

    private static PostingSet set(String reference) {
        return PostingSet.netted(
                "test",
                reference,
                LocalDate.of(2025, 4, 3),
                List.of(new Posting("A", Money.ofFen(5)), new Posting("B", Money.ofFen(-5))));
    }

    private static void append(Store store, long now, PostingSet... sets) {
        store.database().write(handle -> {
            LedgerRows.append(handle, List.of(sets), now);
            return true;
        });
    }

    @Test
    void two_programs_append_to_one_chain_without_gaps() throws InterruptedException, ExecutionException {
        String url = StoreFixture.url(folder);
        Store.open(url).close();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                String name = "w" + writer;
                writers.add(threads.submit(() -> {
                    try (Store store = Store.open(url)) {
                        for (int i = 0; i < 40; i++) {
                            append(store, i, set(name + "-" + i), set(name + "+" + i));
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        try (Store store = Store.openReadOnly(url)) {
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Sound.class,
                            sound -> assertThat(sound.records()).isEqualTo(240));
        }
    }

    @Test
    void what_was_recorded_up_to_an_instant_never_becomes_more() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            append(store, 100, set("1"), set("2"));
            append(store, 100, set("3"));
            append(store, 40, set("4"));
            append(store, 1_000, set("5"));
            assertThat(store.ledger())
                    .extracting(entry -> entry.recordedAtMillis().orElseThrow())
                    .containsExactly(100L, 100L, 101L, 102L, 1_000L);
        }
    }

    @Test
    void a_changed_time_is_found_where_it_is() throws SQLException {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            append(store, 100, set("1"), set("2"));
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE ledger_entry SET recorded_at = 99"))
                    .hasMessageContaining("what was written stays");
        }
        for (String change : List.of("recorded_at = 99 WHERE seq = 1", "effective_on = '2025-04-02' WHERE seq = 1")) {
            Path copy = folder.resolve(change.substring(0, 9));
            assertThat(copy.toFile().mkdir()).isTrue();
            StoreFixture.copyUnguarded(folder, copy);
            StoreFixture.tamper(copy, "UPDATE ledger_entry SET " + change);
            try (Store store = Store.openReadOnly(StoreFixture.url(copy))) {
                assertThat(store.verifyLedger())
                        .isInstanceOfSatisfying(
                                LedgerCheck.Broken.class,
                                broken -> assertThat(broken.what()).isEqualTo("ledger entry 1"));
            }
        }
    }

    @Test
    void the_text_of_an_entry_has_both_times() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            append(store, 1, set("1"));
            LedgerEntry entry = store.ledger().getFirst();
            assertThat(entry.postings().effectiveOn()).contains(LocalDate.of(2025, 4, 3));
            assertThat(entry.body()).startsWith("2\n1\ntest\n1\n1\n2025-04-03\n");
        }
    }
}
