package io.xisuan.operator.metering.exposition;

import java.util.ArrayList;
import java.util.List;

/** All that a reader says about a text, so that two readings can be compared. */
record Reading(ParseSummary summary, List<String> said) {
    static Reading of(ExpositionReader reader, byte[] body, int length, ExpositionFormat format) {
        List<String> said = new ArrayList<>();
        ParseSummary summary = reader.read(body, length, format, new ExpositionSink() {
            @Override
            public void sample(Sample sample) {
                StringBuilder text = new StringBuilder(sample.line() + ": " + sample.name());
                for (int i = 0; i < sample.labelCount(); i++) {
                    text.append('|').append(sample.labelName(i)).append('=').append(sample.labelValue(i));
                }
                text.append(" -> ").append(sample.rawValue()).append(" = ").append(sample.value());
                said.add(text + (sample.hasTimestamp() ? " at " + sample.timestampMillis() : ""));
            }

            @Override
            public boolean wantsMetadata() {
                return true;
            }

            @Override
            public void described(String family, MetadataKind kind, String text, int line) {
                said.add(line + ": " + kind + " " + family + " " + text);
            }
        });
        return new Reading(summary, said);
    }
}
