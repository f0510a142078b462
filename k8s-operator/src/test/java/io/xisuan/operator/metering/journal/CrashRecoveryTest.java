package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of two sealed hours, with two records each, and one that runs, with three, is cut at every byte of every file. */
class CrashRecoveryTest {
    private static final long HOUR = 3_600_000;
    private static final int SEALED = 4;
    private static final int ALL = 7;

    @TempDir
    private Path folder = Path.of(".");

    private final SortedMap<String, byte[]> snapshot = new TreeMap<>();
    private Optional<KeyPair> key = Optional.empty();

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        key = Optional.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        SegmentJournal journal = SegmentJournal.open(folder, options());
        for (int i = 1; i <= ALL; i++) {
            journal.append(List.of(entry(i)), (i - 1) / 2 * HOUR - (i == ALL ? HOUR : 0));
        }
        // The process is gone: nothing is closed, and the head that others see is that of the last sealed hour.
        for (Path file : files()) {
            snapshot.put(Segment.name(file), Files.readAllBytes(file));
        }
    }

    private JournalOptions options() {
        return new JournalOptions(false, key.map(pair -> new HeadSigner(pair.getPrivate())));
    }

    private static JournalEntry entry(int number) {
        return new JournalEntry.Remark("R" + number, "s", "团");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void restore(String cutFile, int length) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        for (String name : snapshot.keySet()) {
            byte[] whole = snapshot.getOrDefault(name, new byte[0]);
            Files.write(folder.resolve(name), name.equals(cutFile) ? Arrays.copyOf(whole, length) : whole);
        }
    }

    private static int whole(byte[] bytes, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Opens, appends one record, closes, and compares everything. */
    private void requireSound(String what, int records) {
        List<JournalEntry> wanted = new ArrayList<>();
        for (int i = 1; i <= records; i++) {
            wanted.add(entry(i));
        }
        wanted.add(entry(99));
        List<HourSeal> seals;
        try (SegmentJournal journal = SegmentJournal.open(folder, options())) {
            assertThat(journal.head().seq()).as(what).isEqualTo(records);
            journal.append(List.of(entry(99)), 2 * HOUR);
            seals = journal.seals();
        }
        List<JournalEntry> read = new ArrayList<>();
        SegmentJournal.read(folder, record -> read.add(EntryCodec.decode(record)));
        assertThat(read).as(what).isEqualTo(wanted);
        assertThat(seals).as(what).hasSize(2);
        assertThat(JournalVerifier.verify(folder, key.map(KeyPair::getPublic)))
                .as(what)
                .isInstanceOf(Verification.Sound.class);
    }

    @Test
    void what_is_whole_of_the_last_segment_stays_and_the_journal_goes_on() throws IOException {
        String last = snapshot.keySet().stream()
                .filter(name -> name.endsWith(Segment.SUFFIX))
                .reduce("", (before, next) -> next);
        byte[] bytes = snapshot.getOrDefault(last, new byte[0]);
        assertThat(whole(bytes, bytes.length)).isEqualTo(1 + ALL - SEALED);
        for (int length = 0; length <= bytes.length; length++) {
            restore(last, length);
            requireSound(last + " cut at " + length, SEALED + Math.max(0, whole(bytes, length) - 1));
        }
    }

    @Test
    void nothing_is_lost_whatever_is_left_of_seals_head_and_indexes() throws IOException {
        List<String> others = snapshot.keySet().stream()
                .filter(name -> !name.endsWith(Segment.SUFFIX))
                .toList();
        assertThat(others).contains(SealFile.NAME, HeadFile.NAME).hasSize(4);
        for (String file : others) {
            int bytes = snapshot.getOrDefault(file, new byte[0]).length;
            for (int length = 0; length <= bytes; length++) {
                restore(file, length);
                requireSound(file + " cut at " + length, ALL);
            }
        }
    }

    @Test
    void seals_made_again_are_the_same_byte_for_byte() throws IOException {
        restore(SealFile.NAME, 0);
        SegmentJournal.open(folder, options()).close();
        assertThat(Files.readAllBytes(folder.resolve(SealFile.NAME))).isEqualTo(snapshot.get(SealFile.NAME));
    }

    @Test
    void a_flipped_bit_of_the_running_hour_is_refused_with_file_line_and_record() throws IOException {
        restore("", 0);
        Path last = Segment.file(folder, 2 * HOUR);
        Files.writeString(last, Files.readString(last).replace("\"R6\"", "\"R8\""));
        assertThatThrownBy(() -> SegmentJournal.open(folder, options()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("usage-1970-01-01T02.journal:3: record 6: the hash of record 6");
        assertThat(files()).hasSize(snapshot.size());
    }

    @Test
    void a_changed_sealed_hour_is_found_by_verify_and_by_reading() throws IOException {
        restore("", 0);
        Path first = Segment.file(folder, 0);
        Files.writeString(first, Files.readString(first).replace("\"R1\"", "\"R8\""));
        assertThat(JournalVerifier.verify(folder, Optional.empty())).isInstanceOf(Verification.Broken.class);
        assertThatThrownBy(() -> SegmentJournal.read(folder, record -> {})).isInstanceOf(InputException.class);

        Files.delete(SegmentIndex.file(first));
        assertThatThrownBy(() -> SegmentJournal.open(folder, options())).isInstanceOf(InputException.class);
    }

    @Test
    void a_segment_or_a_seal_that_is_gone_is_missed() throws IOException {
        restore("", 0);
        Files.delete(Segment.file(folder, HOUR));
        assertThatThrownBy(() -> SegmentJournal.open(folder, options())).isInstanceOf(InputException.class);
        assertThat(JournalVerifier.verify(folder, Optional.empty())).isInstanceOf(Verification.Broken.class);

        restore("", 0);
        String seals = Files.readString(folder.resolve(SealFile.NAME));
        Files.writeString(folder.resolve(SealFile.NAME), seals.substring(seals.indexOf('\n') + 1));
        assertThatThrownBy(() -> SegmentJournal.open(folder, options()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("seals.tsv:1");
    }

    @Test
    void a_forged_seal_is_refused_by_the_owner_of_the_key() throws IOException {
        restore("", 0);
        String seals = Files.readString(folder.resolve(SealFile.NAME));
        Files.writeString(folder.resolve(SealFile.NAME), seals.replaceFirst("\tSHA-256\t", "\tSHA-384\t"));
        assertThatThrownBy(() -> SegmentJournal.open(folder, options())).isInstanceOf(InputException.class);
    }
}
