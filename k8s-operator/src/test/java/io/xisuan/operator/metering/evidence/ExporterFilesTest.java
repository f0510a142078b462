package io.xisuan.operator.metering.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every published exporter text, with what it must be read as; the same rules over own texts are in {@link ExporterTableTest}. */
class ExporterFilesTest {
    private static final Path METRICS =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("../shared/data/metrics");

    private static String read(Path file) {
        try {
            Scrape scrape = ScrapeReader.read(Files.readAllBytes(file), ExpositionFormat.TEXT, Long.MIN_VALUE);
            String exporter = switch (scrape.standing()) {
                case Standing.Known known -> known.exporter() + " " + known.versions();
                case Standing.Unknown unknown -> "UNKNOWN";
            };
            long used = scrape.values(CanonicalMetric.UTILISATION).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long energy = scrape.values(CanonicalMetric.ENERGY).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<String> owners = scrape.holdings().stream()
                    .map(held -> held.owner().namespace() + "/" + held.owner().name())
                    .distinct()
                    .sorted()
                    .toList();
            return String.format(
                    Locale.ROOT,
                    "%s | %s%s | %d devices %d samples %d held %d faulty %d said | util %d energy %d | dup %d conflict %d unkeyed %d | %s",
                    METRICS.relativize(file),
                    exporter,
                    scrape.degraded() ? " DEGRADED" : "",
                    scrape.devices().size(),
                    scrape.samples().size(),
                    scrape.holdings().size(),
                    scrape.faults().size(),
                    scrape.statements().size(),
                    used,
                    energy,
                    scrape.oddities().duplicates(),
                    scrape.oddities().conflicts().size(),
                    scrape.oddities().unkeyed(),
                    owners.isEmpty() ? "-" : String.join(" ", owners));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File, exporter, what it says by count, the sums of two metrics, what is odd, and the owners. */
    private static List<String> expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ExporterFilesTest.class.getResourceAsStream("read-as.txt"), "read-as.txt is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void every_exporter_text_is_read_as_the_table_says() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(METRICS), () -> "skipped: %s is not here".formatted(METRICS.toAbsolutePath()));
        TreeMap<String, String> read = new TreeMap<>();
        try (Stream<Path> files = Files.walk(METRICS)) {
            files.filter(file -> file.toString().endsWith(".prom")
                            && !file.toString().contains("conformance"))
                    .map(ExporterFilesTest::read)
                    .forEach(line -> read.put(line.substring(0, line.indexOf(' ')), line));
        }
        assertThat(read.values()).containsExactlyElementsOf(expected());
    }
}
