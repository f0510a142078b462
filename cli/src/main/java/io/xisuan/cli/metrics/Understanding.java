package io.xisuan.cli.metrics;

import io.xisuan.operator.metering.evidence.SeenDevice;
import io.xisuan.operator.metering.evidence.Standing;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ParseError;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.lint.FamilyView;
import io.xisuan.operator.metering.lint.TextView;
import java.util.List;
import java.util.Locale;

/** The form of what was understood of a text. */
record Understanding(
        String source,
        String format,
        String contentType,
        String verdict,
        String exporter,
        String versions,
        String remark,
        long samples,
        List<FamilyView> families,
        List<Device> devices,
        List<ParseError> errors,
        long errorCount) {
    /** One device or slice. */
    record Device(String key, String board, String profile, String slot, String model) {
        static Device of(SeenDevice seen) {
            return new Device(seen.key().value(), seen.board().value(), seen.profile(), seen.slot(), seen.model());
        }
    }

    static Understanding of(ExporterAnswer answer, ExpositionFormat format, TextView view) {
        ParseSummary summary = view.scrape().summary();
        Standing standing = view.scrape().standing();
        String exporter = "unknown";
        String versions = "";
        String remark = "";
        switch (standing) {
            case Standing.Known known -> {
                exporter = known.exporter();
                versions = known.versions();
            }
            case Standing.Unknown unknown -> remark = unknown.why();
        }
        return new Understanding(
                answer.source(),
                format.name().toLowerCase(Locale.ROOT),
                answer.saidType(),
                summary.verdict().name().toLowerCase(Locale.ROOT),
                exporter,
                versions,
                remark,
                summary.samples(),
                view.families(),
                view.scrape().devices().values().stream().map(Device::of).toList(),
                summary.errors(),
                summary.errorCount());
    }
}
