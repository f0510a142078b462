package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.exposition.ExpositionSink;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns one exporter text into canonical samples. */
final class ScrapeReader implements ExpositionSink {
    private record Key(DeviceKey device, CanonicalMetric metric) {}

    private final long oldestMillis;
    private final List<DeviceSample> samples = new ArrayList<>();
    private final Map<Key, Long> seen = new HashMap<>();
    private final Map<DeviceKey, GapCause> withoutValue = new HashMap<>();
    private Optional<ExporterMapping> mapping = Optional.empty();
    private int conflicts;

    private ScrapeReader(long oldestMillis) {
        this.oldestMillis = oldestMillis;
    }

    /** Reads a text; samples whose own time stamp is older than {@code oldestMillis} are stale and confirm nothing. */
    static Scrape read(byte[] body, long oldestMillis) {
        ScrapeReader reader = new ScrapeReader(oldestMillis);
        ParseSummary summary = ExpositionParser.parse(body, ExpositionFormat.TEXT, reader);
        return new Scrape(
                summary,
                reader.mapping.map(known -> known.exporter() + " " + known.versions()),
                reader.samples,
                reader.withoutValue,
                reader.conflicts,
                Digests.sha256(body));
    }

    @Override
    public void sample(Sample sample) {
        Optional<ExporterMapping> found = ExporterMapping.of(sample);
        if (found.isEmpty()) {
            return;
        }
        mapping = found;
        String id = found.get().deviceOf(sample);
        CanonicalMetric metric = found.get().metrics().get(sample.name());
        if (!id.isBlank() && metric != null) {
            take(sample, new DeviceKey(id.strip()), metric, found.get());
        }
    }

    private void take(Sample sample, DeviceKey device, CanonicalMetric metric, ExporterMapping known) {
        if (sample.hasTimestamp() && sample.timestampMillis() < oldestMillis) {
            missing(device, metric, GapCause.STALE_TIMESTAMP);
            return;
        }
        OptionalLong value = metric.fromRaw(sample.rawValue());
        if (value.isEmpty()) {
            missing(device, metric, GapCause.BLANK_VALUE);
            return;
        }
        Long earlier = seen.putIfAbsent(new Key(device, metric), value.getAsLong());
        if (earlier != null && earlier != value.getAsLong()) {
            conflicts++;
        }
        samples.add(new DeviceSample(device, metric, value.getAsLong(), known.ownerOf(sample)));
    }

    private void missing(DeviceKey device, CanonicalMetric metric, GapCause cause) {
        if (metric == CanonicalMetric.UTILISATION) {
            withoutValue.put(device, cause);
        }
    }
}
