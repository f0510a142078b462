package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.exposition.ParseSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one scrape of one node said.
 *
 * @param summary how the text was read; a rejected text is degraded evidence
 * @param exporter the exporter and versions that were recognised
 * @param samples the canonical samples, in the order of the text
 * @param withoutValue devices that were named without a usable utilisation, and why
 * @param conflicts how many lines contradicted an earlier one about the same device
 * @param bodyHash SHA-256 in hex over the raw text
 */
public record Scrape(
        ParseSummary summary,
        Optional<String> exporter,
        List<DeviceSample> samples,
        Map<DeviceKey, GapCause> withoutValue,
        int conflicts,
        String bodyHash) {
    public Scrape {
        samples = List.copyOf(samples);
        withoutValue = Map.copyOf(withoutValue);
    }

    /** Returns why a device that this scrape does not name is missing from it. */
    GapCause absence(boolean emptyBody) {
        if (emptyBody) {
            return GapCause.EMPTY_BODY;
        }
        if (!summary.accepted()) {
            return GapCause.PARSE_ERROR;
        }
        return exporter.isEmpty() ? GapCause.UNKNOWN_EXPORTER : GapCause.DEVICE_ABSENT;
    }
}
