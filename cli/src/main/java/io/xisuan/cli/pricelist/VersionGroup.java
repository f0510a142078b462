package io.xisuan.cli.pricelist;

import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of one version of a price list, and what they say of it as a whole.
 *
 * @param name the version's; rows without one make a version that is called after the day on which it begins
 */
record VersionGroup(String name, List<PriceRow> rows) {
    VersionGroup {
        rows = List.copyOf(rows);
    }

    /** Puts rows of one price list together by versions; rows that name none belong to the version that begins on their day. */
    static List<VersionGroup> of(List<PriceRow> rows, List<TariffVersion> there) {
        SequencedMap<String, List<PriceRow>> byName = new LinkedHashMap<>();
        for (PriceRow row : rows) {
            byName.computeIfAbsent(name(row, there), first -> new ArrayList<>()).add(row);
        }
        List<VersionGroup> groups = new ArrayList<>();
        byName.forEach((name, of) -> groups.add(new VersionGroup(name, of)));
        return groups;
    }

    private static String name(PriceRow row, List<TariffVersion> there) {
        String version = row.cell(PriceColumns.VERSION);
        if (!version.isEmpty()) {
            return version;
        }
        String cell = row.cell(PriceColumns.FROM);
        return PriceDay.of(cell)
                .map(from -> there.stream()
                        .filter(known -> PriceDay.of(known.from()).equals(Optional.of(from)))
                        .map(TariffVersion::name)
                        .findFirst()
                        .orElse("from-" + PriceDay.text(from).substring(0, 10)))
                .orElse("");
    }

    /** Returns when the version begins as its rows say; the earliest instant where none says a day. */
    Instant begins() {
        return rows.stream()
                .flatMap(row -> PriceDay.of(row.cell(PriceColumns.FROM)).stream())
                .findFirst()
                .orElse(Instant.MIN);
    }

    PriceRow first() {
        return rows.getFirst();
    }

    /**
     * Returns what the rows say of the version as a whole, by columns.
     *
     * @throws PriceLine.Refusal when two say otherwise
     */
    SortedMap<String, String> said(PriceContext context) throws PriceLine.Refusal {
        SortedMap<String, String> said = new TreeMap<>();
        for (String column : PriceColumns.OF_VERSION) {
            for (PriceRow row : rows) {
                String cell = row.cell(column);
                String before = said.getOrDefault(column, cell);
                if (!cell.isEmpty() && !before.equals(cell)) {
                    throw new PriceLine.Refusal(
                            column,
                            context.say(
                                    "第 %d 行写 %s，同一版本前面写 %s".formatted(row.line(), cell, before),
                                    "line %d says %s, another row of this version %s"
                                            .formatted(row.line(), cell, before)));
                }
                if (!cell.isEmpty()) {
                    said.put(column, cell);
                }
            }
        }
        return said;
    }
}
