package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a server can do to us: go away, come back, cut us off, or let us not in. */
@Tag("postgresql-only")
class ServerTest {
    @Test
    void a_server_that_goes_away_and_comes_back_has_all_that_was_confirmed() {
        try (TestServer server = TestServer.start();
                Store store = Store.open(server.url("books"))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            store.commitStarts(epoch, List.of(start(attempt("a", 1), 100)), 1);
            server.kill();
            assertThatThrownBy(() -> store.commitStarts(epoch, List.of(start(attempt("b", 1), 100)), 2))
                    .isInstanceOf(StoreUnreachableException.class);
            assertThatThrownBy(store::liveIntents).isInstanceOf(StoreUnreachableException.class);
            server.run();
            assertThat(store.commitStarts(epoch, List.of(start(attempt("b", 1), 100)), 2)
                            .getFirst()
                            .committed())
                    .isTrue();
            assertThat(store.liveIntents()).hasSize(2);
            assertThat(store.books().account(VOUCHER).orElseThrow().pending()).isEqualTo(Money.ofFen(200));
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    @Test
    void a_new_leader_does_not_wait_for_one_that_stands_still_in_a_transaction() throws Exception {
        TestServer server = TestServer.shared();
        String url = server.url("stands_still");
        CountDownLatch goOn = new CountDownLatch(1);
        try (Store store = Store.open(url);
                Database still = Database.open(Dialect.of(url));
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            Future<Long> former = thread.submit(() -> still.write(handle -> {
                long revision = LeaderRow.nextRevision(handle, epoch);
                awaited(goOn);
                return LeaderRow.nextRevision(handle, epoch) + revision;
            }));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (server.count("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                            + " AND state_change < clock_timestamp() - interval '6 s'")
                    == 0) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(store.mintEpoch("next", 5)).isEqualTo(epoch + 1);
            goOn.countDown();
            assertThatThrownBy(former::get).hasCauseInstanceOf(StoreUnreachableException.class);
        }
    }

    @Test
    void who_is_cut_off_in_the_middle_leaves_nothing() {
        TestServer server = TestServer.shared();
        String url = server.url("cut_off");
        try (Store store = Store.open(url);
                Database other = Database.open(Dialect.of(url))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            assertThatThrownBy(() -> other.write(handle -> {
                        LeaderRow.nextRevision(handle, epoch);
                        handle.execute("UPDATE account SET pending = 900");
                        long process = handle.createQuery("SELECT pg_backend_pid()")
                                .mapTo(Long.class)
                                .one();
                        server.execute("SELECT pg_terminate_backend(%d)".formatted(process));
                        return handle.execute("UPDATE account SET pending = 901");
                    }))
                    .isInstanceOf(StoreUnreachableException.class);
            assertThat(store.commitStarts(epoch, List.of(start(attempt("a", 1), 100)), 1)
                            .getFirst()
                            .committed())
                    .isTrue();
            assertThat(store.books().account(VOUCHER).orElseThrow().pending()).isEqualTo(Money.ofFen(100));
        }
    }

    @Test
    void a_leader_waits_longer_than_one_lock_timeout_for_a_long_transaction_of_another() throws Exception {
        TestServer server = TestServer.shared();
        String url = server.url("long_transaction");
        CountDownLatch goOn = new CountDownLatch(1);
        try (Store store = Store.open(url);
                Database other = Database.open(Dialect.of(url));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            CountDownLatch begun = new CountDownLatch(1);
            Future<Long> slow = threads.submit(() -> other.write(handle -> {
                long revision = LeaderRow.nextRevision(handle, epoch);
                begun.countDown();
                awaited(goOn);
                return revision;
            }));
            awaited(begun);
            Future<?> beat = threads.submit(() -> store.heartbeat(epoch, 5));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (server.count("SELECT count(*) FROM pg_stat_activity waits, pg_stat_activity holds"
                            + " WHERE waits.wait_event_type = 'Lock' AND holds.state = 'idle in transaction'"
                            + " AND waits.xact_start > holds.xact_start + interval '4 s'")
                    == 0) {
                assertThat(beat.isDone()).as("it has given up").isFalse();
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(100_000_000);
            }
            goOn.countDown();
            beat.get();
            assertThat(slow.get()).isPositive();
        }
    }

    @Test
    void a_wrong_password_or_name_is_said_in_one_sentence() {
        String url = TestServer.shared().url("books");
        for (String wrong :
                List.of(url.replace("password=for-tests", "password=secret"), url.replaceAll("&password=[^&]*", ""))) {
            assertThatThrownBy(() -> Store.open(wrong))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("does not let xisuan in")
                    .hasMessageContaining("PGPASSWORD")
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> Store.open(url.replace("/postgres?", "/nowhere?")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("database \"nowhere\" does not exist");
    }

    @Test
    void a_server_that_may_lose_what_it_confirmed_is_refused() {
        try (TestServer server = TestServer.start()) {
            String url = server.url("books");
            server.execute("ALTER SYSTEM SET fsync = off");
            server.execute("SELECT pg_reload_conf()");
            server.stop();
            server.run();
            assertThatThrownBy(() -> Store.open(url))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("fsync = off");
        }
    }

    @Test
    void a_table_is_not_emptied_at_once() {
        TestServer server = TestServer.shared();
        Store.open(server.url("emptied")).close();
        for (String table : StoreFixture.TABLES.stream()
                .filter(name -> !name.equals("journal_position"))
                .toList()) {
            assertThatThrownBy(() -> server.execute("TRUNCATE emptied.%s CASCADE".formatted(table)))
                    .hasStackTraceContaining("nothing is deleted");
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
