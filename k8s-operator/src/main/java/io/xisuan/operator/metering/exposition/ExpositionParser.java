package io.xisuan.operator.metering.exposition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads an exposition text of bytes. After a wrong line it goes on with the next, so that one broken line does not hide the
 * others; the verdict says that the text as a whole is not to be trusted.
 */
public final class ExpositionParser {
    private ExpositionParser() {}

    /** Reads one text with a reader of its own; whoever reads many holds an {@link ExpositionReader}. */
    public static ParseSummary parse(byte[] body, ExpositionFormat format, ExpositionSink sink) {
        return new ExpositionReader(ReadLimits.DEFAULT).read(body, format, sink);
    }

    /** Reads the text and returns copies of its samples. */
    public static Exposition read(byte[] body, ExpositionFormat format) {
        List<Exposition.Line> lines = new ArrayList<>();
        ParseSummary summary = parse(body, format, sample -> lines.add(copy(sample)));
        return new Exposition(summary, lines);
    }

    private static Exposition.Line copy(Sample sample) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < sample.labelCount(); i++) {
            labels.put(sample.labelName(i), sample.labelValue(i));
        }
        OptionalLong timestamp =
                sample.hasTimestamp() ? OptionalLong.of(sample.timestampMillis()) : OptionalLong.empty();
        return new Exposition.Line(sample.name(), labels, sample.rawValue(), timestamp, sample.line());
    }
}
