package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.exposition.ParseSummary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What one scrape of one node said. Of a text that stands in no row of the table only the reading and the hash are kept.
 *
 * @param summary how the text was read; a rejected text is degraded evidence
 * @param standing who wrote it
 * @param devices the devices and slices that a line of the text reads, by key
 * @param samples one value for each device and metric, in the order of both
 * @param holdings who holds what, in the order of device and owner
 * @param faults the fault codes of each device that has any
 * @param withoutValue devices that were named without a usable utilisation, and why
 * @param statements what was said of pods
 * @param oddities what an auditor should look at
 * @param sourceUp false when the exporter says that it could not read its own source
 * @param bootId the boot of the node, where the exporter tells it, or empty
 * @param bodyHash SHA-256 in hex over the raw text
 */
public record Scrape(
        ParseSummary summary,
        Standing standing,
        SortedMap<DeviceKey, SeenDevice> devices,
        List<DeviceSample> samples,
        List<Holding> holdings,
        SortedMap<DeviceKey, SortedSet<String>> faults,
        SortedMap<DeviceKey, GapCause> withoutValue,
        List<PodStatement> statements,
        Oddities oddities,
        boolean sourceUp,
        String bootId,
        String bodyHash) {
    /**
     * What is strange in a text.
     *
     * @param duplicates lines that repeat an earlier one with the same value; they are dropped
     * @param conflicts devices about which two lines with the same labels say different things
     * @param unkeyed lines whose label for the hardware id is empty: no device is named by its place alone
     * @param unmatched lines that no row of the table understands
     */
    public record Oddities(int duplicates, SortedSet<DeviceKey> conflicts, int unkeyed, int unmatched) {}

    public Scrape {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        samples = List.copyOf(samples);
        holdings = List.copyOf(holdings);
        faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
        withoutValue = Collections.unmodifiableSortedMap(new TreeMap<>(withoutValue));
        statements = List.copyOf(statements);
    }

    /** Returns the exporter and versions that were recognised. */
    public Optional<String> exporter() {
        return standing instanceof Standing.Known known
                ? Optional.of(known.exporter() + " " + known.versions())
                : Optional.empty();
    }

    /** Returns whether the text broke its grammar somewhere: then it is kept, marked, and confirms nothing alone. */
    public boolean degraded() {
        return !summary.accepted();
    }

    /** Returns a device's value of a metric. */
    public Optional<DeviceSample> sample(DeviceKey device, CanonicalMetric metric) {
        return samples.stream()
                .filter(sample -> sample.device().equals(device) && sample.metric() == metric)
                .findFirst();
    }

    /** Returns why a device that this scrape does not name is missing from it. */
    GapCause absence() {
        if (summary.samples() == 0 && summary.accepted()) {
            return GapCause.EMPTY_BODY;
        }
        if (!summary.accepted()) {
            return GapCause.PARSE_ERROR;
        }
        return standing instanceof Standing.Unknown ? GapCause.UNKNOWN_EXPORTER : GapCause.DEVICE_ABSENT;
    }

    /** Returns an empty text's or an unknown exporter's scrape. */
    static Scrape nothing(ParseSummary summary, Standing standing, Oddities oddities, String bodyHash) {
        return new Scrape(
                summary,
                standing,
                Collections.emptySortedMap(),
                List.of(),
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of(),
                oddities,
                true,
                "",
                bodyHash);
    }

    Map<DeviceKey, Long> values(CanonicalMetric metric) {
        TreeMap<DeviceKey, Long> values = new TreeMap<>();
        for (DeviceSample sample : samples) {
            if (sample.metric() == metric) {
                values.put(sample.device(), sample.value());
            }
        }
        return values;
    }
}
