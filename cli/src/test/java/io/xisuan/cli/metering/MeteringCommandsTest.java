package io.xisuan.cli.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteringCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_good_text_is_accepted() throws IOException {
        Path text = Files.writeString(folder.resolve("a.prom"), "# TYPE a gauge\na 1\na{b=\"c\"} 2\n");
        assertThat(run("metrics", "parse", text.toString(), "-o", "json")).isZero();
        assertThat(json().path("verdict").asText()).isEqualTo("accepted");
        assertThat(json().path("families").size()).isEqualTo(1);
        assertThat(json().path("samples").asInt()).isEqualTo(2);
    }

    @Test
    void a_bad_text_is_rejected_with_its_lines() throws IOException {
        Path text = Files.writeString(folder.resolve("a.prom"), "a 1\nb ERROR\n");
        assertThat(run("metrics", "parse", text.toString(), "-o", "json")).isEqualTo(1);
        assertThat(json().path("errors").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(run("metrics", "parse", text.toString(), "--format", "openmetrics"))
                .isEqualTo(1);
    }

    @Test
    void a_missing_file_or_an_unknown_format_is_bad_input() throws IOException {
        Path text = Files.writeString(folder.resolve("a.prom"), "a 1\n");
        assertThat(run("metrics", "parse", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none is no file");
        assertThat(run("metrics", "parse", text.toString(), "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("--format xml");
        assertThat(run("journal", "verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none is no folder");
    }

    @Test
    void a_journal_is_sound_until_a_byte_changes() throws IOException {
        try (SegmentJournal journal = SegmentJournal.open(folder, JournalOptions.durable())) {
            journal.append(
                    List.of(new JournalEntry.Remark("NOTE", "a", "b"), new JournalEntry.Remark("NOTE", "c", "d")), 0);
        }
        assertThat(run("journal", "verify", folder.toString(), "-o", "json")).isZero();
        assertThat(json().path("ok").asBoolean()).isTrue();
        assertThat(json().path("records").asInt()).isEqualTo(2);

        try (Stream<Path> files = Files.list(folder)) {
            Path segment = files.filter(file -> file.toString().endsWith(".journal"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(segment, Files.readString(segment).replace("\"c\"", "\"x\""));
        }
        out.getBuffer().setLength(0);
        assertThat(run("journal", "verify", folder.toString(), "-o", "json")).isEqualTo(1);
        assertThat(json().path("firstBad").path("record").asInt()).isEqualTo(2);
    }

    /** A store on a server has its journal beside it; nobody listens at that port. */
    @Test
    void usage_is_read_beside_the_store_that_is_named() throws IOException {
        String nobody = "jdbc:postgresql://127.0.0.1:1/xisuan";
        for (List<String> words : List.of(
                List.of("usage", "--db", nobody),
                List.of("usage", "report", "--db", nobody),
                List.of("usage", "closure", "--period", "2026-01", "--db", nobody))) {
            assertThat(run(words.toArray(String[]::new))).as("%s", words).isEqualTo(5);
            assertThat(err.toString()).as("%s", words).contains("127.0.0.1:1").hasLineCount(1);
        }
        SegmentJournal.open(folder, JournalOptions.durable()).close();
        assertThat(run("usage", "--journal", folder.toString(), "-o", "json", "--period", "2026-01"))
                .as("%s", err)
                .isZero();
        assertThat(json().path("rows")).isEmpty();
    }
}
