package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program that writes is killed in the middle, and what it left behind is opened. */
@Tag("postgresql")
class CrashTest {
    private static final long DAY = 86_400_000L;

    @TempDir
    private Path folder;

    /** The program that is killed: it starts jobs and issues parts until it dies, and says what was committed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            boolean closing = arguments.length > 1;
            try (Store store = Store.open(arguments[0])) {
                long epoch = StoreFixture.openMonth(store, 1);
                store.apply(epoch, List.of(StoreFixture.open(VOUCHER, 100_000_000)));
                store.apply(
                        epoch,
                        List.of(
                                StoreFixture.open(StoreFixture.CAP, 100_000_000),
                                StoreFixture.open(StoreFixture.POOL, 100_000_000)));
                for (int round = 0; round < 100_000; round++) {
                    store.commitStarts(epoch, starts(round), round);
                    if (closing) {
                        store.advance(epoch, closings(store, round));
                    } else if (round < 30) {
                        store.issue(epoch, part(store, round));
                    }
                    System.out.println(round);
                }
            }
        }

        private static List<StartProposal> starts(int round) {
            List<StartProposal> starts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                starts.add(start(attempt("r%05d-%02d".formatted(round, i), 1), 7));
            }
            return starts;
        }

        /** Ends what was started as if nobody had noted that it began. */
        private static List<IntentStep> closings(Store store, int round) {
            return starts(round).stream()
                    .map(start -> {
                        AttemptKey attempt = start.attempt();
                        String holdId =
                                store.intent(attempt).flatMap(Intent::holdId).orElseThrow();
                        return IntentStep.closed(
                                attempt,
                                round,
                                List.of(new Command.Trim("trim/" + holdId, holdId, 0, Money.ofFen(3))),
                                new Outcome("WorkerFailed: 1", Money.ofFen(9), Money.ofFen(6), Money.ZERO));
                    })
                    .toList();
        }

        /** Issues one day of a job that pays for itself. */
        private static IssueBatch part(Store store, int round) {
            long from = RandomMonth.PERIOD.interval().startMillis() + round * DAY;
            UsageInterval usage = RandomMonth.usage(11, 0, new Interval(from, from + 3_600_000));
            JournalCut cut = new JournalCut(round + 1L, round + 1L, Sha256.hex("record " + round));
            return StoreFixture.batch(store, List.of(usage), cut, IssuePart.INTERIM);
        }
    }

    @Test
    void a_killed_program_leaves_whole_batches_and_numbers_without_gaps() throws IOException, InterruptedException {
        long[] after = {0, 2, 6};
        for (int i = 0; i < after.length; i++) {
            String url = StoreFixture.url(folder.resolve("kill-" + i));
            long said = runAndKill(url, after[i], i * 700_000L);
            try (Store store = Store.open(url)) {
                assertWhole(store, said);
            }
        }
    }

    @Test
    void a_program_that_is_killed_while_it_closes_plans_leaves_each_closed_with_its_money_or_not_at_all()
            throws IOException, InterruptedException {
        String url = StoreFixture.url(folder.resolve("closing"));
        long said = runAndKill(url, 3, 400_000L, "closing");
        try (Store store = Store.open(url)) {
            int closed = 0;
            int live = store.liveIntents().size();
            for (int round = 0; round <= said + 1; round++) {
                for (StartProposal start : Victim.starts(round)) {
                    closed += closed(store, start.attempt()) ? 1 : 0;
                }
            }
            assertThat(closed).isGreaterThanOrEqualTo((int) said * 20);
            assertThat(closed % 20).isZero();
            assertThat(live).isIn(0, 20);
            assertThat(store.books().account(VOUCHER).orElseThrow().pending())
                    .isEqualTo(Money.ofFen(3L * closed + 7L * live));
            assertThat(store.verifyLedger()).as("the ledger").isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    /** Says whether an attempt is closed; its hold is active exactly if it is. */
    private static boolean closed(Store store, AttemptKey attempt) {
        Optional<Intent> intent = store.intent(attempt);
        boolean closed =
                intent.filter(known -> known.state() == IntentState.CLOSED).isPresent();
        intent.flatMap(Intent::holdId)
                .flatMap(store::hold)
                .ifPresent(hold -> assertThat(hold.state())
                        .as("the hold of %s", attempt)
                        .isEqualTo(closed ? Hold.State.ACTIVE : Hold.State.HELD));
        return closed;
    }

    /** Every batch is whole, and all that was said to be committed is there. */
    private static void assertWhole(Store store, long said) {
        int starts = store.liveIntents().size();
        assertThat(starts % 20).isZero();
        assertThat(starts / 20).isBetween((int) said, (int) said + 2);
        assertThat(store.books().account(VOUCHER).orElseThrow().pending()).isEqualTo(Money.ofFen(7L * starts));
        assertThat(store.verifyLedger()).as("the ledger").isInstanceOf(LedgerCheck.Sound.class);
        List<StoredInvoice> invoices = store.invoices(InvoiceFilter.ALL);
        for (int n = 1; n <= invoices.size(); n++) {
            assertThat(invoices.get(n - 1).number()).isEqualTo(String.format(Locale.ROOT, "ZW-2025-%06d", n));
        }
        assertThat(store.lastInvoicedSeq(RandomMonth.PERIOD).orElse(0)).isEqualTo(invoices.size());
        long epoch = store.mintEpoch("after the crash", 99);
        if (invoices.size() < 30) {
            assertThat(store.issue(epoch, Victim.part(store, invoices.size())))
                    .extracting(StoredInvoice::number)
                    .containsExactly(String.format(Locale.ROOT, "ZW-2025-%06d", invoices.size() + 1));
        }
    }

    /** Kills the program some time after it said a round, and returns how many rounds it had said. */
    private static long runAndKill(String url, long rounds, long nanosAfter, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                url));
        command.addAll(List.of(more));
        Process victim = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long said = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (said < rounds + 1 && out.readLine() != null) {
                said++;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(nanosAfter);
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
