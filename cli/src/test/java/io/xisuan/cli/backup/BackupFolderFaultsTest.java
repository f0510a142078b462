package io.xisuan.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import io.xisuan.cli.invoice.IssuedSample;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of backups of which something is damaged or cannot be written, beside books in a file. */
class BackupFolderFaultsTest extends CommandTest {
    private static final long START = 1_793_491_200_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of(".");

    private Path data = Path.of(".");
    private Path backups = Path.of(".");

    @BeforeEach
    void write() {
        data = folder.resolve("data");
        backups = folder.resolve("backups");
        append(0);
        append(1);
        IssuedSample.write(url(data), this::hash);
    }

    private static String url(Path data) {
        return "jdbc:sqlite:" + data.resolve("xisuan.db");
    }

    private void append(int hour) {
        try (UsageJournal journal =
                SegmentJournal.open(data.resolve("journal"), new JournalOptions(true, Optional.empty()))) {
            JournalEntry seen = new JournalEntry.Remark("LATE", "usage-" + hour, "was seen late");
            journal.append(List.of(seen, seen, seen), START + hour * HOUR);
        }
    }

    private String hash(long record) {
        try (JournalSource source =
                new BackupPlace.Place(url(data), data).openJournal().orElseThrow()) {
            return source.find(record).orElseThrow().hash();
        }
    }

    private int create(String... more) {
        return backup("create", "--to", data, more);
    }

    private int backup(String deed, String where, Path of, String... more) {
        List<String> arguments = new ArrayList<>(List.of("backup", deed, where, backups.toString()));
        if (!deed.equals("prune") && !deed.equals("verify")) {
            arguments.addAll(List.of("--db", url(of), "--data", of.toString()));
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static List<String> names(Path in, String beginning) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }

    private Path sealed(int hour) {
        String name = Instant.ofEpochMilli(START + hour * HOUR).toString().substring(0, 13);
        return backups.resolve("journal/usage-" + name + ".journal");
    }

    @Test
    void one_that_cannot_be_read_stays_and_keeps_no_other_from_being_made_or_going() throws IOException {
        assertThat(create()).as("%s", err).isZero();
        Path strange = Files.createDirectories(backups.resolve("xisuan-20200101T000000Z"));
        Files.writeString(strange.resolve("backup.json"), "half of o");
        assertThat(create("--keep-last", "1")).as("%s", err).isZero();
        assertThat(err.toString())
                .contains("xisuan-20200101T000000Z/backup.json")
                .hasLineCount(1);
        assertThat(names(backups, "xisuan-")).hasSize(2).contains("xisuan-20200101T000000Z");
        assertThat(BackupFolder.newest(backups)).isPresent();
        assertThat(backup("verify", "--from", data, "--deep")).as("%s", out).isZero();
    }

    @Test
    void where_nothing_can_be_written_what_no_rule_keeps_goes_first_and_one_sentence_says_why() throws IOException {
        assertThat(create()).as("%s", err).isZero();
        assertThat(create()).as("%s", err).isZero();
        append(2);
        Path inTheWay = sealed(1).resolveSibling("copying-" + sealed(1).getFileName());
        Files.createDirectories(inTheWay.resolve("full"));
        assertThat(create("--keep-last", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written").hasLineCount(1);
        assertThat(names(backups, "xisuan-")).hasSize(1);
        BackupFolder.delete(inTheWay);
        assertThat(create("--keep-last", "1")).as("%s", err).isZero();
    }

    @Test
    void a_damaged_later_hour_takes_no_older_backup_away() throws IOException {
        assertThat(create()).as("%s", err).isZero();
        String older = names(backups, "xisuan-").getFirst();
        append(2);
        assertThat(create()).as("%s", err).isZero();
        byte[] whole = Files.readAllBytes(sealed(1));
        whole[whole.length / 2] ^= 1;
        Files.write(sealed(1), whole);
        assertThat(backup("verify", "--from", data, "latest")).isEqualTo(1);
        assertThat(backup("verify", "--from", data, older, "--deep"))
                .as("%s%s", out, err)
                .isZero();
        Path into = folder.resolve("into");
        assertThat(backup("restore", "--from", into, older)).as("%s", err).isZero();
        Files.delete(sealed(0));
        assertThat(backup("verify", "--from", data, older)).isEqualTo(1);
    }

    @Test
    void what_sqlite_had_not_yet_put_into_the_file_is_put_aside_under_the_files_new_name() throws IOException {
        assertThat(create()).as("%s", err).isZero();
        Path into = Files.createDirectories(folder.resolve("into"));
        Files.writeString(into.resolve("xisuan.db"), "damaged ".repeat(100));
        Files.writeString(into.resolve("xisuan.db-wal"), "its last transactions");
        assertThat(backup("restore", "--from", into, "--put-aside", "--yes"))
                .as("%s", err)
                .isZero();
        List<String> aside = names(into, "xisuan.db.aside-");
        assertThat(aside).contains(aside.getFirst() + "-wal");
        assertThat(names(into, "xisuan.db-wal")).isEmpty();
    }
}
