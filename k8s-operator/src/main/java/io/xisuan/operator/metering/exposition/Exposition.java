package io.xisuan.operator.metering.exposition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A text that was read as a whole; for tests and tools, where memory does not matter. */
public record Exposition(ParseSummary summary, List<Line> samples) {
    public Exposition {
        samples = List.copyOf(samples);
    }

    /**
     * One sample, copied.
     *
     * @param rawValue the value as it was written
     * @param line the line it stood on, from 1
     */
    public record Line(
            String name, Map<String, String> labels, String rawValue, OptionalLong timestampMillis, int line) {
        public Line {
            labels = Map.copyOf(labels);
        }
    }

    /** Returns the first sample of that name, if there is one. */
    public Optional<Line> first(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).findFirst();
    }
}
