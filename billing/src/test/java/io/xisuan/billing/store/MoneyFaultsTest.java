package io.xisuan.billing.store;

import static io.xisuan.billing.store.MoneyFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.model.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** A program is killed at each row that a payment, a match, a bounce or a dispute writes, on a file. */
class MoneyFaultsTest {
    private static final int POINTS = 6;

    @TempDir
    private Path folder;

    private static void step(Store store, String step) {
        String invoice = store.invoices(InvoiceFilter.ALL).getFirst().number();
        PaymentBook book = new PaymentBook(store);
        List<Allocation> some = List.of(new Allocation(invoice, Money.ofFen(5)));
        switch (step) {
            case "pay" -> book.receive(TENANT, Money.ofFen(9), "bank-1", some, MoneyFixture.by("clerk"));
            case "match" -> book.match(1, TENANT, some, MoneyFixture.by("clerk"));
            case "bounce" -> book.bounce(1, MoneyFixture.by("clerk"));
            case "dispute" ->
                new DisputeBook(store).open(invoice, 1, Money.ofFen(5), "wrong", MoneyFixture.by("clerk"));
            default -> throw new IllegalArgumentException(step);
        }
    }

    /** Prepares what a step needs. */
    private static void prepare(Store store, String step) {
        MoneyFixture.issue(store, 1);
        if (step.equals("match")) {
            new PaymentBook(store).importLines(List.of(MoneyFixture.line("line-1", 9, "", "")), new Principal("clerk"));
        } else if (step.equals("bounce")) {
            step(store, "pay");
        }
    }

    /** The program that is killed when so many rows have changed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            Store store = Store.open("jdbc:sqlite:" + arguments[0]);
            int deadly = Integer.parseInt(arguments[2]);
            AtomicInteger changes = new AtomicInteger();
            store.database().write(handle -> {
                try {
                    handle.getConnection()
                            .unwrap(SQLiteConnection.class)
                            .addUpdateListener((type, database, table, row) -> {
                                if (changes.incrementAndGet() == deadly) {
                                    die();
                                }
                            });
                    return true;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            step(store, arguments[1]);
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

    @Test
    void a_program_that_is_killed_at_a_row_of_a_step_leaves_all_of_it_or_nothing()
            throws IOException, InterruptedException {
        for (String step : List.of("pay", "match", "bounce", "dispute")) {
            for (int point = 1; point <= POINTS; point += 2) {
                String what = step + "-" + point;
                Path file = folder.resolve(what + ".db");
                long before;
                try (Store store = Store.open("jdbc:sqlite:" + file)) {
                    prepare(store, step);
                    before = rows(store);
                }
                kill(file, step, point);
                try (Store store = Store.open("jdbc:sqlite:" + file)) {
                    assertThat(store.verifyLedger()).as(what).isInstanceOf(LedgerCheck.Sound.class);
                    if (rows(store) == before) {
                        step(store, step);
                    }
                    assertThat(rows(store)).as(what).isGreaterThan(before);
                    assertThat(store.verifyLedger()).as(what).isInstanceOf(LedgerCheck.Sound.class);
                }
            }
        }
    }

    private static long rows(Store store) {
        return store.ledger().size()
                + new PaymentBook(store).movements(Optional.empty()).size()
                + new DisputeBook(store).all().size();
    }

    private static void kill(Path file, String step, int point) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        file.toString(),
                        step,
                        Integer.toString(point))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.exitValue()).as("killed, and not ended by itself").isEqualTo(137);
    }
}
