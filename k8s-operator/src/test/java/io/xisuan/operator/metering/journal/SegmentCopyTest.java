package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed hours that are kept in a second folder are the files that a journal in a folder has. */
class SegmentCopyTest {
    private static final long START = 1_793_491_200_000L;
    private static final long HOUR = 3_600_000;
    private static final int HOURS = 6;

    @TempDir
    private Path folder = Path.of(".");

    private Path from = Path.of(".");
    private Path to = Path.of(".");
    private Optional<HeadSigner> signer = Optional.empty();

    /** Five sealed hours and one that runs. */
    @BeforeEach
    void write() {
        from = folder.resolve("from");
        to = folder.resolve("to");
        signer = Optional.of(JournalKeys.open(folder.resolve("keys")));
        RandomEntries entries = new RandomEntries(11);
        try (SegmentJournal journal = SegmentJournal.open(from, new JournalOptions(true, signer))) {
            for (int hour = 0; hour < HOURS; hour++) {
                journal.append(entries.next(70), START + hour * HOUR);
                journal.append(entries.next(30), START + hour * HOUR + 1);
            }
        }
    }

    private SegmentCopy.Written copy(long most) {
        try (JournalSource source = JournalSource.folder(from)) {
            return new SegmentCopy(to, signer).write(source::readBetween, source.seals(), most);
        }
    }

    private Verification verify() {
        return JournalVerifier.verify(to, signer.map(key -> key.seals().publicKey()));
    }

    /** Returns the texts of the files whose name this is true of, by name. */
    private static Map<String, String> files(Path of, Predicate<String> name) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(of)) {
            for (Path file : files.filter(one -> name.test(Segment.name(one))).toList()) {
                texts.put(Segment.name(file), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    @Test
    void the_files_of_sealed_hours_are_byte_for_byte_those_of_the_journal() {
        assertThat(copy(Long.MAX_VALUE)).isEqualTo(new SegmentCopy.Written(HOURS - 1, 500, true));
        Map<String, String> wanted = files(
                from,
                name -> (name.startsWith(Segment.PREFIX) && !name.contains("T%02d".formatted(lastHour())))
                        || name.equals(SealFile.NAME));
        assertThat(wanted).hasSize(2 * (HOURS - 1) + 1);
        assertThat(files(to, name -> !name.equals(JournalLock.NAME) && !name.equals(HeadFile.NAME)))
                .isEqualTo(wanted);
        assertThat(verify()).isInstanceOfSatisfying(Verification.Sound.class, sound -> {
            assertThat(sound.records()).isEqualTo(500);
            assertThat(sound.sealedHours()).isEqualTo(HOURS - 1);
        });
    }

    private static int lastHour() {
        return Math.floorMod((START + (HOURS - 1) * HOUR) / HOUR, 24);
    }

    @Test
    void steps_go_on_where_the_one_before_ended_and_each_is_sound() {
        for (int hour = 1; hour < HOURS; hour++) {
            assertThat(copy(1)).isEqualTo(new SegmentCopy.Written(1, 100, hour == HOURS - 1));
            assertThat(verify()).isInstanceOf(Verification.Sound.class);
        }
        assertThat(copy(1)).isEqualTo(new SegmentCopy.Written(0, 0, true));
    }

    @Test
    void a_folder_that_had_the_seals_alone_gets_the_hours_too() {
        try (JournalSource source = JournalSource.folder(from)) {
            new SealCopy(to).write(source.seals());
        }
        assertThat(copy(Long.MAX_VALUE).hours()).isEqualTo(HOURS - 1);
        assertThat(verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void an_hour_whose_records_are_not_those_that_were_sealed_is_not_written() {
        try (JournalSource source = JournalSource.folder(from)) {
            SegmentCopy.Records short1 =
                    (first, last, reader) -> source.readBetween(first, Math.min(last, 150), reader);
            assertThatThrownBy(() -> new SegmentCopy(to, signer).write(short1, source.seals(), Long.MAX_VALUE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("are not those that were sealed, 101 to 200");
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.records()).isEqualTo(100));
    }

    @Test
    void a_folder_of_another_journal_is_refused() {
        copy(Long.MAX_VALUE);
        from = folder.resolve("another");
        RandomEntries entries = new RandomEntries(12);
        try (SegmentJournal journal = SegmentJournal.open(from, new JournalOptions(true, signer))) {
            journal.append(entries.next(3), START);
            journal.append(entries.next(3), START + HOUR);
        }
        assertThatThrownBy(() -> copy(Long.MAX_VALUE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds other seals than this journal");
        assertThat(List.of(verify())).hasOnlyElementsOfType(Verification.Sound.class);
    }
}
