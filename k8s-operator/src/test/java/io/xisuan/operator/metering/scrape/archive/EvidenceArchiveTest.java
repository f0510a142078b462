package io.xisuan.operator.metering.scrape.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceArchiveTest {
    private static final long START = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static byte[] text(int number) {
        return ("# TYPE up gauge\nup{n=\"%d\"} 1\n".formatted(number) + "load 0.5\n".repeat(number % 50))
                .getBytes(StandardCharsets.UTF_8);
    }

    private ArchiveOptions options(long mostBytes, String... families) {
        return new ArchiveOptions(folder, Duration.ofHours(10), mostBytes, new TreeSet<>(Set.of(families)));
    }

    @Test
    void a_text_is_found_by_its_hash_and_stands_once_an_hour() throws IOException {
        List<String> hashes = new ArrayList<>();
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            for (int i = 0; i < 3_000; i++) {
                hashes.add(archive.keep(text(i), START + i));
            }
            long bytes = archive.standing().bytes();
            assertThat(archive.keep(text(7), START + 4_000)).isEqualTo(hashes.get(7));
            assertThat(archive.standing().bytes()).isEqualTo(bytes);
            archive.keep(text(7), START + HOUR);
            assertThat(archive.standing().hours()).isEqualTo(2);
            assertThat(archive.standing().bytes()).isGreaterThan(bytes);
        }
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            for (int i = 0; i < 3_000; i += 97) {
                assertThat(archive.find(hashes.get(i), START, START + HOUR).orElseThrow())
                        .isEqualTo(text(i));
            }
            assertThat(archive.find(hashes.get(1), START + HOUR, START + HOUR)).isEmpty();
            assertThat(archive.find("00".repeat(32), START, START + HOUR)).isEmpty();
            assertThat(archive.standing().dropped()).isZero();
        }
    }

    @Test
    void a_crash_at_any_byte_costs_the_unfinished_text_alone() throws IOException {
        List<String> hashes = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            for (int i = 0; i < 4; i++) {
                hashes.add(archive.keep(text(i), START));
                ends.add(archive.standing().bytes());
            }
        }
        Path file = folder.resolve("20260101T00.texts");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
                for (int i = 0; i < 4; i++) {
                    assertThat(archive.find(hashes.get(i), START, START).isPresent())
                            .as("text %d of a file cut at %d", i, length)
                            .isEqualTo(ends.get(i) <= length);
                }
                archive.keep(text(9), START);
                assertThat(archive.find(archive.keep(text(9), START), START, START)
                                .orElseThrow())
                        .isEqualTo(text(9));
            }
        }
    }

    @Test
    void a_changed_byte_is_never_returned_as_the_text() throws IOException {
        String hash;
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            hash = archive.keep(text(1), START);
            archive.keep(text(2), START + HOUR);
        }
        Path file = folder.resolve("20260101T00.texts");
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
                byte[] found = archive.find(hash, START, START).orElse(text(1));
                assertThat(found).as("round %d of seed 1", i).isEqualTo(text(1));
            } catch (IOException damaged) {
                assertThat(damaged).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void the_oldest_hours_go_when_they_are_too_old_or_too_many() throws IOException {
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            for (int hour = 0; hour < 24; hour++) {
                archive.keep(text(hour), START + hour * HOUR);
            }
            assertThat(archive.standing().hours()).isEqualTo(11);
        }
        try (EvidenceArchive archive = EvidenceArchive.open(options(500))) {
            archive.keep(text(99), START + 24 * HOUR);
            assertThat(archive.standing().bytes()).isLessThanOrEqualTo(500);
            assertThat(archive.standing().hours()).isLessThan(6);
            try (var files = Files.list(folder)) {
                assertThat(files.count()).isEqualTo(archive.standing().hours());
            }
        }
    }

    @Test
    void what_does_not_fit_is_dropped_and_counted() throws IOException {
        try (EvidenceArchive archive = EvidenceArchive.open(options(150))) {
            String first = archive.keep(text(1), START);
            String second = archive.keep(text(2), START);
            assertThat(archive.standing().dropped()).isEqualTo(1);
            assertThat(archive.find(first, START, START)).isPresent();
            assertThat(archive.find(second, START, START)).isEmpty();
            archive.keep(text(2), START + HOUR);
            assertThat(archive.find(second, START, START + HOUR)).isPresent();
        }
    }

    @Test
    void an_allow_list_keeps_the_lines_of_its_families_as_they_stand() throws IOException {
        String text = "# HELP up Whether.\n# TYPE up gauge\nup{a=\"load\"} 1\nload 0.5\nup_time 3\nup 2";
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20, "up"))) {
            String hash = archive.keep(text.getBytes(StandardCharsets.UTF_8), START);
            assertThat(new String(archive.find(hash, START, START).orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo("# HELP up Whether.\n# TYPE up gauge\nup{a=\"load\"} 1\nup 2");
        }
    }

    @Test
    void what_is_no_hash_is_refused() throws IOException {
        try (EvidenceArchive archive = EvidenceArchive.open(options(1 << 20))) {
            assertThatThrownBy(() -> archive.find("abcd", START, START)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
