package io.xisuan.operator.metering.evidence;

import io.xisuan.operator.metering.exposition.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every exporter that is understood, by version, and the codes after which a device is lost. What is not in it is parsed and
 * confirms nothing.
 */
public final class ExporterTable {
    private static final ExporterTable STANDARD = load();

    private final String version;
    private final List<String> relabelled;
    private final List<ExporterRow> rows;
    private final SortedMap<String, String> fatal;

    ExporterTable(String version, List<String> relabelled, List<ExporterRow> rows, Map<String, String> fatal) {
        this.version = version;
        this.relabelled = List.copyOf(relabelled);
        this.rows = List.copyOf(rows);
        this.fatal = new TreeMap<>(fatal);
    }

    /** A row that has a family of this name, with the family's own name and what it means. */
    record Candidate(ExporterRow row, List<MetricRow> metrics, boolean plain) {}

    /** Returns the table that comes with the program. */
    public static ExporterTable standard() {
        return STANDARD;
    }

    private static ExporterTable load() {
        try (InputStream in = Objects.requireNonNull(
                ExporterTable.class.getResourceAsStream("exporters.yaml"), "exporters.yaml is missing")) {
            return ExporterTableReader.read(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("The table of exporters cannot be read", e);
        }
    }

    /** Returns which edition of the table it is. */
    public String version() {
        return version;
    }

    /** Returns the exporters and versions that are understood, in the table's order. */
    public List<Standing.Known> known() {
        return rows.stream().map(ExporterRow::standing).toList();
    }

    /** Returns whether a device with this code is lost until somebody resets or replaces it. */
    public boolean fatal(String code) {
        return fatal.containsKey(code);
    }

    List<Candidate> candidates(String name) {
        List<Candidate> found = new ArrayList<>();
        for (ExporterRow row : rows) {
            String family = row.familyOf(name);
            if (!family.isEmpty()) {
                found.add(new Candidate(
                        row,
                        row.metrics().getOrDefault(family, List.of()),
                        row.match().plain().contains(name)));
            }
        }
        return List.copyOf(found);
    }

    boolean relabelled(Sample sample) {
        for (String label : relabelled) {
            if (ExporterRow.given(sample, label)) {
                return true;
            }
        }
        return false;
    }
}
