package io.xisuan.operator.metering.evidence;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the exporters said about one lane in one interval, in whole numbers.
 *
 * @param expected how many samples there should be
 * @param seen how many there were
 * @param meanPerMille the mean utilisation of the samples seen, rounded down; 0 when none was seen, which {@code seen} tells
 *     apart
 * @param maxPerMille the highest utilisation seen
 * @param gaps how many of the missing samples have which cause
 * @param degraded how many of the samples seen come from texts that broke their grammar elsewhere
 * @param energyMillijoules what the device's counter gained between samples of one boot, where it has one; each gain counts
 *     where its later sample lies, so that the parts of an interval add up
 * @param digest SHA-256 in hex over the raw scrapes used, in order of time
 */
public record EvidenceSummary(
        int expected,
        int seen,
        int meanPerMille,
        int maxPerMille,
        Map<GapCause, Integer> gaps,
        int degraded,
        Optional<Long> energyMillijoules,
        String digest) {
    public EvidenceSummary {
        EnumMap<GapCause, Integer> copy = new EnumMap<>(GapCause.class);
        copy.putAll(gaps);
        gaps = Collections.unmodifiableMap(copy);
        if (degraded < 0
                || degraded > seen
                || energyMillijoules.map(energy -> energy < 0).orElse(false)) {
            throw new IllegalArgumentException(
                    "%d of %d samples degraded, %s mJ".formatted(degraded, seen, energyMillijoules));
        }
        if (expected < 0 || seen < 0 || seen > expected) {
            throw new IllegalArgumentException(
                    "Of %d expected samples %d cannot have been seen".formatted(expected, seen));
        }
        if (copy.values().stream().mapToInt(Integer::intValue).sum() != expected - seen) {
            throw new IllegalArgumentException(
                    "%d samples are missing, the gaps are %s".formatted(expected - seen, copy));
        }
    }

    /** A summary without energy whose samples come from whole texts. */
    public EvidenceSummary(
            int expected, int seen, int meanPerMille, int maxPerMille, Map<GapCause, Integer> gaps, String digest) {
        this(expected, seen, meanPerMille, maxPerMille, gaps, 0, Optional.empty(), digest);
    }

    /** Returns the summary of a lane about which nothing was said although samples were expected. */
    public static EvidenceSummary none(int expected) {
        Map<GapCause, Integer> gaps = expected == 0 ? Map.of() : Map.of(GapCause.NO_SCRAPE, expected);
        return new EvidenceSummary(expected, 0, 0, 0, gaps, Digests.sha256(new byte[0]));
    }

    /** Returns seen per thousand expected, rounded down; 1000 when nothing was expected. */
    public int coveragePerMille() {
        return expected == 0 ? 1000 : (int) (seen * 1000L / expected);
    }
}
