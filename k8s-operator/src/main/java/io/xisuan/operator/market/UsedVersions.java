package io.xisuan.operator.market;

import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions of price lists by which money was made: they stay as they were. One without an end of its own ends where another begins that
 * follows it; that must be seen while it is ahead, or what began under the former would be priced anew.
 *
 * @param digests of the versions as they were at their first use
 * @param ends the end that was seen last of each that had none
 */
public record UsedVersions(SortedMap<String, String> digests, SortedMap<String, Long> ends, long nowMillis) {
    /** Returns what the books of an input say. */
    public static UsedVersions of(MarketInput input) {
        return new UsedVersions(input.books().usedTariffs(), input.books().tariffEnds(), input.nowMillis());
    }

    /** Says whether another moment's books say the same. */
    public boolean sameBooks(UsedVersions other) {
        return digests.equals(other.digests) && ends.equals(other.ends);
    }

    /** Returns what is wrong with a version of a price list, said of its id; empty when nothing is. */
    Optional<String> problem(Tariff list, TariffVersion version) {
        String kept = digests.get(version.id());
        if (kept == null) {
            return Optional.empty();
        }
        if (!version.isAs(kept)) {
            return Optional.of(
                    "%s was used with other prices (xisuan tariff show %s): write it as it was, and the new prices as a new version"
                            .formatted(version.id(), version.id()));
        }
        return version.wasOpen(kept) && !mayEnd(list, version)
                ? Optional.of(
                        "%s was used until now, and now ends at %s, which is past: let the version that follows it begin later than now"
                                .formatted(version.id(), Instant.ofEpochMilli(end(version))))
                : Optional.empty();
    }

    private boolean mayEnd(Tariff list, TariffVersion version) {
        long seen = ends.getOrDefault(version.id(), TariffVersion.UNTIL_NEXT_MILLIS);
        boolean ahead = end(version) >= nowMillis && seen >= nowMillis;
        return end(version) == seen || ahead || followerIsUsed(list, version);
    }

    /** What follows began in time where money was made by it, which is how books tell that are older than the notes of ends. */
    private boolean followerIsUsed(Tariff list, TariffVersion version) {
        return list.versions().stream()
                .filter(next -> next.effective().startMillis() == end(version))
                .anyMatch(next -> Optional.ofNullable(digests.get(next.id()))
                        .filter(next::isAs)
                        .isPresent());
    }

    private static long end(TariffVersion version) {
        return version.effective().endMillis();
    }

    /** Returns the ends to note: of versions that had none, where another was seen than is noted. */
    public SortedMap<String, Long> unnoted(Iterable<Tariff> lists) {
        SortedMap<String, Long> found = new TreeMap<>();
        for (Tariff list : lists) {
            for (TariffVersion version : list.versions()) {
                newEnd(version).ifPresent(end -> found.put(version.id(), end));
            }
        }
        return found;
    }

    private OptionalLong newEnd(TariffVersion version) {
        String kept = digests.get(version.id());
        long seen = ends.getOrDefault(version.id(), TariffVersion.UNTIL_NEXT_MILLIS);
        return kept != null && end(version) != seen && version.wasOpen(kept)
                ? OptionalLong.of(end(version))
                : OptionalLong.empty();
    }
}
