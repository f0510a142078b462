package io.xisuan.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.CommandTest;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of three hours with three records each, the last hour not sealed. */
class JournalCommandsTest extends CommandTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of(".");

    private Path journal = Path.of(".");
    private Path key = Path.of(".");

    private static JournalEntry usage(int number) {
        return new JournalEntry.Usage(
                new UsageInterval(
                        "%064d".formatted(number),
                        new JobId("research", number == 1 ? "=cmd 训练" : "train", "uid-" + number),
                        1,
                        new TenantId("acme"),
                        new ContractId("c-1"),
                        new SiteId("zhongwei"),
                        new NodeName("node-1"),
                        "nvidia.com/gpu/0",
                        AcceleratorModel.NVIDIA_H800,
                        new AcceleratorShare(1, 1),
                        new Interval(number * HOUR, number * HOUR + 5000),
                        new DeviceMillis(5000),
                        UsageClass.BILLED,
                        Optional.empty(),
                        "f".repeat(64)),
                Optional.empty());
    }

    @BeforeEach
    void write() {
        journal = folder.resolve("journal");
        JournalOptions options = new JournalOptions(true, Optional.of(JournalKeys.open(folder.resolve("keys"))));
        key = folder.resolve("keys/journal.pub");
        try (SegmentJournal writer = SegmentJournal.open(journal, options)) {
            for (int i = 0; i < 9; i++) {
                writer.append(
                        List.of(i % 3 == 2 ? new JournalEntry.Remark("LATE", "=1+1", "\\ \"说\"") : usage(i)),
                        i / 3 * HOUR);
            }
        }
    }

    private int journal(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("journal"));
        all.addAll(List.of(arguments));
        return run(all.toArray(new String[0]));
    }

    @Test
    void verify_checks_seals_with_the_key_and_with_seals_kept_elsewhere() throws IOException {
        Path kept = Files.copy(journal.resolve("seals.tsv"), folder.resolve("kept.tsv"));
        assertThat(journal(
                        "verify",
                        journal.toString(),
                        "--key",
                        key.toString(),
                        "--seals",
                        kept.toString(),
                        "-o",
                        "json"))
                .as(err.toString())
                .isZero();
        assertThat(json().path("records").asInt()).isEqualTo(9);
        assertThat(json().path("sealedHours").asInt()).isEqualTo(2);

        JournalKeys.open(folder.resolve("other"));
        assertThat(journal(
                        "verify",
                        journal.toString(),
                        "--key",
                        folder.resolve("other/journal.pub").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("seals.tsv:1").contains("not signed with the given key");
    }

    @Test
    void show_finds_records_by_what_they_are_about() throws IOException {
        assertThat(journal("show", journal.toString(), "--job", "uid-4", "-o", "json"))
                .isZero();
        assertThat(json().size()).isEqualTo(1);
        assertThat(json().path(0).path("seq").asInt()).isEqualTo(5);
        assertThat(journal("show", journal.toString(), "--kind", "remark", "--after", "3", "-o", "json"))
                .isZero();
        assertThat(json().size()).isEqualTo(2);
        assertThat(journal("show", journal.toString(), "--limit", "2")).isZero();
        assertThat(out.toString()).contains("--after 2 shows the next");
        assertThat(journal(
                        "show",
                        journal.toString(),
                        "--from",
                        "1970-01-01T09:00:00+08:00",
                        "--until",
                        "1970-01-01T11:00:00+08:00",
                        "-o",
                        "json"))
                .isZero();
        assertThat(json().size()).isEqualTo(1);
        assertThat(journal("show", journal.toString(), "--from", "yesterday")).isEqualTo(2);
    }

    @Test
    void a_record_is_proved_to_whoever_has_the_public_key_alone() throws IOException {
        Path proof = folder.resolve("proof.json");
        for (String record : List.of("1", "3", "5", "%064d".formatted(4))) {
            assertThat(journal("prove", journal.toString(), "--record", record, "--out", proof.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(journal("verify-proof", proof.toString(), "--key", key.toString()))
                    .as(out.toString())
                    .isZero();
        }
        String text = Files.readString(proof);
        Files.writeString(proof, text.replace("acme", "evil"));
        assertThat(journal("verify-proof", proof.toString(), "--key", key.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("does not match its content");
        assertThat(journal("prove", journal.toString(), "--record", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("record 9 is in no sealed hour");
        assertThat(journal("prove", journal.toString(), "--record", "nobody")).isEqualTo(2);
    }

    @Test
    void an_export_is_the_same_bytes_also_after_compaction_and_runs_no_formula() throws IOException {
        Path csv = folder.resolve("a.csv");
        Path lines = folder.resolve("a.ndjson");
        assertThat(journal("export", journal.toString(), "--format", "csv", "--out", csv.toString()))
                .isZero();
        assertThat(journal("export", journal.toString(), "--format", "ndjson", "--out", lines.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(csv))
                .contains("'=1+1")
                .doesNotContain(",=1+1")
                .contains("训练");
        assertThat(Files.readAllLines(lines)).hasSize(9);
        byte[] before = Files.readAllBytes(csv);

        assertThat(journal("compact", journal.toString(), "--older-than", "30d", "-o", "json"))
                .isZero();
        assertThat(json().path("segments").asInt()).isEqualTo(2);
        assertThat(journal.resolve("usage-1970-01-01T01.journal.gz")).exists();
        assertThat(journal.resolve("usage-1970-01-01T01.journal")).doesNotExist();

        assertThat(journal("verify", journal.toString(), "--key", key.toString()))
                .isZero();
        assertThat(journal("export", journal.toString(), "--format", "csv", "--out", csv.toString()))
                .isZero();
        assertThat(Files.readAllBytes(csv)).isEqualTo(before);
        assertThat(journal("prove", journal.toString(), "--record", "%064d".formatted(4)))
                .isZero();
        SegmentJournal.open(journal, JournalOptions.durable()).close();
    }

    @Test
    void a_month_in_which_nothing_began_exports_headings_alone() throws IOException {
        Path csv = folder.resolve("a.csv");
        assertThat(journal(
                        "export",
                        journal.toString(),
                        "--format",
                        "csv",
                        "--period",
                        "2026-10",
                        "--out",
                        csv.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(csv)).hasSize(1);
    }

    @Test
    void sealed_hours_are_exported_as_segments_that_verify_with_the_seals_of_the_journal() throws IOException {
        Path copy = folder.resolve("copy");
        for (int again = 0; again < 2; again++) {
            assertThat(journal("export", journal.toString(), "--format", "segments", "--out", copy.toString()))
                    .as(err.toString())
                    .isZero();
        }
        Path kept = journal.resolve("seals.tsv");
        assertThat(journal("verify", copy.toString(), "--seals", kept.toString(), "-o", "json"))
                .as(err.toString())
                .isZero();
        assertThat(json().path("records").asInt()).isEqualTo(6);
        assertThat(json().path("sealedHours").asInt()).isEqualTo(2);
        assertThat(journal(
                        "export", journal.toString(), "--format", "segments", "--period", "2026-10", "--out", "none"))
                .isEqualTo(2);
    }

    @Test
    void a_journal_moves_into_no_file() {
        assertThat(journal("adopt", "--from", journal.toString(), "--db", "jdbc:sqlite:" + folder.resolve("store.db")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the journal of a store in a file lies in a folder");
    }

    @Test
    void nothing_is_compacted_under_a_writer() {
        try (SegmentJournal writer = SegmentJournal.open(journal, JournalOptions.durable())) {
            assertThat(writer.head().seq()).isEqualTo(9);
            assertThat(journal("compact", journal.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("another process writes the journal");
        }
    }

    @Test
    void an_auditor_follows_an_hour_without_this_program() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/openssl"))).isTrue();
        Path script = Path.of(System.getProperty("xisuan.root", "..")).resolve("docs/user/check-journal-hour.sh");
        assertThat(audit(script, "1970-01-01T01")).contains("records 4 to 6 are those that were sealed");
        Path segment = journal.resolve("usage-1970-01-01T00.journal");
        Files.writeString(segment, Files.readString(segment).replace("acme", "evil"));
        assertThat(audit(script, "1970-01-01T00")).contains("record 1 is not what its hash says");
    }

    private String audit(Path script, String hour) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", script.toString(), journal.toString(), hour, key.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
