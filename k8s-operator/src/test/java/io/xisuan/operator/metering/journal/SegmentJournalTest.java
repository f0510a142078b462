package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentJournalTest {
    private static final JournalOptions FAST = new JournalOptions(false, Optional.empty());
    private static final long DAY = 86_400_000;

    @TempDir
    private Path folder = Path.of(".");

    private static JournalEntry entry(int number) {
        boolean billed = number % 3 != 0;
        return new JournalEntry.Usage(
                new UsageInterval(
                        "%064d".formatted(number),
                        new JobId("团队", "train \"x\"", "uid-" + number),
                        1,
                        new TenantId("acme"),
                        new ContractId("c-1"),
                        new SiteId("zhongwei"),
                        new NodeName("node-1"),
                        "nvidia.com/gpu/" + number,
                        AcceleratorModel.NVIDIA_H800,
                        new AcceleratorShare(1, 2),
                        new Interval(number * 1000L, number * 1000L + 5000),
                        new DeviceMillis(2500),
                        billed ? UsageClass.BILLED : UsageClass.HELD_UNBILLED,
                        billed ? Optional.empty() : Optional.of(UnbilledReason.TEARDOWN),
                        "f".repeat(64)),
                billed
                        ? Optional.of(
                                new EvidenceSummary(3, 1, 970, 970, Map.of(GapCause.NO_SCRAPE, 2), "e".repeat(64)))
                        : Optional.empty());
    }

    private void write(int from, int to) {
        try (SegmentJournal journal = SegmentJournal.open(folder, FAST)) {
            for (int i = from; i < to; i++) {
                journal.append(List.of(entry(i)), i * DAY / 4);
            }
        }
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        try (SegmentJournal journal = SegmentJournal.open(folder, FAST)) {
            journal.read(record -> entries.add(EntryCodec.decode(record)));
        }
        return entries;
    }

    private Path lastSegment() {
        List<Path> segments = SegmentReader.segments(folder);
        return segments.get(segments.size() - 1);
    }

    private Verification verify() {
        return JournalVerifier.verify(folder, Optional.empty());
    }

    @Test
    void what_is_appended_is_read_again_across_segments_and_restarts() {
        write(1, 8);
        write(8, 12);

        assertThat(entries()).hasSize(11).startsWith(entry(1), entry(2)).endsWith(entry(11));
        assertThat(SegmentReader.segments(folder)).hasSizeGreaterThan(2);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.records()).isEqualTo(11));
    }

    @Test
    void the_same_entries_give_the_same_bytes(@TempDir Path other) throws IOException {
        write(1, 12);
        Path first = folder;
        folder = other;
        write(1, 12);
        for (Path file : SegmentReader.segments(first)) {
            assertThat(other.resolve(SegmentReader.name(file))).hasSameBinaryContentAs(file);
        }
        assertThat(Files.readString(other.resolve(HeadFile.NAME)))
                .isEqualTo(Files.readString(first.resolve(HeadFile.NAME)));
    }

    @Test
    void records_that_the_head_does_not_name_are_not_continued(@TempDir Path other) throws IOException {
        write(1, 5);
        String head = Files.readString(folder.resolve(HeadFile.NAME));
        folder = other;
        try (SegmentJournal journal = SegmentJournal.open(folder, FAST)) {
            for (int i = 1; i < 5; i++) {
                journal.append(List.of(entry(i + 10)), i * DAY / 4);
            }
        }
        Files.writeString(folder.resolve(HeadFile.NAME), head);

        assertThatThrownBy(() -> SegmentJournal.open(folder, FAST))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("record 4 is not the one that the head names");
    }

    @Test
    void a_head_that_our_key_did_not_sign_is_refused() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        JournalOptions signing = new JournalOptions(false, Optional.of(new HeadSigner(pair.getPrivate())));
        try (SegmentJournal journal = SegmentJournal.open(folder, signing)) {
            for (int i = 1; i < 6; i++) {
                journal.append(List.of(entry(i)), i * DAY / 4);
            }
        }
        SegmentJournal.open(folder, signing).close();
        Path head = folder.resolve(HeadFile.NAME);
        Files.writeString(head, Files.readString(head).replaceFirst(",\"ed25519\":\"[^\"]*\"", ""));

        assertThatThrownBy(() -> SegmentJournal.open(folder, signing))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("head.json is not signed");
    }

    @Test
    void every_changed_byte_is_found() throws IOException {
        write(1, 6);
        for (Path file : SegmentReader.segments(folder)) {
            byte[] sound = Files.readAllBytes(file);
            for (int i = 0; i < sound.length; i += 7) {
                byte[] changed = sound.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(verify()).as("%s byte %d", file, i).isInstanceOf(Verification.Broken.class);
            }
            Files.write(file, sound);
        }
        assertThat(verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void an_incomplete_last_record_is_cut_off_and_the_rest_kept() throws IOException {
        write(1, 4);
        byte[] sound = Files.readAllBytes(lastSegment());
        Files.delete(folder.resolve(HeadFile.NAME));
        for (int cut = 1; cut < 40; cut++) {
            Files.write(lastSegment(), Arrays.copyOf(sound, sound.length - cut));
            assertThat(verify()).isInstanceOf(Verification.Broken.class);
            assertThat(entries()).containsExactly(entry(1), entry(2));
            Files.deleteIfExists(folder.resolve(HeadFile.NAME));
        }
        write(3, 4);
        assertThat(Files.readAllBytes(lastSegment())).isEqualTo(sound);
    }

    @Test
    void a_lost_tail_and_a_bad_middle_are_refused() throws IOException {
        write(1, 4);
        byte[] sound = Files.readAllBytes(lastSegment());
        Files.write(lastSegment(), Arrays.copyOf(sound, sound.length - 5));
        assertThatThrownBy(() -> SegmentJournal.open(folder, FAST))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("tail is lost");

        Files.write(lastSegment(), sound);
        Path last = lastSegment();
        Files.writeString(last, Files.readString(last).replace("acme", "evil"));
        assertThatThrownBy(() -> SegmentJournal.open(folder, FAST))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(SegmentReader.name(last));
    }

    @Test
    void a_signed_head_is_checked_with_the_key() throws GeneralSecurityException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        JournalOptions signed = new JournalOptions(false, Optional.of(new HeadSigner(key.getPrivate())));
        try (SegmentJournal journal = SegmentJournal.open(folder, signed)) {
            journal.append(List.of(entry(1), new JournalEntry.Remark("LATE", "uid-1", "ended 3 s earlier")), 0);
        }
        assertThat(JournalVerifier.verify(folder, Optional.of(key.getPublic()))).isInstanceOf(Verification.Sound.class);
        assertThat(JournalVerifier.verify(folder, Optional.of(other.getPublic())))
                .isInstanceOf(Verification.Broken.class);
    }

    @Test
    void what_a_meter_has_to_remember_comes_back_as_it_was_written() {
        AttemptKey attempt = new AttemptKey(new JobId("团队", "train", "uid-1"), 3);
        List<JournalEntry> entries = List.of(
                new JournalEntry.PodLost(attempt, "pod-uid-1", new NodeName("node-1"), 1_234_567),
                new JournalEntry.Closed(attempt));
        List<JournalEntry> read = new ArrayList<>();
        try (SegmentJournal journal = SegmentJournal.open(folder, FAST)) {
            journal.append(entries, 0);
            journal.read(record -> read.add(EntryCodec.decode(record)));
        }
        assertThat(read).isEqualTo(entries);
        assertThat(JournalVerifier.verify(folder, Optional.empty())).isInstanceOf(Verification.Sound.class);
    }
}
