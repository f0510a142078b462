package io.xisuan.operator.market;

import io.xisuan.billing.store.TariffEnds;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The versions of price lists by which money was made: they stay as they were. One without an end of its own ends where another begins that
 * follows it; that must be seen while it is ahead, or what began under the former would be priced anew.
 *
 * @param digests of the versions as they were at their first use
 * @param ends the end that was seen last of each that had none
 */
public record UsedVersions(SortedMap<String, String> digests, SortedMap<String, Long> ends, long nowMillis) {
    /**
     * What is wrong with a price list.
     *
     * @param version which of its versions, counted from 0; empty where it is the list
     */
    record Problem(OptionalInt version, String what) {}

    /** Returns what the books of an input say. */
    public static UsedVersions of(MarketInput input) {
        return new UsedVersions(input.books().usedTariffs(), input.books().tariffEnds(), input.nowMillis());
    }

    /** Says whether another moment's books say the same. */
    public boolean sameBooks(UsedVersions other) {
        return digests.equals(other.digests) && ends.equals(other.ends);
    }

    /** Returns what is wrong with a price list, said of the versions that it has; empty when nothing is. */
    Optional<Problem> problem(Tariff list) {
        for (int v = 0; v < list.versions().size(); v++) {
            int at = v;
            Optional<Problem> found =
                    problem(list.versions().get(v)).map(what -> new Problem(OptionalInt.of(at), what));
            if (found.isPresent()) {
                return found;
            }
        }
        TreeSet<String> there =
                list.versions().stream().map(TariffVersion::id).collect(Collectors.toCollection(TreeSet::new));
        return digests.keySet().stream()
                .filter(id -> id.startsWith(list.name() + "/") && !there.contains(id))
                .findFirst()
                .map(id -> new Problem(
                        OptionalInt.empty(),
                        "lacks %s, which was used (xisuan tariff show %s): write it as it was, also where it is over"
                                .formatted(id, id)));
    }

    private Optional<String> problem(TariffVersion version) {
        String kept = digests.get(version.id());
        if (kept == null) {
            return Optional.empty();
        }
        if (!version.isAs(kept)) {
            return Optional.of(
                    "%s was used with other prices, or with another end (xisuan tariff show %s): write it as it was, and the new prices as a new version"
                            .formatted(version.id(), version.id()));
        }
        return version.wasOpen(kept) && !mayEnd(version)
                ? Optional.of(
                        "%s was used until now, and now ends at %s, which is past or was said otherwise: delete this Tariff and apply it again without what follows so soon; the new prices go to a version of another name, from later than now on"
                                .formatted(version.id(), Instant.ofEpochMilli(end(version))))
                : Optional.empty();
    }

    private boolean mayEnd(TariffVersion version) {
        long seen = seen(version);
        boolean ahead = end(version) >= nowMillis && seen >= nowMillis;
        return end(version) == seen || ahead || seen == TariffEnds.UNNOTED;
    }

    private long seen(TariffVersion version) {
        return ends.getOrDefault(version.id(), TariffVersion.UNTIL_NEXT_MILLIS);
    }

    private static long end(TariffVersion version) {
        return version.effective().endMillis();
    }

    /** Returns the versions that are in force now, not used yet, of lists by which money was made: what is in force never changes. */
    public List<TariffVersion> inForce(Iterable<Tariff> lists) {
        List<TariffVersion> found = new ArrayList<>();
        for (Tariff list : lists) {
            if (list.versions().stream().anyMatch(version -> digests.containsKey(version.id()))) {
                list.versionAt(nowMillis)
                        .filter(version -> !digests.containsKey(version.id()))
                        .ifPresent(found::add);
            }
        }
        return found;
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
        return kept != null && end(version) != seen(version) && version.wasOpen(kept)
                ? OptionalLong.of(end(version))
                : OptionalLong.empty();
    }
}
