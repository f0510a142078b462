package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.RandomCommands;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties of holds by their numbers, as they are stored. */
@Tag("postgresql")
class PropertiesOfStoredHoldsTest {
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    @Test
    void p3_eight_threads_through_one_writer_keep_every_bound() throws InterruptedException, ExecutionException {
        for (long seed = 0; seed < 2; seed++) {
            try (Store store = Store.open(StoreFixture.url(folder.resolve("seed-" + seed)));
                    ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                long epoch = store.mintEpoch("test", 1);
                store.apply(epoch, new RandomCommands(seed, 4).openings());
                List<Future<Integer>> all = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    long own = seed * 100 + thread;
                    all.add(threads.submit(() -> send(store, epoch, own)));
                }
                for (Future<Integer> sent : all) {
                    assertThat(sent.get()).isEqualTo(60);
                }
                assertSums(store, "seed " + seed);
                assertThat(StoreFixture.chainProblem(store)).as("seed %d", seed).isEmpty();
            }
        }
    }

    /** Sends sixty commands, some one by one and some together; ids are the thread's own. */
    private static int send(Store store, long epoch, long seed) {
        RandomCommands commands = new RandomCommands(seed, 40);
        commands.openings();
        int sent = 0;
        while (sent < 60) {
            List<Command> some = new ArrayList<>();
            for (int i = 0; i <= sent % 3 && sent + i < 60; i++) {
                some.add(commands.next());
            }
            store.applyAny(epoch, some);
            sent += some.size();
        }
        return sent;
    }

    private static void assertSums(Store store, String what) {
        SortedMap<AccountId, Money> pending = new TreeMap<>();
        for (Hold hold : store.books().holds().values()) {
            for (HoldLine line : hold.lines()) {
                line.legs().forEach(leg -> pending.merge(leg, line.open(), Money::plus));
            }
        }
        store.balances().forEach((id, account) -> {
            assertThat(account.pending()).as("%s %s", what, account).isEqualTo(pending.getOrDefault(id, Money.ZERO));
            assertThat(account.free().isNegative()).as("%s %s", what, account).isFalse();
        });
    }

    @Test
    void p3_what_threads_submit_together_gets_each_its_own_answer() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            List<java.util.concurrent.CompletableFuture<StartAnswer>> starts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                starts.add(store.submit(epoch, StoreFixture.start(StoreFixture.attempt("j" + i, 1), 100), 5));
            }
            assertThat(starts.stream().filter(start -> start.join().committed()))
                    .hasSize(10);
            assertThat(store.liveIntents()).hasSize(10);
            assertThat(store.submit(epoch, new Command.Revoke("r", StoreFixture.VOUCHER, Money.ofFen(1)))
                            .join())
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void an_error_in_one_work_answers_everybody_and_ends_the_writer() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            MoneyMemory memory = new MoneyMemory(store.database());
            try (MoneyWriter writer = new MoneyWriter(memory)) {
                assertThatThrownBy(() -> writer.now(epoch, 1, turn -> {
                            throw new StackOverflowError("too deep");
                        }))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("too deep");
                assertThatThrownBy(() -> writer.now(epoch, 1, turn -> 1))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("open it anew");
            }
            assertThat(StoreFixture.chainProblem(store)).isEmpty();
        }
    }

    @Test
    void p6_repeated_commands_leave_the_stored_state_as_it_is() {
        for (long seed = 0; seed < 3; seed++) {
            try (Store store = Store.open(StoreFixture.url(folder.resolve("seed-" + seed)))) {
                long epoch = store.mintEpoch("test", 1);
                RandomCommands commands = new RandomCommands(seed, 5);
                store.apply(epoch, commands.openings());
                for (int step = 0; step < 60; step++) {
                    Command command = commands.next();
                    Answer answer = store.applyAny(epoch, List.of(command)).getFirst();
                    SortedMap<AccountId, Account> after = store.balances();
                    Answer again = store.applyAny(epoch, List.of(command)).getFirst();
                    String what = "seed %d step %d %s".formatted(seed, step, command);
                    assertThat(again.done()).as(what).isEqualTo(answer.done());
                    assertThat(store.balances()).as(what).isEqualTo(after);
                }
                assertThat(StoreFixture.chainProblem(store)).as("seed %d", seed).isEmpty();
            }
        }
    }

    @Test
    @Tag("file-only")
    void p7_a_torn_log_leaves_a_prefix_of_batches_and_repeating_the_rest_converges() throws IOException {
        Path whole = folder.resolve("whole");
        List<SortedMap<AccountId, Account>> states = new ArrayList<>(List.of(new TreeMap<>()));
        List<List<Command>> batches = new ArrayList<>();
        long epoch;
        byte[] log;
        byte[] file;
        try (Store store = Store.open(StoreFixture.url(whole))) {
            RandomCommands commands = new RandomCommands(3, 6);
            batches.add(commands.openings());
            for (int batch = 0; batch < 12; batch++) {
                batches.add(List.of(commands.next(), commands.next(), commands.next()));
            }
            epoch = store.mintEpoch("test", 1);
            for (List<Command> batch : batches) {
                store.applyAny(epoch, batch);
                states.add(store.balances());
            }
            log = Files.readAllBytes(whole.resolve("xisuan.db-wal"));
            file = Files.readAllBytes(whole.resolve("xisuan.db"));
        }
        assertThat(recovered(new Written(states, batches), log, file))
                .as("the whole log")
                .isEqualTo(states.indexOf(states.getLast()));
    }

    /** The batches that were committed, and the balances before them and after each. */
    private record Written(List<SortedMap<AccountId, Account>> states, List<List<Command>> batches) {}

    /** Cuts the log at many lengths and returns how many batches the whole of it brings back. */
    private int recovered(Written written, byte[] log, byte[] file) throws IOException {
        List<SortedMap<AccountId, Account>> states = written.states();
        List<List<Command>> batches = written.batches();
        int before = 0;
        for (int length = 0;
                length <= log.length;
                length += length < log.length ? Math.min(3_001, log.length - length) : 1) {
            Path torn = Files.createDirectories(folder.resolve("torn-" + length));
            Files.write(torn.resolve("xisuan.db"), file);
            Files.write(torn.resolve("xisuan.db-wal"), Arrays.copyOf(log, length));
            try (Store store = Store.open(StoreFixture.url(torn))) {
                int prefix = states.lastIndexOf(store.balances());
                assertThat(prefix).as("batches of %d bytes", length).isGreaterThanOrEqualTo(before);
                before = states.indexOf(store.balances());
                assertThat(StoreFixture.chainProblem(store))
                        .as("%d bytes", length)
                        .isEmpty();
                long fresh = store.mintEpoch("again", 2);
                batches.subList(Math.min(before, batches.size()), batches.size())
                        .forEach(batch -> store.applyAny(fresh, batch));
                assertThat(store.balances()).as("%d bytes", length).isEqualTo(states.getLast());
            }
        }
        return before;
    }

    @Test
    void p17_whatever_is_changed_behind_the_store_is_found() throws SQLException {
        String bytes = TestServer.wanted() ? "'\\x0142'::bytea" : "x'0142'";
        List<String[]> deeds = List.of(
                new String[] {
                    "entitlement entry 2", "UPDATE entitlement_entry SET body = %s WHERE seq = 2".formatted(bytes)
                },
                new String[] {"entitlement entry 3", "DELETE FROM entitlement_entry WHERE seq = 3"},
                new String[] {
                    "entitlement entry 1",
                    "UPDATE entitlement_entry SET seq = 1003 - seq WHERE seq < 3",
                    "UPDATE entitlement_entry SET seq = seq - 1000 WHERE seq > 1000"
                },
                new String[] {"entitlement entry 1", "DELETE FROM entitlement_entry"},
                new String[] {
                    "entitlement entry 5",
                    "DELETE FROM entitlement_entry WHERE seq = (SELECT max(seq) FROM entitlement_entry)"
                },
                new String[] {"balance ", "UPDATE account SET granted = granted + 1 WHERE id = 1"},
                new String[] {"balance ", "UPDATE account SET authority = 'DECLARED' WHERE id = 1"},
                new String[] {"hold ", "UPDATE hold SET quote_id = 'other'"},
                new String[] {"hold ", "UPDATE hold SET expires_at = expires_at + 1"},
                new String[] {"hold ", "UPDATE hold SET sha = 'x'"},
                new String[] {"hold ", "UPDATE hold SET state = 'ACTIVE'"},
                new String[] {"hold ", "UPDATE hold SET planned_at = planned_at + 1"},
                new String[] {"command ", "DELETE FROM deed"},
                new String[] {"declarations", "UPDATE declaration SET source = 'another'"});
        for (int i = 0; i < deeds.size(); i++) {
            Path own = folder.resolve("deed-" + i);
            try (Store store = Store.open(StoreFixture.url(own))) {
                fill(store);
                assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
            }
            tamper(own, Arrays.copyOfRange(deeds.get(i), 1, deeds.get(i).length));
            try (Store store = Store.openReadOnly(StoreFixture.url(own))) {
                LedgerCheck check = store.verifyLedger();
                assertThat(check).as(deeds.get(i)[1]).isInstanceOf(LedgerCheck.Broken.class);
                assertThat(((LedgerCheck.Broken) check).what()).as("%s", check).startsWith(deeds.get(i)[0]);
            }
        }
    }

    private static void fill(Store store) {
        long epoch = StoreFixture.openBalances(store, 1_000);
        store.commitStarts(epoch, List.of(StoreFixture.start(StoreFixture.attempt("a", 1), 100)), 5);
        store.apply(epoch, List.of(new Command.Revoke("r", StoreFixture.VOUCHER, Money.ofFen(3))));
        store.apply(
                epoch,
                List.of(new Command.Declare(
                        "d", StoreFixture.CAP, Money.ofFen(10), java.time.LocalDate.of(2025, 6, 1), "letter")));
        Command tooMuch = new Command.Revoke("all", StoreFixture.VOUCHER, Money.ofFen(1_000_000));
        assertThat(store.apply(epoch, List.of(tooMuch)).getFirst().done()).isFalse();
    }

    private static void tamper(Path folder, String... statements) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : List.of("entitlement_entry", "deed", "declaration")) {
            all.add("DROP TRIGGER " + table + "_no_update" + on(table));
            all.add("DROP TRIGGER " + table + "_no_delete" + on(table));
        }
        for (String table : List.of("account", "hold")) {
            all.add("DROP TRIGGER " + table + "_same" + on(table));
        }
        all.addAll(List.of(statements));
        StoreFixture.tamper(folder, all.toArray(String[]::new));
    }

    private static String on(String table) {
        return TestServer.wanted() ? " ON " + table : "";
    }
}
