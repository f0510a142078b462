package io.xisuan.billing.store;

import static io.xisuan.billing.store.MoneyFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that records payments, matches and disputes is killed, and what it left behind is opened. */
@Tag("postgresql")
class MoneyCrashTest {
    @TempDir
    private Path folder;

    /** The program that is killed: it says each round that it finished. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            try (Store store = Store.open(arguments[0])) {
                String invoice = MoneyFixture.issue(store, 1).getFirst();
                for (int round = 0; round < 100_000; round++) {
                    pay(store, invoice, round);
                    match(store, invoice, round);
                    dispute(store, invoice);
                    System.out.println(round);
                }
            }
        }
    }

    /** Pays a fen too much; the fen that paid the invoice goes back, so that there is always something to pay. */
    private static void pay(Store store, String invoice, int round) {
        PaymentBook book = new PaymentBook(store);
        List<Allocation> one = List.of(new Allocation(invoice, Money.ofFen(1)));
        book.receive(TENANT, Money.ofFen(2), "pay-" + round, one, MoneyFixture.by("clerk"));
        if (new ReceivableBook(store).item(invoice).paid().isPositive()) {
            book.release(invoice, Money.ofFen(1), MoneyFixture.by("clerk"));
        }
    }

    private static void match(Store store, String invoice, int round) {
        PaymentBook book = new PaymentBook(store);
        book.importLines(List.of(MoneyFixture.line("line-" + round, 3, "某人", "")), new Principal("clerk"));
        for (BankLine line : book.unmatched()) {
            List<Allocation> one = List.of(new Allocation(invoice, Money.ofFen(1)));
            book.match(line.id(), TENANT, one, MoneyFixture.by("clerk"));
            book.release(invoice, Money.ofFen(1), MoneyFixture.by("clerk"));
        }
    }

    private static void dispute(Store store, String invoice) {
        DisputeBook disputes = new DisputeBook(store);
        Dispute opened = disputes.all().stream()
                .filter(dispute -> dispute.state().apart())
                .findFirst()
                .orElseGet(() -> disputes.open(invoice, 1, Money.ofFen(1), "wrong", MoneyFixture.by("clerk")));
        disputes.reject(opened.id(), "right", MoneyFixture.by("head"));
    }

    @Test
    void a_killed_program_leaves_each_movement_with_its_entry_or_neither() throws IOException, InterruptedException {
        long[] after = {0, 3};
        for (int i = 0; i < after.length; i++) {
            String url = StoreFixture.url(folder.resolve("kill-" + i));
            int said = Math.toIntExact(runAndKill(url, after[i], i * 900_000L));
            try (Store store = Store.open(url)) {
                assertWhole(store, said);
                String invoice = store.invoices(InvoiceFilter.ALL).getFirst().number();
                for (int round = 0; round < said + 2; round++) {
                    pay(store, invoice, round);
                    match(store, invoice, round);
                }
                dispute(store, invoice);
                assertWhole(store, said + 2);
                assertThat(count(store, MoneyMovement.Kind.RECEIPT))
                        .as("the same again, and one round more: each is there once")
                        .isBetween(2L * (said + 2), 2L * (said + 3));
                assertThat(new PaymentBook(store).unmatched()).isEmpty();
            }
        }
    }

    private static void assertWhole(Store store, int rounds) {
        assertThat(store.verifyLedger()).as("the ledger").isInstanceOf(LedgerCheck.Sound.class);
        assertThat(count(store, MoneyMovement.Kind.RECEIPT)).isGreaterThanOrEqualTo(2L * rounds);
        Money open = new ReceivableBook(store)
                .items(Optional.empty()).stream().map(OpenItem::open).reduce(Money.ZERO, Money::plus);
        Money owed = LedgerView.balances(store, LedgerFilter.ALL).entrySet().stream()
                .filter(balance ->
                        balance.getKey().startsWith("AR/") || balance.getKey().startsWith("DISPUTED/"))
                .map(java.util.Map.Entry::getValue)
                .reduce(Money.ZERO, Money::plus);
        assertThat(owed).isEqualTo(open);
    }

    private static long count(Store store, MoneyMovement.Kind kind) {
        return new PaymentBook(store)
                .movements(Optional.empty()).stream()
                        .filter(movement -> movement.kind() == kind)
                        .count();
    }

    private static long runAndKill(String url, long rounds, long nanosAfter) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long said = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (said < rounds + 1 && out.readLine() != null) {
                said++;
            }
            LockSupport.parkNanos(nanosAfter);
            victim.toHandle().destroyForcibly();
            while (out.readLine() != null) {
                said++;
            }
        }
        assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("rounds before the end").isPositive();
        return said;
    }
}
