package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.evidence.ExporterTable.Candidate;
import io.xisuan.operator.metering.evidence.MetricRow.Meaning;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.exposition.ExpositionSink;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns one exporter text into canonical samples by the table of exporters. */
public final class ScrapeReader implements ExpositionSink {
    /** What lines of a less preferred level are ranked behind. */
    private static final int BEHIND = 1000;

    private final ExporterTable table;
    private final long oldestMillis;
    private final Map<String, List<Candidate>> candidates = new HashMap<>();
    private final Map<Integer, Labels> blocks = new HashMap<>();
    private final TreeMap<DeviceKey, SeenDevice> devices = new TreeMap<>();
    private final DeviceValues values = new DeviceValues();
    private final Holdings holdings = new Holdings();
    private final TreeMap<DeviceKey, SortedSet<String>> faults = new TreeMap<>();
    private final TreeMap<DeviceKey, GapCause> withoutValue = new TreeMap<>();
    private final List<PodStatement> statements = new ArrayList<>();
    private Optional<ExporterRow> row = Optional.empty();
    private String unknown = "";
    private String bootId = "";
    private boolean relabelled;
    private boolean sourceUp = true;
    private int unkeyed;
    private int unmatched;

    private ScrapeReader(ExporterTable table, long oldestMillis) {
        this.table = table;
        this.oldestMillis = oldestMillis;
    }

    /**
     * Reads a text.
     *
     * @param oldestMillis samples whose own time stamp is older are stale and confirm nothing
     */
    public static Scrape read(byte[] body, ExpositionFormat format, long oldestMillis) {
        ScrapeReader reader = new ScrapeReader(ExporterTable.standard(), oldestMillis);
        ParseSummary summary = ExpositionParser.parse(body, format, reader);
        boolean unfinished = body.length > 0 && body[body.length - 1] != '\n';
        if (!summary.accepted()
                && unfinished
                && reader.row.map(ExporterRow::endsWithoutNewline).orElse(false)) {
            byte[] finished = Arrays.copyOf(body, body.length + 1);
            finished[body.length] = '\n';
            reader = new ScrapeReader(ExporterTable.standard(), oldestMillis);
            summary = ExpositionParser.parse(finished, format, reader);
        }
        return reader.scrape(summary, Digests.sha256(body));
    }

    private Scrape scrape(ParseSummary summary, String hash) {
        SortedMap<DeviceKey, Map<CanonicalMetric, Long>> read = values.values();
        Scrape.Oddities oddities = new Scrape.Oddities(values.duplicates(), values.conflicts(), unkeyed, unmatched);
        if (row.isEmpty() || relabelled || !unknown.isEmpty()) {
            return Scrape.nothing(summary, new Standing.Unknown(why(summary)), oddities, hash);
        }
        List<Holding> held = holdings.list();
        Map<DeviceKey, Optional<PodOwner>> sole = Holdings.sole(held);
        List<DeviceSample> samples = new ArrayList<>();
        read.forEach((device, metrics) -> {
            if (metrics.containsKey(CanonicalMetric.UTILISATION)) {
                withoutValue.remove(device);
            }
            Optional<PodOwner> owner = sole.getOrDefault(device, Optional.empty());
            metrics.forEach((metric, value) -> samples.add(new DeviceSample(device, metric, value, owner)));
        });
        return new Scrape(
                summary,
                row.get().standing(),
                devices,
                samples,
                held,
                faults,
                withoutValue,
                statements,
                oddities,
                sourceUp,
                bootId,
                hash);
    }

    private String why(ParseSummary summary) {
        if (relabelled) {
            return "The lines carry labels of a Prometheus: scrape the exporter itself";
        }
        if (summary.samples() == 0) {
            return "There is no sample";
        }
        return unknown.isEmpty() ? "No line has the labels of a known exporter and version" : unknown;
    }

    /** What the labels of a line say under one row of the table; lines of many families have the same labels. */
    private record Labels(
            ExporterRow row, boolean relabelled, boolean marks, Optional<SeenDevice> seen, PodOwner owner) {}

    private Labels labels(ExporterRow known, Sample sample) {
        Labels before = blocks.get(sample.labelBlock());
        if (before != null && before.row().standing().equals(known.standing())) {
            return before;
        }
        boolean foreign = before == null ? table.relabelled(sample) : before.relabelled();
        boolean marks = known.marks(sample);
        Labels labels = new Labels(
                known, foreign, marks, marks ? seen(known, sample) : Optional.empty(), owner(known.owner(), sample));
        blocks.put(sample.labelBlock(), labels);
        return labels;
    }

    private static PodOwner owner(ExporterRow.OwnerLabels labels, Sample sample) {
        return new PodOwner(
                ExporterRow.first(sample, labels.namespace()),
                ExporterRow.first(sample, labels.pod()),
                ExporterRow.first(sample, labels.uid()),
                ExporterRow.first(sample, labels.container()));
    }

    @Override
    public void sample(Sample sample) {
        for (Candidate candidate : candidates.computeIfAbsent(sample.name(), table::candidates)) {
            Labels labels = labels(candidate.row(), sample);
            if (labels.relabelled()) {
                relabelled = true;
                return;
            }
            if (candidate.plain() || labels.marks()) {
                row = row.isEmpty() ? Optional.of(candidate.row()) : row;
                version(candidate.row(), sample);
                accept(candidate, labels, sample);
                return;
            }
        }
        unmatched++;
    }

    private void version(ExporterRow known, Sample sample) {
        String version = sample.name().equals(known.version().family())
                ? ExporterRow.text(sample, known.version().label())
                : "";
        boolean accepted =
                version.isEmpty() || known.version().accepts().stream().anyMatch(version::startsWith);
        if (!accepted) {
            unknown = "The version %s of %s is not in the table"
                    .formatted(version, known.standing().exporter());
        }
    }

    private void accept(Candidate candidate, Labels labels, Sample sample) {
        ExporterRow known = candidate.row();
        PodOwner owner = labels.owner();
        if (known.standing().truth() == Truth.REQUESTS || candidate.plain()) {
            candidate.metrics().forEach(metric -> plain(known, metric, owner, sample));
            return;
        }
        Optional<SeenDevice> seen = labels.seen();
        if (seen.isEmpty()) {
            unkeyed += known.device().stream().anyMatch(label -> ExporterRow.given(sample, label)) ? 1 : 0;
            return;
        }
        boolean stale = sample.hasTimestamp() && sample.timestampMillis() < oldestMillis;
        boolean owns = candidate.metrics().stream().anyMatch(metric -> metric.meaning() instanceof Meaning.Owns);
        if (!owns && !stale) {
            devices.merge(seen.get().key(), seen.get(), this::fuller);
        }
        if (!stale && !owner.name().isEmpty() && (!owns || sample.value() == 1)) {
            holdings.holds(known, seen.get(), owner, sample);
        }
        for (MetricRow metric : candidate.metrics()) {
            take(new Context(known, metric, seen.get(), owner), sample, stale);
        }
    }

    /** Lines of one device need not all name its place; two places for one hardware id are a contradiction. */
    private SeenDevice fuller(SeenDevice one, SeenDevice other) {
        if (!one.slot().isEmpty() && !other.slot().isEmpty() && !one.slot().equals(other.slot())) {
            values.contradicts(one.key());
        }
        return one.slot().isEmpty() || one.model().isEmpty() ? other : one;
    }

    /** A line that is understood, in parts. */
    private record Context(ExporterRow row, MetricRow metric, SeenDevice seen, PodOwner owner) {
        DeviceKey target() {
            return metric.scope() == MetricRow.Scope.BOARD ? seen.board() : seen.key();
        }
    }

    private static Optional<SeenDevice> seen(ExporterRow known, Sample sample) {
        String id = ExporterRow.first(sample, known.device()).strip();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String slice = ExporterRow.text(sample, known.part().label());
        String profile = ExporterRow.text(sample, known.part().profile());
        boolean cut = !slice.isEmpty()
                && (known.part().whole().isEmpty()
                        || !profile.equals(known.part().whole()));
        String place = ExporterRow.first(sample, known.slot());
        String slot = place.indexOf(':') >= 0 || place.isEmpty() ? place : "#" + place;
        return Optional.of(new SeenDevice(
                new DeviceKey(cut ? id + "/" + known.part().prefix() + slice : id),
                cut && !known.part().own() ? Optional.of(new DeviceKey(id)) : Optional.empty(),
                cut ? profile : "",
                slot,
                ExporterRow.first(sample, known.model())));
    }

    private void plain(ExporterRow known, MetricRow metric, PodOwner owner, Sample sample) {
        switch (metric.meaning()) {
            case Meaning.Statement statement -> {
                OptionalLong value = statement.unit().read(sample.rawValue());
                String subject = ExporterRow.text(sample, metric.label());
                value.ifPresent(number -> statements.add(new PodStatement(
                        statement.kind(), owner, ExporterRow.text(sample, known.node()), subject, number)));
            }
            case Meaning.SourceUp up -> sourceUp = sample.value() == 1;
            case Meaning.Boot boot -> bootId = ExporterRow.text(sample, metric.label());
            case Meaning.Value value -> unmatched++;
            case Meaning.Held held -> unmatched++;
            case Meaning.Fault fault -> unmatched++;
            case Meaning.Owns owns -> unmatched++;
        }
    }

    private void take(Context at, Sample sample, boolean stale) {
        boolean repeated = at.row().part().own() && !at.seen().profile().isEmpty();
        if (repeated && at.metric().scope() == MetricRow.Scope.BOARD) {
            return;
        }
        switch (at.metric().meaning()) {
            case Meaning.Value value -> value(at, value, sample, stale);
            case Meaning.Held held -> {
                OptionalLong number = held.unit().read(sample.rawValue());
                if (!stale && number.isPresent()) {
                    holdings.gives(at.seen(), at.owner(), held, number.getAsLong());
                }
            }
            case Meaning.Fault fault -> {
                String code = stale ? "" : code(at.metric(), sample);
                if (!code.isEmpty()) {
                    faults.computeIfAbsent(at.target(), device -> new TreeSet<>())
                            .add(code);
                }
            }
            case Meaning.Owns owns -> {}
            case Meaning.Statement statement -> {}
            case Meaning.SourceUp up -> {}
            case Meaning.Boot boot -> {}
        }
    }

    private static String code(MetricRow metric, Sample sample) {
        OptionalLong value = MetricUnit.COUNT.read(sample.rawValue());
        if (value.isEmpty() || value.getAsLong() == metric.quiet()) {
            return "";
        }
        String code =
                metric.label().isEmpty() ? String.valueOf(value.getAsLong()) : ExporterRow.text(sample, metric.label());
        return code.isEmpty() ? "" : metric.prefix() + code;
    }

    private void value(Context at, Meaning.Value wanted, Sample sample, boolean stale) {
        OptionalLong value = stale ? OptionalLong.empty() : wanted.metric().read(sample.rawValue(), wanted.unit());
        if (value.isEmpty()) {
            if (wanted.metric() == CanonicalMetric.UTILISATION) {
                withoutValue.put(at.target(), stale ? GapCause.STALE_TIMESTAMP : GapCause.BLANK_VALUE);
            }
            return;
        }
        ExporterRow.Prefer prefer = at.row().prefer();
        boolean behind = !prefer.label().isEmpty()
                && !ExporterRow.text(sample, prefer.label()).equals(prefer.value());
        DeviceValues.Line line = new DeviceValues.Line(
                at.target(),
                wanted.metric(),
                at.metric().rank() + (behind ? BEHIND : 0),
                at.seen().key(),
                at.owner(),
                ExporterRow.text(sample, at.row().owner().sharer()),
                ExporterRow.text(sample, at.row().tile()));
        values.put(line, value.getAsLong());
    }
}
