package io.xisuan.operator.metering.lint;

import io.xisuan.operator.metering.evidence.BlankValues;
import io.xisuan.operator.metering.evidence.Scrape;
import io.xisuan.operator.metering.evidence.ScrapeReader;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionReader;
import io.xisuan.operator.metering.exposition.ExpositionSink;
import io.xisuan.operator.metering.exposition.MetadataKind;
import io.xisuan.operator.metering.exposition.ParseError;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.ReadLimits;
import io.xisuan.operator.metering.exposition.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text and says what it understood and what is remarkable. */
public final class TextLint implements ExpositionSink {
    private static final int MOST_FINDINGS = 1000;
    private static final long OLD_MILLIS = 300_000;
    private static final List<String> PARTS =
            List.of("", "_total", "_bucket", "_sum", "_count", "_created", "_info", "_gsum", "_gcount");
    private static final List<String> DEVICE_LABELS = List.of(
            "UUID", "uuid", "gpu_uuid", "vdie_id", "device_uuid", "deviceuuid", "serial_number", "device_id", "sn");

    private final long nowMillis;
    private final ExpositionFormat format;
    private final Map<String, FamilyNotes> families = new LinkedHashMap<>();
    private final List<LintFinding> findings = new ArrayList<>();
    private long unlisted;
    private boolean devices;

    private TextLint(ExpositionFormat format, long nowMillis) {
        this.format = format;
        this.nowMillis = nowMillis;
    }

    /**
     * Looks a text over.
     *
     * @param nowMillis when it was scraped, in UTC milliseconds
     */
    public static TextView of(byte[] body, ExpositionFormat format, long nowMillis) {
        TextLint lint = new TextLint(format, nowMillis);
        ParseSummary summary = new ExpositionReader(ReadLimits.DEFAULT).read(body, format, lint);
        summary.errors().forEach(error -> lint.found(error, LintRule.ERROR));
        summary.remarks().forEach(remark -> lint.found(remark, LintRule.REPEATED));
        lint.unlisted += summary.errorCount() - summary.errors().size();
        lint.unlisted += summary.remarkCount() - summary.remarks().size();
        lint.families.values().forEach(lint::lookOver);
        Scrape scrape = ScrapeReader.read(body, format, nowMillis - OLD_MILLIS);
        return new TextView(
                scrape,
                lint.families.values().stream().map(FamilyNotes::view).toList(),
                lint.findings.stream()
                        .sorted(Comparator.comparingInt(LintFinding::line).thenComparing(LintFinding::rule))
                        .toList(),
                lint.unlisted);
    }

    private void found(ParseError error, LintRule rule) {
        findings.add(new LintFinding(error.line(), error.column(), rule, error.message()));
    }

    private void found(int line, LintRule rule, String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new LintFinding(line, 1, rule, what));
        } else {
            unlisted++;
        }
    }

    @Override
    public boolean wantsMetadata() {
        return true;
    }

    @Override
    public void described(String family, MetadataKind kind, String text, int line) {
        FamilyNotes notes = families.computeIfAbsent(family, name -> new FamilyNotes(name, line));
        switch (kind) {
            case HELP -> {
                notes.help = text;
                notes.helped = true;
            }
            case TYPE -> notes.type = text;
            case UNIT -> notes.unit = text;
        }
    }

    @Override
    public void sample(Sample sample) {
        FamilyNotes family = familyOf(sample);
        family.samples++;
        if (namesDevice(sample)) {
            devices = true;
        } else if (family.withoutDevice++ == 0) {
            family.firstWithoutDevice = sample.line();
        }
        String raw = sample.rawValue();
        if (BlankValues.isBlank(raw)) {
            found(sample.line(), LintRule.BLANK_VALUE, "%s has the value %s".formatted(sample.name(), raw));
        }
        if (family.falls(sample)) {
            found(sample.line(), LintRule.BUCKETS_FALL, "a bucket of %s falls".formatted(family.name));
        }
        if (sample.hasTimestamp() && sample.timestampMillis() < nowMillis - OLD_MILLIS) {
            long seconds = (nowMillis - sample.timestampMillis()) / 1000;
            found(sample.line(), LintRule.OLD_TIME, "%s is %d s old".formatted(sample.name(), seconds));
        }
    }

    private FamilyNotes familyOf(Sample sample) {
        String name = sample.name();
        for (String part : PARTS) {
            if (name.endsWith(part)) {
                FamilyNotes known = families.get(name.substring(0, name.length() - part.length()));
                if (known != null) {
                    return known;
                }
            }
        }
        FamilyNotes fresh = new FamilyNotes(name, sample.line());
        families.put(name, fresh);
        return fresh;
    }

    private static boolean namesDevice(Sample sample) {
        for (String label : DEVICE_LABELS) {
            if (!sample.label(label, "").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void lookOver(FamilyNotes family) {
        if (family.samples > 0 && !family.helped) {
            found(family.line, LintRule.NO_HELP, "%s has no HELP".formatted(family.name));
        }
        if (family.samples > 0 && family.type.isEmpty()) {
            found(family.line, LintRule.NO_TYPE, "%s has no TYPE".formatted(family.name));
        }
        if (format == ExpositionFormat.TEXT && family.type.equals("counter") && !family.name.endsWith("_total")) {
            found(family.line, LintRule.COUNTER_NAME, "the counter %s does not end in _total".formatted(family.name));
        }
        if (devices && family.withoutDevice > 0) {
            found(
                    family.firstWithoutDevice,
                    LintRule.NO_DEVICE,
                    "%d samples of %s name no device".formatted(family.withoutDevice, family.name));
        }
    }
}
