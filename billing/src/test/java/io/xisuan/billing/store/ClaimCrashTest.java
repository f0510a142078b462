package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimFixture;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.evidence.ArchiveCheck;
import io.xisuan.billing.claim.evidence.ArchiveContent;
import io.xisuan.billing.claim.evidence.ClaimArchive;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.model.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that opens, proves, proposes, freezes and gives up claims is killed at each of its steps, and what it left is looked at. */
@Tag("postgresql")
class ClaimCrashTest {
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");
    private static final long NOW = StoreFixture.ISSUED.toEpochMilli() + 1;
    private static final int STEPS = 5;

    @TempDir
    private Path folder;

    /** The program that is killed: it says each step that is done. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            try (Store store = Store.open(arguments[0])) {
                long epoch = StoreFixture.openMonth(store, 3);
                store.issue(
                        epoch,
                        StoreFixture.batch(
                                store,
                                RandomMonth.usage(new SplittableRandom(3)),
                                new JournalCut(1, 100, Sha256.hex("first")),
                                IssuePart.FINAL));
                ClaimBook book = new ClaimBook(store);
                System.out.println("issued");
                for (int round = 0; round < 100_000; round++) {
                    claim(store, book);
                }
            }
        }

        private static void claim(Store store, ClaimBook book) {
            Claim claim = done(book.open(
                    ClaimFixture.SCOPE, new ClaimBook.Terms(ClaimFixture.known(Optional.empty()), true), LI, NOW));
            System.out.println("opened");
            book.putFiles(claim.number(), List.of(EvidenceFile.text("other/a.txt", ProofKind.OTHER, "evidence")), LI);
            System.out.println("proved");
            ClaimStep freeze = new ClaimStep.Freeze(root(book, claim));
            ClaimBook.Proposed proposed = book.propose(claim.number(), freeze, LI, NOW);
            System.out.println("proposed");
            ControlBook control = new ControlBook(store);
            control.approve(((ClaimBook.Proposed.Waits) proposed).proposal().number(), WANG, "", NOW);
            System.out.println("frozen");
            book.propose(claim.number(), new ClaimStep.Submit(ClaimFixture.DAY, "R"), LI, NOW);
            control.approve(control.pending().getFirst().number(), WANG, "", NOW);
            done(book.step(claim.number(), ClaimCrashTest.appealed(), LI, NOW));
            System.out.println("answered");
        }
    }

    private static ClaimStep appealed() {
        return new ClaimStep.Answer(
                ClaimFixture.DAY,
                Money.ZERO,
                new TreeMap<>(),
                Optional.of(new ClaimStep.Rest(RejectionCause.EVIDENCE, true)));
    }

    private static Claim done(ClaimAnswer answer) {
        return switch (answer) {
            case ClaimAnswer.Done(Claim claim) -> claim;
            case ClaimAnswer.Refused no -> throw new IllegalStateException(no.toString());
        };
    }

    private static String root(ClaimBook book, Claim claim) {
        return claim.rootWith(
                book.files(claim.number()).stream().map(EvidenceFile::leaf).toList());
    }

    @Test
    void a_program_killed_at_any_step_of_freezing_leaves_whole_claims_and_books()
            throws IOException, InterruptedException {
        for (int step = 0; step <= STEPS; step++) {
            String url = StoreFixture.url(folder.resolve("kill-" + step));
            runAndKill(url, 1 + step, step * 300_000L);
            try (Store store = Store.open(url)) {
                look(new ClaimBook(store), "killed after step " + step);
                assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
                finish(store);
            }
        }
    }

    private static void look(ClaimBook book, String when) {
        assertThat(book.firstProblem()).as(when).isEmpty();
        for (ClaimRecord record : book.claims()) {
            Claim claim = record.claim();
            if (claim.root().isPresent()) {
                assertThat(root(book, claim)).as(when).isEqualTo(claim.root().get());
                byte[] archive = ClaimArchive.write(ArchiveContent.of(
                        claim,
                        book.files(claim.number()),
                        record.frozenAtMillis().orElseThrow()));
                assertThat(ArchiveCheck.check(archive).root())
                        .as(when)
                        .isEqualTo(claim.root().get());
            }
        }
    }

    /** What was left half way goes on: the last open claim is frozen, by the proposal that waits or by a new one. */
    private static void finish(Store store) {
        ClaimBook book = new ClaimBook(store);
        ControlBook control = new ControlBook(store);
        for (ClaimRecord record : book.claims()) {
            Claim claim = record.claim();
            if (claim.state() == ClaimState.OPEN) {
                book.propose(claim.number(), new ClaimStep.Freeze(root(book, claim)), LI, NOW);
                control.approve(control.pending().getFirst().number(), WANG, "", NOW);
            }
        }
        assertThat(book.firstProblem()).isEmpty();
    }

    private static void runAndKill(String url, int lines, long nanosAfter) throws IOException, InterruptedException {
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
        int said = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (said < lines && out.readLine() != null) {
                said++;
            }
            LockSupport.parkNanos(nanosAfter);
            victim.toHandle().destroyForcibly();
        }
        assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo(lines);
    }
}
