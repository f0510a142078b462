package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class BackupTest {
    @TempDir
    private Path folder;

    private Path source = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        try (Store store = Store.open(StoreFixture.url(source))) {
            Pieces.fill(store);
        }
    }

    /** A store with a row in every table. */
    static final class Pieces {
        private Pieces() {}

        static void fill(Store store) {
            long epoch = StoreFixture.openMonth(store, 3);
            store.importParties(List.of(), List.of(StoreFixture.contract(900_000)));
            store.recordGrant(
                    epoch,
                    new GrantRecord("uid-1", new VoucherId("券一"), StoreFixture.PROGRAMME, "{\"fen\":500}", 7),
                    List.of());
            store.commitStarts(epoch, List.of(start(attempt("started", 1), 0), start(attempt("再来", 1), 0)), 5);
            store.advance(epoch, IntentStep.acted(attempt("started", 1), 6));
            JournalCut cut = new JournalCut(1, 100, Sha256.hex("first"));
            store.issue(
                    epoch,
                    StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(3)), cut, IssuePart.INTERIM));
            long request = store.requestIssue(RandomMonth.PERIOD, IssuePart.FINAL, "finance", 9);
            store.answerRequest(epoch, request, "not yet", false);
        }
    }

    private BackupSummary backup(Path database, String name) {
        try (Store store = Store.openReadOnly(StoreFixture.url(database))) {
            return Backups.write(store, folder.resolve(name));
        }
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private Path made(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void the_same_data_have_the_same_bytes() throws IOException {
        assertThat(backup(source, "one.zip")).isEqualTo(backup(source, "two.zip"));
        assertThat(bytes("one.zip")).isEqualTo(bytes("two.zip"));
        assertThat(folder.resolve("one.zip.part")).doesNotExist();
        assertThatThrownBy(() -> backup(source, "one.zip"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void the_tables_have_rows_in_this_test() throws IOException {
        backup(source, "one.zip");
        List<String> filled = new ArrayList<>(StoreFixture.TABLES);
        filled.remove("quote");
        filled.addAll(List.of("shown_quote", "entitlement_entry"));
        try (Backup archive = Backup.open(folder.resolve("one.zip"))) {
            assertThat(archive.manifest().tables())
                    .extracting(BackupManifest.Content::name)
                    .containsAll(filled);
            for (String table : filled) {
                assertThat(archive.manifest().tables())
                        .filteredOn(content -> content.name().equals(table))
                        .allSatisfy(
                                content -> assertThat(content.rows()).as(table).isPositive());
            }
        }
    }

    @Test
    void a_restored_store_has_all_of_it_and_goes_on() throws IOException {
        BackupSummary written = backup(source, "one.zip");
        Path copy = made("copy");
        assertThat(Backups.restore(folder.resolve("one.zip"), StoreFixture.url(copy)))
                .isEqualTo(written);
        try (Store before = Store.open(StoreFixture.url(source));
                Store after = Store.open(StoreFixture.url(copy))) {
            assertThat(after.books().accounts()).isEqualTo(before.books().accounts());
            assertThat(after.invoices(InvoiceFilter.ALL)).isEqualTo(before.invoices(InvoiceFilter.ALL));
            assertThat(after.ledger()).isEqualTo(before.ledger());
            assertThat(after.verifyLedger()).isEqualTo(before.verifyLedger());
            long old = before.leaderSeen().orElseThrow().epoch();
            assertThatThrownBy(() -> after.heartbeat(old, 10)).isInstanceOf(FencedException.class);
            long lost = before.mintEpoch("one that led on elsewhere", 11);
            long epoch = after.mintEpoch("fresh", 12);
            assertThat(epoch).isGreaterThan(lost + 100_000);
            assertThatThrownBy(() -> after.commitStarts(lost, List.of(), 13)).isInstanceOf(FencedException.class);
            assertThat(after.nextAttempt("started")).isEqualTo(2);
            after.appendDecisions(
                    epoch, List.of(new DecisionRecord(StoreFixture.job("new"), 13, "wait", "NoRoom", "no room")));
            assertThat(after.requestIssue(RandomMonth.PERIOD, IssuePart.FINAL, "finance", 14))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_backup_goes_from_either_kind_of_database_to_the_other() throws IOException {
        backup(source, "one.zip");
        Path here = made("here");
        Backups.restore(folder.resolve("one.zip"), StoreFixture.url(here));
        String file = "jdbc:sqlite:" + folder.resolve("file.db");
        Backups.restore(folder.resolve("one.zip"), file);
        backup(here, "here.zip");
        try (Store store = Store.openReadOnly(file)) {
            Backups.write(store, folder.resolve("file.zip"));
        }
        assertThat(bytes("file.zip")).isEqualTo(bytes("here.zip"));
        assertThat(TestServer.wanted() || Files.exists(here.resolve("xisuan.db")))
                .isTrue();
    }

    @Test
    void a_backup_holds_one_moment_while_others_write() throws InterruptedException, ExecutionException, IOException {
        try (Store writer = Store.open(StoreFixture.url(source));
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            long epoch = writer.mintEpoch("writer", 20);
            writer.apply(epoch, List.of(StoreFixture.open(StoreFixture.VOUCHER, 1_000_000)));
            Future<Integer> written = thread.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    writer.commitStarts(epoch, List.of(ContentionTest.onVoucher("busy-" + i)), i);
                }
                return 60;
            });
            int whole = 0;
            for (int i = 0; i < 3; i++) {
                if (i == 2) {
                    assertThat(written.get()).isEqualTo(60);
                }
                whole = restoredStarts("busy-" + i);
            }
            assertThat(whole).isEqualTo(60);
        }
    }

    /** Backs up and restores, and returns how many starts came along, after comparing them with their money. */
    private int restoredStarts(String name) throws IOException {
        backup(source, name + ".zip");
        Path copy = made(name);
        Backups.restore(folder.resolve(name + ".zip"), StoreFixture.url(copy));
        try (Store store = Store.open(StoreFixture.url(copy))) {
            int starts = store.liveIntents().size() - 2;
            assertThat(store.books().account(StoreFixture.VOUCHER).orElseThrow().pending())
                    .as(name)
                    .isEqualTo(Money.ofFen(7L * starts));
            return starts;
        }
    }

    @Test
    void a_damaged_or_foreign_archive_is_refused_and_leaves_nothing() throws IOException {
        backup(source, "one.zip");
        byte[] sound = bytes("one.zip");
        SplittableRandom random = new SplittableRandom(5);
        Path target = made("target");
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] damaged = sound.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = folder.resolve("damaged.zip");
            Files.write(file, damaged);
            try (Backup backup = Backup.open(file)) {
                // A bit of the container that means nothing: all that is in it is what was written.
                assertThat(backup.manifest().json()).as("byte %d", at).isEqualTo(manifest("one.zip"));
            } catch (InputException e) {
                refused++;
                if (i % 10 == 0) {
                    assertRefused(file, target, "damaged");
                }
            }
        }
        assertThat(refused).isGreaterThan(40);
        Files.write(folder.resolve("short.zip"), Arrays.copyOf(sound, sound.length / 2));
        assertRefused(folder.resolve("short.zip"), target, "no backup of xisuan");
        Files.writeString(folder.resolve("text.zip"), "hello");
        assertRefused(folder.resolve("text.zip"), target, "no backup of xisuan");
        assertRefused(folder.resolve("nowhere.zip"), target, "There is no backup at");
        Backups.restore(folder.resolve("one.zip"), StoreFixture.url(target));
        assertThatThrownBy(() -> Backups.restore(folder.resolve("one.zip"), StoreFixture.url(target)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("already");
    }

    private String manifest(String name) {
        try (Backup backup = Backup.open(folder.resolve(name))) {
            return backup.manifest().json();
        }
    }

    private static void assertRefused(Path file, Path target, String why) throws IOException {
        assertThatThrownBy(() -> Backups.restore(file, StoreFixture.url(target)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(why);
        assertEmpty(target);
    }

    private static void assertEmpty(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).isEmpty();
        }
        if (TestServer.wanted()) {
            Dialect.of(StoreFixture.url(target)).requireEmpty();
        }
    }

    @Test
    void books_that_are_not_sound_are_not_restored() throws Exception {
        Path tampered = made("tampered");
        StoreFixture.copyUnguarded(source, tampered);
        StoreFixture.tamper(tampered, "UPDATE ledger_entry SET body = replace(body, 'AR/', 'AX/') WHERE seq = 2");
        backup(tampered, "unsound.zip");
        Path target = made("target");
        assertRefused(folder.resolve("unsound.zip"), target, "ledger entry 2");
        StoreFixture.tamper(tampered, "UPDATE account SET pending = pending + 1 WHERE id = 2");
        backup(tampered, "sums.zip");
        assertRefused(folder.resolve("sums.zip"), target, "does not add up");
    }
}
