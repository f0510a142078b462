package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.CAP;
import static io.xisuan.billing.store.StoreFixture.POOL;
import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** What can happen to a file and to the program that writes it: a committed fact survives, a half one vanishes. */
class FaultsTest {
    private static final HoldOwner OWNER = new HoldOwner(new SupplierId("s"), "job", 1, 7);
    private static final List<LineRequest> LINES =
            List.of(new LineRequest(List.of(VOUCHER, CAP, POOL), Money.ofFen(100)));

    @TempDir
    private Path folder;

    @BeforeEach
    void a_file() {
        assumeThat(TestServer.wanted()).as("these are faults of a file").isFalse();
    }

    private static Command command(String step) {
        return switch (step) {
            case "hold" -> new Command.Place("hold", OWNER, "q", LINES, 50);
            case "extend" -> new Command.Extend("extend", OWNER.holdId(), LINES);
            case "post" -> new Command.Post("post", OWNER.holdId(), 0, LocalDate.of(2025, 3, 1), Money.ofFen(60));
            case "resolve" -> new Command.Resolve("resolve", OWNER.holdId());
            case "expire" -> new Command.Expire("expire", VOUCHER, 99);
            default -> throw new IllegalArgumentException(step);
        };
    }

    /** The program that is killed: it does one step and is dead at a point of it, counted in rows that changed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            Store store = Store.open(arguments[0]);
            long epoch = store.mintEpoch("victim", 2);
            int deadly = Integer.parseInt(arguments[2]);
            AtomicInteger changes = new AtomicInteger();
            onConnection(store, connection -> {
                connection.addUpdateListener((type, database, table, row) -> {
                    if (changes.incrementAndGet() == deadly) {
                        die();
                    }
                });
                connection.addCommitListener(new SQLiteCommitListener() {
                    @Override
                    public void onCommit() {
                        if (deadly == 0 && changes.get() > 0) {
                            die();
                        }
                    }

                    @Override
                    public void onRollback() {}
                });
            });
            changes.set(0);
            store.applyAny(epoch, List.of(command(arguments[1])));
            System.out.println("committed");
            die();
        }

        private static void die() {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface OnConnection {
        void accept(SQLiteConnection connection) throws SQLException;
    }

    private static void onConnection(Store store, OnConnection work) {
        store.database().write(handle -> {
            try {
                work.accept(handle.getConnection().unwrap(SQLiteConnection.class));
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_program_that_is_killed_at_any_point_of_a_step_leaves_all_of_it_or_nothing()
            throws IOException, InterruptedException {
        List<String> steps = List.of("hold", "extend", "post", "resolve", "expire");
        int[] points = {3, 0, 1_000};
        for (int i = 0; i < steps.size(); i++) {
            for (int point : points) {
                Path own = folder.resolve(steps.get(i) + "-" + point);
                SortedMap<AccountId, Account> before = prepared(own, steps.subList(0, i));
                boolean said = run(own, steps.get(i), point);
                String what = "%s killed at %d".formatted(steps.get(i), point);
                try (Store store = Store.open(StoreFixture.url(own))) {
                    assertThat(StoreFixture.chainProblem(store)).as(what).isEmpty();
                    assertThat(said).as(what).isEqualTo(point == 1_000);
                    assertThat(store.balances().equals(before)).as(what).isEqualTo(!said);
                    long epoch = store.mintEpoch("after", 3);
                    assertThat(store.applyAny(epoch, List.of(command(steps.get(i))))
                                    .getFirst()
                                    .done())
                            .as(what)
                            .isTrue();
                    SortedMap<AccountId, Account> converged = store.balances();
                    assertThat(converged).as(what).isEqualTo(prepared(folder.resolve(what), steps.subList(0, i + 1)));
                }
            }
        }
    }

    /** Returns the balances of a store in which these steps are done. */
    private static SortedMap<AccountId, Account> prepared(Path own, List<String> steps) {
        try (Store store = Store.open(StoreFixture.url(own))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            steps.forEach(step -> store.applyAny(epoch, List.of(command(step))));
            return store.balances();
        }
    }

    private static boolean run(Path own, String step, int point) throws IOException, InterruptedException {
        List<String> lines = said(java(Victim.class, Map.of(), StoreFixture.url(own), step, Integer.toString(point)));
        return lines.contains("committed");
    }

    private static Process java(Class<?> program, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> said(Process process) throws IOException, InterruptedException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return lines;
        }
    }

    @Test
    void a_full_disk_stops_the_writer_and_loses_nothing_that_was_said() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000_000_000);
            store.database().write(FaultsTest::fill);
            int done = 0;
            boolean full = false;
            while (!full) {
                try {
                    store.apply(epoch, List.of(place(done)));
                    done++;
                } catch (StoreException e) {
                    assertThat(e).hasMessageContaining("full");
                    full = true;
                }
            }
            int committed = done;
            assertThat(committed).isPositive();
            assertThatThrownBy(() -> store.apply(epoch, List.of(place(committed))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Nothing more is written");
            try (Store again = Store.open(StoreFixture.url(folder))) {
                assertThat(again.books().holds()).hasSize(committed);
                assertThat(StoreFixture.chainProblem(again)).isEmpty();
                long fresh = again.mintEpoch("again", 2);
                assertThat(again.apply(fresh, List.of(place(committed)))
                                .getFirst()
                                .done())
                        .isTrue();
            }
        }
    }

    private static boolean fill(Handle handle) {
        long pages = handle.createQuery("PRAGMA page_count").mapTo(Long.class).one();
        handle.createQuery("PRAGMA max_page_count = " + (pages + 6))
                .mapTo(Long.class)
                .one();
        return true;
    }

    private static Command place(int number) {
        HoldOwner owner = new HoldOwner(new SupplierId("s"), "job-" + number, 1, 1_000L + number);
        return new Command.Place("place", owner, "q", LINES, 50);
    }

    /** The program whose disk fails: it places holds until it is refused, says how many were committed, and tries once more. */
    static final class Flusher {
        private Flusher() {}

        public static void main(String[] arguments) throws IOException {
            try (Store store = Store.open(arguments[0])) {
                long epoch = StoreFixture.openBalances(store, 1_000_000_000);
                int done = 0;
                while (done < 1_000) {
                    if (done == 5) {
                        Files.writeString(Path.of(arguments[1]), "now");
                    }
                    try {
                        store.apply(epoch, List.of(place(done)));
                    } catch (StoreException failed) {
                        break;
                    }
                    done++;
                }
                Files.delete(Path.of(arguments[1]));
                System.out.println(done);
                try {
                    store.apply(epoch, List.of(place(done)));
                    System.out.println("went on");
                } catch (StoreException refused) {
                    System.out.println(
                            String.valueOf(refused.getMessage()).contains("Nothing more is written")
                                    ? "stopped"
                                    : "other");
                }
            }
        }
    }

    @Test
    void a_flush_that_fails_stops_the_writer_for_good() throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/cc")))
                .as("a C compiler")
                .isTrue();
        Path source = folder.resolve("flush.c");
        Path flag = folder.resolve("fail");
        Path shim = folder.resolve("flush.so");
        Files.writeString(source, """
                #include <errno.h>
                #include <stdlib.h>
                #include <sys/syscall.h>
                #include <unistd.h>
                static int fails(void) { const char *f = getenv("FAIL_FLUSH"); return f && access(f, F_OK) == 0; }
                int fsync(int fd) { if (fails()) { errno = EIO; return -1; } return (int) syscall(SYS_fsync, fd); }
                int fdatasync(int fd) { if (fails()) { errno = EIO; return -1; } return (int) syscall(SYS_fdatasync, fd); }
                """);
        Process compiler = new ProcessBuilder(
                        "/usr/bin/cc", "-shared", "-fPIC", "-o", shim.toString(), source.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(said(compiler)).isEmpty();
        Map<String, String> environment = Map.of("LD_PRELOAD", shim.toString(), "FAIL_FLUSH", flag.toString());
        List<String> lines =
                said(java(Flusher.class, environment, StoreFixture.url(folder.resolve("db")), flag.toString()));
        assertThat(lines).containsExactly("5", "stopped");
        try (Store store = Store.open(StoreFixture.url(folder.resolve("db")))) {
            assertThat(StoreFixture.chainProblem(store)).isEmpty();
            assertThat(store.books().holds().size())
                    .as("said, and perhaps the one that was not")
                    .isBetween(5, 6);
        }
    }

    @Test
    void no_decision_depends_on_a_clock_that_is_not_given() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000);
            store.commitStarts(epoch, List.of(StoreFixture.start(StoreFixture.attempt("a", 1), 100)), 5_000_000);
            store.commitStarts(epoch, List.of(StoreFixture.start(StoreFixture.attempt("b", 1), 100)), 4_000);
            StartAnswer again = store.commitStarts(
                            epoch, List.of(StoreFixture.start(StoreFixture.attempt("a", 1), 100)), 3_000)
                    .getFirst();
            assertThat(again.committed())
                    .as("the same start at an earlier time")
                    .isTrue();
            assertThat(store.books().holds()).hasSize(2);
            assertThat(StoreFixture.chainProblem(store)).isEmpty();
        }
    }
}
