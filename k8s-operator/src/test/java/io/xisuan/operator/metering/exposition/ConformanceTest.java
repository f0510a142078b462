package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The public conformance cases and the texts of real exporters; the project's own cases are in {@link ExpositionRulesTest}. */
class ConformanceTest {
    private static final Path METRICS =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("../shared/data/metrics");

    @Test
    void every_conformance_case_gets_the_expected_verdict() throws IOException {
        assumePresent();
        Path folder = METRICS.resolve("conformance");
        List<String> wrong = new ArrayList<>();
        List<String> cases = Files.readAllLines(folder.resolve("MANIFEST.tsv"));
        for (String line : cases.subList(1, cases.size())) {
            String[] columns = line.split("\t", -1);
            ExpositionFormat format =
                    columns[1].startsWith("openmetrics") ? ExpositionFormat.OPENMETRICS : ExpositionFormat.TEXT;
            Exposition read = ExpositionParser.read(Files.readAllBytes(folder.resolve(columns[0])), format);
            if (read.summary().accepted() != columns[2].startsWith("accept")) {
                wrong.add(line + " -> " + read.summary());
            }
        }
        assertThat(cases).hasSize(278);
        assertThat(wrong).isEmpty();
    }

    @Test
    void legacy_names_reject_what_the_manifest_says_they_reject() throws IOException {
        assumePresent();
        Path folder = METRICS.resolve("conformance");
        ExpositionReader legacy = new ExpositionReader(ReadLimits.DEFAULT, NameScheme.LEGACY);
        int rejected = 0;
        for (String line : Files.readAllLines(folder.resolve("MANIFEST.tsv"))) {
            String[] columns = line.split("\t", -1);
            if (columns[2].equals("accept-utf8/reject-legacy")) {
                byte[] body = Files.readAllBytes(folder.resolve(columns[0]));
                assertThat(legacy.read(body, ExpositionFormat.TEXT, sample -> {})
                                .accepted())
                        .as(line)
                        .isFalse();
                rejected++;
            }
        }
        assertThat(rejected).isEqualTo(2);
    }

    @Test
    void every_exporter_text_is_read_and_only_the_broken_ones_are_rejected() throws IOException {
        assumePresent();
        List<String> rejected = new ArrayList<>();
        for (Path file : exporterTexts()) {
            ParseSummary summary =
                    ExpositionParser.parse(Files.readAllBytes(file), ExpositionFormat.TEXT, sample -> {});
            assertThat(summary.samples()).as(file.toString()).isPositive();
            if (!summary.accepted()) {
                rejected.add(METRICS.relativize(file).toString());
            }
        }
        assertThat(rejected)
                .containsExactly(
                        "intel-xpumanager/constructed-comments-first-no-final-newline.prom",
                        "nvidia-dcgm-exporter/constructed-bad-value-line.prom",
                        "nvidia-dcgm-exporter/verbatim-render-test.prom");
    }

    @Test
    void a_truncated_or_damaged_text_never_breaks_the_reader() throws IOException {
        assumePresent();
        byte[] body = Files.readAllBytes(METRICS.resolve("nvidia-dcgm-exporter/constructed-4.8-a100-mig.prom"));
        java.util.SplittableRandom random = new java.util.SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = java.util.Arrays.copyOf(body, 1 + random.nextInt(4_000));
            for (int hit = 0; hit < 5; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            for (ExpositionFormat format : ExpositionFormat.values()) {
                ParseSummary summary = ExpositionParser.parse(damaged, format, Sample::name);
                assertThat(summary.errorCount())
                        .isGreaterThanOrEqualTo(summary.errors().size());
            }
        }
    }

    private static List<Path> exporterTexts() throws IOException {
        try (Stream<Path> files = Files.walk(METRICS)) {
            return files.filter(file -> file.toString().endsWith(".prom"))
                    .sorted()
                    .toList();
        }
    }

    private static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isDirectory(METRICS), "skipped: ../shared/data is absent (public traces, see README)");
    }
}
