package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that drafts, reviews, issues and corrects is killed between or within these steps; another one goes on. */
@Tag("postgresql")
class DocumentCrashTest {
    private static final long DAY = 86_400_000L;
    private static final long HOUR = 3_600_000L;
    private static final int ROUNDS = 28;
    private static final int STEPS = 6;
    private static final int CONTENDED = 12;

    @TempDir
    private Path folder;

    /** Usage of one device of one job on one day; the second device's is recorded after the day was invoiced. */
    private static UsageInterval usage(int round, int device) {
        long from = RandomMonth.PERIOD.interval().startMillis() + round * DAY;
        return RandomMonth.usage(2, device, new Interval(from, from + HOUR));
    }

    /** Brings the desk's journal to a round: of all days before it both records, of its own the first. */
    private static TestDesk desk(Store store, long epoch, int round, boolean late) {
        TestDesk desk = new TestDesk(store, epoch);
        for (int day = 0; day < round; day++) {
            desk.record(List.of(usage(day, 0), usage(day, 1)));
        }
        desk.record(List.of(usage(round, 0)));
        if (late) {
            desk.record(List.of(usage(round, 1)));
        }
        return desk;
    }

    /** The program that is killed: says each step when it is done. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            try (Store store = Store.open(arguments[0])) {
                long epoch = StoreFixture.openMonth(store, 1);
                for (int round = 0; round < ROUNDS; round++) {
                    round(store, epoch, round);
                }
            }
        }

        private static void round(Store store, long epoch, int round) {
            for (boolean late : List.of(false, true)) {
                TestDesk desk = desk(store, epoch, round, late);
                long run = late ? desk.draftNotes() : desk.draft(IssuePart.INTERIM);
                System.out.println("drafted");
                desk.review(run);
                System.out.println("reviewed");
                desk.issue(run);
                System.out.println("issued");
            }
        }
    }

    @Test
    void P16_a_killed_program_leaves_numbers_without_gaps_and_another_goes_on() throws Exception {
        long[] after = {1, 2, 3, 4, 5, 6, 9};
        for (int i = 0; i < after.length; i++) {
            String url = StoreFixture.url(folder.resolve("kill-" + i));
            long said = runAndKill(url, after[i], i * 400_000L);
            try (Store store = Store.open(url)) {
                int issued = assertWhole(store, said);
                goOn(store, issued);
                assertThat(assertWhole(store, said)).isEqualTo(issued + 1);
            }
        }
    }

    /** What is issued is whole: as many documents as steps that were said, or one more; returns how many. */
    private static int assertWhole(Store store, long said) {
        assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        assertThat(StoreFixture.chainProblem(store)).isEmpty();
        List<StoredInvoice> documents = store.invoices(InvoiceFilter.ALL);
        assertThat((long) documents.size()).isGreaterThanOrEqualTo(said / (STEPS / 2));
        assertNumbers(documents, InvoiceKind.INVOICE, "ZW-2025-%06d");
        assertNumbers(documents, InvoiceKind.DEBIT_NOTE, "ZW-DN-2025-%06d");
        DraftBook drafts = new DraftBook(store);
        for (DraftRun run : drafts.runs()) {
            assertThat(drafts.drafts(run.id()))
                    .as("run %d", run.id())
                    .allMatch(draft -> draft.number().isPresent() == (run.state() == DraftRun.State.ISSUED));
        }
        return documents.size();
    }

    private static void assertNumbers(List<StoredInvoice> documents, InvoiceKind kind, String form) {
        List<String> numbers = documents.stream()
                .filter(document -> document.kind() == kind)
                .map(StoredInvoice::number)
                .toList();
        for (int n = 1; n <= numbers.size(); n++) {
            assertThat(numbers.get(n - 1)).isEqualTo(String.format(Locale.ROOT, form, n));
        }
    }

    /** Finishes the round that was broken off, from whatever step it was at. */
    private static void goOn(Store store, int issued) {
        goOnAs(store, store.mintEpoch("after the crash", 99), issued);
    }

    /** Kills the program some time after it said so many steps, and returns how many it had said. */
    private static long runAndKill(String url, long steps, long nanosAfter) throws IOException, InterruptedException {
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
            while (said < steps && out.readLine() != null) {
                said++;
            }
            LockSupport.parkNanos(nanosAfter);
            victim.toHandle().destroyForcibly();
            while (out.readLine() != null) {
                said++;
            }
        }
        assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("steps before the end").isPositive();
        return said;
    }

    /** Two programs lead by turns, each fencing the other off, until both have issued all they could. */
    @Test
    void P16_two_contending_writers_give_each_number_once() throws InterruptedException, ExecutionException {
        String url = StoreFixture.url(folder);
        try (Store one = Store.open(url);
                Store other = Store.open(url);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            StoreFixture.openMonth(one, 1);
            Future<?> first = threads.submit(() -> contend(one, "one"));
            Future<?> second = threads.submit(() -> contend(other, "other"));
            first.get();
            second.get();
            assertThat(assertWhole(one, 0)).isEqualTo(CONTENDED);
        }
    }

    private static void contend(Store store, String name) {
        int issued = 0;
        while (issued < CONTENDED) {
            try {
                long epoch = store.mintEpoch(name, 1);
                issued = store.invoices(InvoiceFilter.ALL).size();
                if (issued < CONTENDED) {
                    goOnAs(store, epoch, issued);
                }
            } catch (FencedException | StoreException | InputException | IllegalArgumentException overtaken) {
                issued = store.invoices(InvoiceFilter.ALL).size();
            }
        }
    }

    private static void goOnAs(Store store, long epoch, int issued) {
        boolean late = issued % 2 == 1;
        TestDesk desk = desk(store, epoch, issued / 2, late);
        long run = late ? desk.draftNotes() : desk.draft(IssuePart.INTERIM);
        desk.review(run);
        assertThat(desk.issue(run)).hasSize(1);
    }
}
