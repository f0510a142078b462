package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.exposition.ExpositionSink;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Strict parsing of an exporter's text, every sample delivered. */
final class ExpositionRun implements Run {
    private static final String OWN = "own";
    private static final String PUBLIC = "metrics/nvidia-dcgm-exporter/constructed-4.8-h100x8-poduid.prom";
    private static final int LEAST_BYTES_A_CALL = 1 << 22;
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "exposition";
    }

    @Override
    public String about() {
        return "MB a second of exporter text parsed strictly, on one core";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        boolean shared = Files.isReadable(Path.of(PublicData.usualFolder()).resolve(PUBLIC));
        defaults.put("text", shared ? PUBLIC : OWN);
        defaults.put("data", PublicData.usualFolder());
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        String name = parameters.text("text");
        byte[] text = name.equals(OWN) ? DcgmText.bytes() : new PublicData(parameters.path("data")).bytes(name);
        ParseSummary summary = ExpositionParser.parse(text, ExpositionFormat.TEXT, sample -> {});
        if (!summary.accepted() || summary.samples() == 0) {
            throw InputException.of("--text: %s is no text that is accepted: %s".formatted(name, summary.errors()));
        }
        int repeats = 1 + LEAST_BYTES_A_CALL / text.length;
        Rounds rounds = Rounds.of("exposition", parameters, () -> parsed(text, repeats), progress);
        return new Measured(
                List.of(Figure.timed(
                        "parse-mb-per-second-xisuan", rounds.perSecond(MEGA), "MB/s", Optional.of(Bar.atLeast("500")))),
                List.of("%s: %d bytes, %d families, %d samples; MB are 1,000,000 bytes; of each sample the number is"
                                .formatted(name, text.length, summary.families(), summary.samples())
                        + " read and the labels are counted, not turned into strings."));
    }

    private static long parsed(byte[] text, int repeats) {
        Looked looked = new Looked();
        for (int i = 0; i < repeats; i++) {
            ExpositionParser.parse(text, ExpositionFormat.TEXT, looked);
        }
        return looked.labels > 0 && Double.isFinite(looked.sum) ? (long) text.length * repeats : 0;
    }

    /** Looks at every sample as a collector does: its labels are counted and its number is read. */
    private static final class Looked implements ExpositionSink {
        private long labels;
        private double sum;

        @Override
        public void sample(Sample sample) {
            labels += sample.labelCount();
            double value = sample.value();
            if (Double.isFinite(value)) {
                sum += value;
            }
        }
    }
}
