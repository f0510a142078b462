package io.xisuan.benchmarks;

import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionReader;
import io.xisuan.operator.metering.exposition.ExpositionSink;
import io.xisuan.operator.metering.exposition.ReadLimits;
import io.xisuan.operator.metering.exposition.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Strict parsing of exporters' texts, every sample delivered and repeats looked for, beside two other parsers. */
final class ExpositionRun implements Run {
    private static final int LEAST_BYTES_A_CALL = 1 << 22;
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "exposition";
    }

    @Override
    public String about() {
        return "MB a second of exporter text parsed strictly, on one core, beside two other parsers";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        boolean shared = ExporterTexts.present(Path.of(PublicData.usualFolder()));
        defaults.put("text", shared ? ExporterTexts.ALL : ExporterTexts.OWN);
        defaults.put("data", PublicData.usualFolder());
        defaults.put("python", "python3");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        String name = parameters.text("text");
        ExporterTexts texts = ExporterTexts.of(name, parameters.path("data"));
        List<Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Rounds own = own(texts, parameters, progress);
        figures.add(Figure.timed(
                "parse-mb-per-second-xisuan", own.perSecond(MEGA), "MB/s", Optional.of(Bar.atLeast("500"))));
        figures.add(Figure.once("parse-bytes-allocated-per-pass-xisuan", allocated(texts), "bytes", Optional.empty()));
        figures.add(Figure.timed(
                "parse-mb-per-second-hawkular", hawkular(texts, parameters, progress), "MB/s", Optional.empty()));
        notes.add(what(name, texts));
        python(texts, parameters, figures, notes, progress);
        return new Measured(figures, notes);
    }

    private static Rounds own(ExporterTexts texts, Parameters parameters, Consumer<String> progress) {
        ExpositionReader reader = new ExpositionReader(ReadLimits.DEFAULT);
        Looked looked = new Looked();
        long repeats = 1 + LEAST_BYTES_A_CALL / texts.bytes();
        return Rounds.ofOneCore(
                "xisuan",
                parameters,
                () -> {
                    for (long i = 0; i < repeats; i++) {
                        pass(reader, texts, looked);
                    }
                    return looked.labels > 0 && Double.isFinite(looked.sum) ? texts.bytes() * repeats : 0;
                },
                progress);
    }

    private static void pass(ExpositionReader reader, ExporterTexts texts, Looked looked) {
        for (ExporterTexts.Named text : texts.texts()) {
            reader.read(text.body(), ExpositionFormat.TEXT, looked);
        }
    }

    /** Returns what one pass over all texts allocates once the reader is warm. */
    private static double allocated(ExporterTexts texts) {
        ExpositionReader reader = new ExpositionReader(ReadLimits.DEFAULT);
        Looked looked = new Looked();
        for (int warm = 0; warm < 10; warm++) {
            pass(reader, texts, looked);
        }
        long before = Heap.allocatedByThisThread();
        pass(reader, texts, looked);
        return Heap.allocatedByThisThread() - before;
    }

    private static Rounds.Statistic hawkular(ExporterTexts texts, Parameters parameters, Consumer<String> progress) {
        HawkularPeer peer = new HawkularPeer();
        return Rounds.ofOneCore(
                        "hawkular",
                        parameters,
                        () -> {
                            long metrics = 0;
                            for (ExporterTexts.Named text : texts.texts()) {
                                metrics += peer.parse(text.body());
                            }
                            return metrics > 0 ? texts.bytes() : 0;
                        },
                        progress)
                .perSecond(MEGA);
    }

    private static void python(
            ExporterTexts texts,
            Parameters parameters,
            List<Figure> figures,
            List<String> notes,
            Consumer<String> progress) {
        PythonPeer.Answer answer =
                PythonPeer.measure(parameters.text("python"), texts, parameters.number("rounds", 1, 1000));
        answer.megabytesPerSecond()
                .ifPresent(rate ->
                        figures.add(Figure.timed("parse-mb-per-second-client-python", rate, "MB/s", Optional.empty())));
        String said = answer.megabytesPerSecond().isPresent()
                ? "client-python is prometheus_client %s; %s by it.".formatted(answer.version(), answer.refused())
                : "client-python is not measured: %s.".formatted(answer.problem());
        progress.accept(said);
        notes.add(said);
        notes.add(
                "hawkular is org.hawkular.agent:prometheus-scraper 0.23.0.Final: it keeps no time stamps, looks for no"
                        + " repeats and takes broken lines without a word.");
    }

    private static String what(String name, ExporterTexts texts) {
        return String.format(
                Locale.ROOT,
                "%s: %d texts, %,d bytes, %d families, %,d samples; left out because they are no valid text: %s. MB are"
                        + " 1,000,000 bytes, by the processor time of the whole program, its collector included. xisuan uses"
                        + " one reader for all texts and finds repeats meanwhile; of each sample the number is read and the"
                        + " labels are counted.",
                name,
                texts.texts().size(),
                texts.bytes(),
                texts.families(),
                texts.samples(),
                texts.refused());
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
