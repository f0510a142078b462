package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.CAP;
import static io.xisuan.billing.store.StoreFixture.POOL;
import static io.xisuan.billing.store.StoreFixture.PROGRAMME;
import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.open;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class FenceTest {
    @TempDir
    private Path folder;

    private static Money pending(Store store) {
        return store.books().account(VOUCHER).orElseThrow().pending();
    }

    @Test
    void the_former_leader_writes_nothing_more() {
        try (Store first = Store.open(StoreFixture.url(folder));
                Store second = Store.open(StoreFixture.url(folder))) {
            long old = StoreFixture.openBalances(first, 1_000);
            first.commitStarts(old, List.of(start(attempt("a", 1), 100)), 1);
            long fresh = second.mintEpoch("second", 2);
            assertThat(fresh).isEqualTo(old + 1);
            List<Runnable> writes = List.of(
                    () -> first.commitStarts(old, List.of(start(attempt("b", 1), 100)), 3),
                    () -> first.advance(old, IntentStep.acted(attempt("a", 1), 3)),
                    () -> first.apply(old, List.of(new Command.Revoke("r", VOUCHER, Money.ofFen(1)))),
                    () -> first.heartbeat(old, 9),
                    () -> first.appendDecisions(
                            old, List.of(new DecisionRecord(StoreFixture.job("b"), 3, "wait", "r", "t"))));
            for (Runnable write : writes) {
                assertThatThrownBy(write::run).isInstanceOf(FencedException.class);
            }
            assertThat(second.intents("b")).isEmpty();
            assertThat(second.decisions("b")).isEmpty();
            assertThat(second.intent(attempt("a", 1)).orElseThrow().state()).isEqualTo(IntentState.PLANNED);
            second.commitStarts(fresh, List.of(start(attempt("c", 1), 200)), 4);
            assertThat(pending(second)).isEqualTo(Money.ofFen(300));
            assertThat(second.leaderSeen()).contains(new LeaderSeen(fresh, "second", 2));
        }
    }

    @Test
    void a_leader_that_comes_back_sees_what_was_written_meanwhile() {
        try (Store first = Store.open(StoreFixture.url(folder));
                Store second = Store.open(StoreFixture.url(folder))) {
            StoreFixture.openBalances(first, 1_000);
            long between = second.mintEpoch("second", 2);
            second.commitStarts(between, List.of(start(attempt("a", 1), 900)), 3);
            long again = first.mintEpoch("first", 4);
            StartAnswer answer = first.commitStarts(again, List.of(start(attempt("b", 1), 200)), 5)
                    .getFirst();
            assertThat(answer.committed()).as("%s", answer).isFalse();
            assertThat(pending(first)).isEqualTo(Money.ofFen(900));
        }
    }

    @Test
    void two_writers_under_one_epoch_never_write_past_each_other() {
        try (Store first = Store.open(StoreFixture.url(folder));
                Store second = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(first, 1_000);
            for (int i = 0; i < 20; i++) {
                Store writer = i % 2 == 0 ? first : second;
                writer.commitStarts(epoch, List.of(start(attempt("job-" + i, 1), 60)), i);
            }
            assertThat(first.liveIntents()).hasSize(16);
            first.apply(epoch, List.of());
            assertThat(pending(first)).isEqualTo(Money.ofFen(960));
        }
    }

    @Test
    void threads_share_a_store_and_lose_nothing() throws InterruptedException, ExecutionException {
        try (Store store = Store.open(StoreFixture.url(folder));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            long epoch = StoreFixture.openBalances(store, 10_000);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "t" + thread + "-";
                counts.add(threads.submit(() -> startTwenty(store, epoch, name)));
            }
            int committed = 0;
            for (Future<Integer> count : counts) {
                committed += count.get();
            }
            assertThat(committed).isEqualTo(80);
            assertThat(pending(store)).isEqualTo(Money.ofFen(8_000));
            assertThat(store.liveIntents()).hasSize(80);
        }
    }

    private static int startTwenty(Store store, long epoch, String name) {
        int committed = 0;
        for (int i = 0; i < 20; i++) {
            if (store.commitStarts(epoch, List.of(start(attempt(name + i, 1), 100)), i)
                    .getFirst()
                    .committed()) {
                committed++;
            }
            store.balances();
        }
        return committed;
    }

    @Test
    void a_grant_counts_as_it_was_first_seen() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = store.mintEpoch("test", 1);
            GrantRecord grant = new GrantRecord("uid-1", new VoucherId("v"), PROGRAMME, "{\"fen\":500}", 7);
            List<Command.Open> openings = List.of(open(VOUCHER, 500), open(CAP, 500), open(POOL, 9_000));
            assertThat(store.recordGrant(epoch, grant, openings)).isInstanceOf(GrantAnswer.Recorded.class);
            assertThat(store.recordGrant(epoch, grant, openings)).isInstanceOf(GrantAnswer.Known.class);
            GrantRecord edited = new GrantRecord("uid-1", new VoucherId("v"), PROGRAMME, "{\"fen\":900}", 8);
            assertThat(store.recordGrant(epoch, edited, List.of(open(VOUCHER, 900))))
                    .isInstanceOf(GrantAnswer.Refused.class);
            GrantRecord second = new GrantRecord("uid-2", new VoucherId("w"), PROGRAMME, "{\"fen\":300}", 9);
            io.xisuan.billing.entitlement.AccountId w =
                    io.xisuan.billing.entitlement.AccountId.voucher(PROGRAMME, new VoucherId("w"));
            store.recordGrant(epoch, second, List.of(open(w, 300), open(CAP, 800), open(POOL, 8_000)));
            assertThat(store.books().account(CAP).orElseThrow().granted()).isEqualTo(Money.ofFen(800));
            assertThat(store.books().account(POOL).orElseThrow().granted()).isEqualTo(Money.ofFen(9_000));
            assertThat(store.grants()).containsExactly(grant, second);
        }
    }

    @Test
    void parties_are_stored_once_and_say_what_differs() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            store.importParties(List.of(StoreFixture.supplier()), List.of(StoreFixture.contract(100)));
            store.importParties(List.of(StoreFixture.supplier()), List.of(StoreFixture.contract(100)));
            assertThat(store.suppliers()).containsExactly(StoreFixture.supplier());
            assertThat(store.contracts()).containsExactly(StoreFixture.contract(100));
            assertThatThrownBy(() -> store.importParties(List.of(), List.of(StoreFixture.contract(200))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("amount_fen is \"100\", not \"200\"");
        }
    }
}
