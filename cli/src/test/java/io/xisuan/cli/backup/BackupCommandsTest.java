package io.xisuan.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.cli.CommandTest;
import io.xisuan.cli.invoice.IssuedSample;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.journal.postgresql.TableJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class BackupCommandsTest extends CommandTest {
    private static final long START = 1_793_491_200_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of(".");

    private String url = "";
    private Path data = Path.of(".");
    private Path backups = Path.of(".");

    /** Books that were billed from the first two records of a journal of three hours, the last of which has no seal. */
    @BeforeEach
    void write() {
        data = folder.resolve("data");
        backups = folder.resolve("backups");
        url = url("xisuan");
        for (int hour = 0; hour < 3; hour++) {
            append(START + hour * HOUR, 5);
        }
        IssuedSample.write(url, this::hash);
    }

    private String url(String name) {
        return TestServer.wanted()
                ? TestServer.shared()
                        .url(name + "_" + folder.getFileName().toString().replace("-", "_"))
                : "jdbc:sqlite:" + data.resolve(name + ".db");
    }

    private void append(long atMillis, int records) {
        try (UsageJournal journal = journal()) {
            journal.append(remarks(records), atMillis);
        }
    }

    private UsageJournal journal() {
        Optional<HeadSigner> signer = Optional.of(JournalKeys.open(data.resolve("keys")));
        if (!TestServer.wanted()) {
            return SegmentJournal.open(data.resolve("journal"), new JournalOptions(true, signer));
        }
        try (Store store = Store.open(url)) {
            return TableJournal.open(url, store.mintEpoch("sample", 1), signer);
        }
    }

    private static List<JournalEntry> remarks(int count) {
        return IntStream.range(0, count)
                .<JournalEntry>mapToObj(n -> new JournalEntry.Remark("LATE", "usage-" + n, "was seen late"))
                .toList();
    }

    private String hash(long record) {
        return read(new BackupPlace.Place(url, data), record);
    }

    private static String read(BackupPlace.Place place, long record) {
        try (JournalSource source = place.openJournal().orElseThrow()) {
            return source.find(record).orElseThrow().hash();
        }
    }

    private int backup(String deed, String... more) {
        List<String> arguments = new ArrayList<>(List.of("backup", deed));
        if (deed.equals("create")) {
            arguments.addAll(List.of("--to", backups.toString(), "--db", url, "--data", data.toString()));
        } else {
            arguments.addAll(List.of("--from", backups.toString()));
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int restore(String to, Path into, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--db", to, "--data", into.toString()));
        arguments.addAll(List.of(more));
        return backup("restore", arguments.toArray(String[]::new));
    }

    private JsonNode balances(String of) throws IOException {
        assertThat(run("ledger", "show", "--db", of, "-o", "json"))
                .as("%s", err)
                .isZero();
        return json();
    }

    private List<String> names() {
        try (Stream<Path> all = Files.list(backups)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("xisuan-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_backup_is_restored_to_the_same_balances_and_the_same_journal() throws IOException {
        assertThat(backup("create", "-o", "json")).as("%s", err).isZero();
        JsonNode made = json();
        assertThat(made.path("books").path("billedRecord").asLong()).isEqualTo(2);
        assertThat(made.path("journal").path("record").asLong()).isEqualTo(15);
        assertThat(made.path("journal").path("sealedHours").asLong()).isEqualTo(2);
        assertThat(backup("verify", "--deep", "-o", "json")).as("%s", out).isZero();
        assertThat(json().path("restored").asBoolean()).isTrue();

        Path into = folder.resolve("again");
        String to = TestServer.wanted() ? url("again") : "jdbc:sqlite:" + into.resolve("xisuan.db");
        assertThat(restore(to, into)).as("%s", err).isZero();
        assertThat(balances(to)).isEqualTo(balances(url));
        BackupPlace.Place again = new BackupPlace.Place(to, into);
        assertThat(read(again, 15)).isEqualTo(hash(15));
        assertThat(run("ledger", "verify", "--db", to)).as("%s", out).isZero();
        String place = TestServer.wanted() ? to : into.resolve("journal").toString();
        String key = data.resolve("keys/journal.pub").toString();
        assertThat(run("journal", "verify", place, "--key", key)).as("%s", out).isZero();
        assertThat(restore(to, into)).as("again: %s", err).isZero();
        assertThat(out.toString()).contains("kept, the same");
    }

    @Test
    void the_one_that_comes_back_goes_on() {
        assertThat(backup("create")).as("%s", err).isZero();
        if (TestServer.wanted()) {
            return;
        }
        Path into = folder.resolve("again");
        assertThat(restore("jdbc:sqlite:" + into.resolve("xisuan.db"), into))
                .as("%s", err)
                .isZero();
        data = into;
        append(START + 3 * HOUR, 4);
        assertThat(run("journal", "verify", into.resolve("journal").toString()))
                .as("%s", out)
                .isZero();
        url = "jdbc:sqlite:" + into.resolve("xisuan.db");
        assertThat(backup("create")).as("%s", err).isZero();
        assertThat(backup("verify", "--deep")).as("%s", out).isZero();
    }

    @Test
    void nothing_newer_is_written_over_and_both_positions_are_said() throws IOException {
        assertThat(backup("create")).as("%s", err).isZero();
        IssuedSample.issueMore(url, hash(3));
        JsonNode before = balances(url);
        assertThat(restore(url, data)).isEqualTo(2);
        assertThat(err.toString())
                .contains("goes further than the backup", "ledger entry ", "documents")
                .hasLineCount(1);
        assertThat(restore(url, data, "--put-aside", "--yes")).isEqualTo(2);
        assertThat(balances(url)).isEqualTo(before);
    }

    @Test
    void of_a_lost_store_the_books_come_back_and_a_journal_that_goes_further_is_kept() throws IOException {
        if (TestServer.wanted()) {
            return;
        }
        assertThat(backup("create")).as("%s", err).isZero();
        JsonNode before = balances(url);
        append(START + 3 * HOUR, 4);
        Files.delete(data.resolve("xisuan.db"));
        assertThat(restore(url, data, "--dry-run")).as("%s", err).isZero();
        assertThat(out.toString()).contains("would be restored", "kept, goes further");
        assertThat(Files.exists(data.resolve("xisuan.db"))).isFalse();
        assertThat(restore(url, data)).as("%s", err).isZero();
        assertThat(balances(url)).isEqualTo(before);
        assertThat(hash(19)).isNotEmpty();
    }

    @Test
    void what_is_older_or_of_another_history_is_renamed_only_when_that_is_asked_for() {
        if (TestServer.wanted()) {
            return;
        }
        assertThat(backup("create")).as("%s", err).isZero();
        Path other = folder.resolve("other");
        String to = "jdbc:sqlite:" + other.resolve("xisuan.db");
        Store.open(to).close();
        assertThat(restore(to, other)).isEqualTo(2);
        assertThat(err.toString())
                .contains("ends before the backup does", "--put-aside")
                .hasLineCount(1);
        assertThat(restore(to, other, "--put-aside")).isEqualTo(2);
        assertThat(err.toString()).contains("renames what is in", "say --yes").hasLineCount(1);
        assertThat(restore(to, other, "--put-aside", "--yes")).as("%s", err).isZero();
        assertThat(out.toString()).contains("put aside and restored");
        assertThat(run("ledger", "verify", "--db", to)).isZero();
    }

    @Test
    void what_was_changed_since_is_found_and_nothing_of_it_is_restored() throws IOException {
        assertThat(backup("create")).as("%s", err).isZero();
        String name = names().getFirst();
        for (Path file : List.of(
                backups.resolve(name).resolve("books.zip"),
                backups.resolve(name).resolve("backup.json"),
                backups.resolve("journal/usage-" + hourName(0) + ".journal"),
                backups.resolve(name).resolve("usage-" + hourName(2) + ".journal"))) {
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            assertThat(backup("verify")).as("%s: %s%s", file, out, err).isBetween(1, 2);
            Path into = folder.resolve("into");
            assertThat(restore("jdbc:sqlite:" + into.resolve("xisuan.db"), into))
                    .as("%s", file)
                    .isEqualTo(2);
            assertThat(Files.exists(into.resolve("xisuan.db"))).isFalse();
            Files.write(file, whole);
        }
        assertThat(backup("verify")).isZero();
    }

    private static String hourName(int hour) {
        return Instant.ofEpochMilli(START + hour * HOUR).toString().substring(0, 13);
    }

    @Test
    void sealed_hours_are_kept_once_and_each_backup_has_what_no_seal_covers() throws IOException {
        assertThat(backup("create")).as("%s", err).isZero();
        Path sealed = backups.resolve("journal/usage-" + hourName(1) + ".journal");
        Object before = Files.getLastModifiedTime(sealed);
        append(START + 3 * HOUR, 2);
        assertThat(backup("create", "-o", "json")).as("%s", err).isZero();
        assertThat(json().path("journal").path("sealedHours").asInt()).isEqualTo(3);
        assertThat(Files.getLastModifiedTime(sealed)).isEqualTo(before);
        for (String name : names()) {
            assertThat(backup("verify", name, "--deep")).as("%s", out).isZero();
        }
    }

    @Test
    void backups_go_by_rules_and_the_rest_can_still_be_restored() throws IOException {
        for (int n = 0; n < 4; n++) {
            append(START + (3 + n) * HOUR, 2);
            assertThat(backup("create")).as("%s", err).isZero();
        }
        assertThat(backup("prune")).isEqualTo(2);
        assertThat(backup("prune", "--keep-last", "2", "--dry-run", "-o", "json"))
                .isZero();
        assertThat(json().path("deleted")).hasSize(2);
        assertThat(names()).hasSize(4);
        assertThat(backup("prune", "--keep-last", "2")).isZero();
        assertThat(names()).hasSize(2);
        assertThat(backup("create", "--keep-last", "1")).isZero();
        assertThat(backup("list", "-o", "json")).isZero();
        assertThat(json()).hasSize(1);
        assertThat(backup("verify", "--deep")).as("%s", out).isZero();
    }

    @Test
    void what_a_killed_one_left_is_no_backup_and_goes_with_the_next() throws IOException {
        assertThat(backup("create")).as("%s", err).isZero();
        Path left = Files.createDirectories(backups.resolve(".making-xisuan-20260101T000000Z"));
        Files.writeString(left.resolve("books.zip.part"), "half");
        assertThat(backup("list", "-o", "json")).isZero();
        assertThat(json()).hasSize(1);
        assertThat(backup("create")).as("%s", err).isZero();
        assertThat(Files.exists(left)).isFalse();
    }

    @Test
    void books_and_another_journal_make_no_backup() throws IOException {
        if (TestServer.wanted()) {
            return;
        }
        Path other = folder.resolve("other");
        assertThat(run("backup", "create", "--to", backups.toString(), "--db", url, "--data", other.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("billed from a journal up to record 2", "--data")
                .hasLineCount(1);
        assertThat(backup("list")).isEqualTo(1);
    }

    @Test
    void a_journal_of_another_history_gets_a_pool_of_its_own() throws IOException {
        if (TestServer.wanted()) {
            return;
        }
        assertThat(backup("create")).as("%s", err).isZero();
        data = folder.resolve("second");
        url = url("xisuan");
        append(START, 3);
        append(START + HOUR, 3);
        IssuedSample.write(url, this::hash);
        assertThat(backup("create", "-o", "json")).as("%s", err).isZero();
        assertThat(json().path("journal").path("pool").asText()).isEqualTo("journal-2");
        for (String name : names()) {
            assertThat(backup("verify", name, "--deep")).as("%s", out).isZero();
        }
        assertThat(backup("prune", "--keep-last", "1")).as("%s", err).isZero();
        assertThat(Files.exists(backups.resolve("journal"))).isFalse();
        data = folder.resolve("third");
        url = url("xisuan");
        append(START, 4);
        append(START + HOUR, 4);
        IssuedSample.write(url, this::hash);
        assertThat(backup("create", "-o", "json")).as("%s", err).isZero();
        assertThat(json().path("journal").path("pool").asText()).isEqualTo("journal-3");
    }

    @Test
    void backups_that_are_made_while_the_journal_is_written_are_sound() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        try (UsageJournal journal = journal()) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int n = 0; !enough.get(); n++) {
                    journal.append(remarks(20), START + (3 + n / 10) * HOUR);
                }
            });
            for (int n = 0; n < 3; n++) {
                assertThat(backup("create")).as("%s", err).isZero();
            }
            enough.set(true);
            writer.join();
        }
        for (String name : names()) {
            assertThat(backup("verify", name)).as("%s", out).isZero();
        }
    }
}
