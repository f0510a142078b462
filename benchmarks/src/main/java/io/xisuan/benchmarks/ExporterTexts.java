package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionReader;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.ReadLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts that a run parses: those that keep to the format.
 *
 * @param refused the names of those that do not, which are left out for every parser
 */
record ExporterTexts(List<Named> texts, List<String> refused) {
    /** One text; its bytes are not copied. */
    static final class Named {
        private final byte[] body;
        private final int families;
        private final long samples;

        Named(byte[] body, int families, long samples) {
            this.body = body;
            this.families = families;
            this.samples = samples;
        }

        byte[] body() {
            return body;
        }

        int families() {
            return families;
        }

        long samples() {
            return samples;
        }
    }

    /** All saved texts of exporters. */
    static final String ALL = "exporters";

    /** A made-up text, for those who have no public data. */
    static final String OWN = "own";

    private static final String METRICS = "metrics";

    ExporterTexts {
        texts = List.copyOf(texts);
        refused = List.copyOf(refused);
    }

    static boolean present(Path data) {
        return Files.isDirectory(data.resolve(METRICS));
    }

    /** Reads the texts of that name: all, the made-up one, or one file of the folder. */
    static ExporterTexts of(String name, Path data) {
        ExpositionReader reader = new ExpositionReader(ReadLimits.DEFAULT);
        List<Named> texts = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String each : name.equals(ALL) ? names(data) : List.of(name)) {
            byte[] body = each.equals(OWN) ? DcgmText.bytes() : new PublicData(data).bytes(each);
            ParseSummary summary = reader.read(body, ExpositionFormat.TEXT, sample -> {});
            if (summary.accepted() && summary.samples() > 0) {
                texts.add(new Named(body, summary.families(), summary.samples()));
            } else {
                refused.add(each);
            }
        }
        if (texts.isEmpty()) {
            throw InputException.of("--text: %s is no text that is accepted".formatted(name));
        }
        return new ExporterTexts(texts, refused);
    }

    private static List<String> names(Path data) {
        Path folder = data.resolve(METRICS);
        if (!Files.isDirectory(folder)) {
            throw new NotMeasured("there is no %s; --text own parses a made-up text".formatted(folder));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".prom"))
                    .map(file -> data.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long bytes() {
        return texts.stream().mapToLong(text -> text.body().length).sum();
    }

    long samples() {
        return texts.stream().mapToLong(Named::samples).sum();
    }

    int families() {
        return texts.stream().mapToInt(Named::families).sum();
    }
}
