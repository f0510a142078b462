package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFaultsTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of(".");

    /** A disk that takes so many bytes and so many flushes, and then no more. */
    private static final class FailingDisk implements JournalFiles {
        private long bytesLeft;
        private long forcesLeft;

        FailingDisk(long bytesLeft, long forcesLeft) {
            this.bytesLeft = bytesLeft;
            this.forcesLeft = forcesLeft;
        }

        @Override
        public Tail tail(Path file) throws IOException {
            Tail disk = DISK.tail(file);
            return new Tail() {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int taken = (int) Math.min(length, bytesLeft);
                    bytesLeft -= taken;
                    disk.write(bytes, from, taken);
                    if (taken < length) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void force() throws IOException {
                    if (forcesLeft-- <= 0) {
                        throw new IOException("Input/output error");
                    }
                }

                @Override
                public void truncate(long length) throws IOException {
                    throw new IOException("Input/output error");
                }

                @Override
                public void close() throws IOException {
                    disk.close();
                }
            };
        }

        @Override
        public void replace(Path file, byte[] bytes, boolean durably) throws IOException {
            if (bytes.length > bytesLeft) {
                throw new IOException("No space left on device");
            }
            bytesLeft -= bytes.length;
            DISK.replace(file, bytes, false);
        }
    }

    /** Appends until the disk fails and returns how many records were confirmed. */
    private int fill(Path where, FailingDisk disk) {
        int confirmed = 0;
        SegmentJournal journal = SegmentJournal.open(where, new JournalOptions(true, Optional.empty(), disk));
        try (journal) {
            for (int i = 0; i < 12; i += 2) {
                journal.append(List.of(AnyEntries.usage(i), AnyEntries.usage(i + 1)), i / 6 * HOUR);
                confirmed += 2;
            }
            throw new AssertionError("the disk did not fail");
        } catch (JournalException failed) {
            assertThat(failed).hasMessageContaining("metering has stopped");
        }
        assertThatThrownBy(() -> journal.append(List.of(AnyEntries.usage(99)), HOUR))
                .isInstanceOf(JournalException.class);
        assertThatThrownBy(journal::publishHead).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.sealThrough(99 * HOUR)).isInstanceOf(JournalException.class);
        return confirmed;
    }

    private void requireKept(Path where, int confirmed, String what) {
        List<JournalEntry> read = new ArrayList<>();
        try (SegmentJournal journal = SegmentJournal.open(where, JournalOptions.durable())) {
            journal.read(record -> read.add(EntryCodec.decode(record)));
            assertThat(read).as(what).hasSizeGreaterThanOrEqualTo(confirmed);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i)).as(what).isEqualTo(AnyEntries.usage(i));
            }
            journal.append(List.of(AnyEntries.usage(read.size())), 9 * HOUR);
        }
        assertThat(JournalVerifier.verify(where, Optional.empty())).as(what).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_full_disk_stops_the_journal_and_loses_nothing_confirmed() throws IOException {
        for (int bytes = 0; bytes < 6000; bytes += 211) {
            Path where = Files.createDirectory(folder.resolve("full-" + bytes));
            requireKept(where, fill(where, new FailingDisk(bytes, 1000)), "full after %d bytes".formatted(bytes));
        }
    }

    @Test
    void a_failed_flush_is_never_tried_again() throws IOException {
        for (int forces = 0; forces < 6; forces++) {
            Path where = Files.createDirectory(folder.resolve("flush-" + forces));
            requireKept(where, fill(where, new FailingDisk(1 << 20, forces)), "no flush after %d".formatted(forces));
        }
    }

    @Test
    void a_limit_of_the_system_on_files_is_a_full_disk() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();
        Process child = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "ulimit -f 64; exec \"$0\" -Xmx64m -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home", ""))
                                .resolve("bin/java")
                                .toString(),
                        System.getProperty("java.class.path", ""),
                        FillingWriter.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(said).isEqualTo(FillingWriter.STOPPED);
        assertThat(said).contains("File too large").contains("metering has stopped");
        int confirmed = Integer.parseInt(said.lines().findFirst().orElse("0"));
        assertThat(confirmed).isPositive();
        requireKept(folder, confirmed, "limited to 64 KiB");
    }

    @Test
    void two_writers_do_not_share_a_folder() {
        try (SegmentJournal first = SegmentJournal.open(folder, JournalOptions.durable())) {
            assertThat(first.head()).isEqualTo(JournalHead.EMPTY);
            assertThatThrownBy(() -> SegmentJournal.open(folder, JournalOptions.durable()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another process writes the journal");
        }
        SegmentJournal.open(folder, JournalOptions.durable()).close();
    }
}
