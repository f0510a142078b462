package io.xisuan.operator.metering.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.operator.metering.evidence.ExporterRow.Allocation;
import io.xisuan.operator.metering.evidence.ExporterRow.Match;
import io.xisuan.operator.metering.evidence.ExporterRow.OwnerLabels;
import io.xisuan.operator.metering.evidence.ExporterRow.Part;
import io.xisuan.operator.metering.evidence.ExporterRow.Prefer;
import io.xisuan.operator.metering.evidence.ExporterRow.VersionMark;
import io.xisuan.operator.metering.evidence.MetricRow.Meaning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the table of exporters from its file, strictly: what it does not know refuses the whole table. */
final class ExporterTableReader {
    private static final Set<String> TOP = Set.of("table", "relabelled", "exporters", "sets", "fatal");
    private static final Set<String> ROW = Set.of(
            "exporter",
            "versions",
            "source",
            "truth",
            "families",
            "prefixed",
            "plain",
            "marks",
            "without",
            "device",
            "part",
            "slot",
            "model",
            "owner",
            "tile",
            "prefer",
            "node",
            "parent",
            "share",
            "resource",
            "endsWithoutNewline",
            "version",
            "metrics");
    private static final Set<String> METRIC = Set.of("family", "is", "unit", "rank", "of", "prefix", "label", "quiet");

    private ExporterTableReader() {}

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException when a field, metric or unit is unknown or one is missing
     */
    static ExporterTable read(byte[] yaml) throws IOException {
        JsonNode top = YAMLMapper.builder().build().readTree(yaml);
        check(top, TOP);
        Map<String, List<MetricRow>> sets = new TreeMap<>();
        top.path("sets").properties().forEach(set -> sets.put(set.getKey(), metrics(set.getValue())));
        List<ExporterRow> rows = new ArrayList<>();
        top.path("exporters").forEach(row -> rows.add(row(row, sets)));
        Map<String, String> fatal = new TreeMap<>();
        for (JsonNode code : top.path("fatal")) {
            check(code, Set.of("code", "what", "source"));
            needed(code, "source");
            fatal.put(needed(code, "code"), needed(code, "what"));
        }
        return new ExporterTable(needed(top, "table"), texts(top, "relabelled"), rows, fatal);
    }

    private static ExporterRow row(JsonNode node, Map<String, List<MetricRow>> sets) {
        check(node, ROW);
        List<MetricRow> set = sets.get(needed(node, "metrics"));
        if (set == null) {
            throw new IllegalArgumentException("There is no set of metrics %s".formatted(text(node, "metrics")));
        }
        Map<String, List<MetricRow>> metrics = new TreeMap<>();
        set.forEach(metric -> metrics.computeIfAbsent(metric.family(), family -> new ArrayList<>())
                .add(metric));
        metrics.replaceAll((family, of) -> List.copyOf(of));
        return new ExporterRow(
                new Standing.Known(
                        needed(node, "exporter"), needed(node, "versions"), Truth.valueOf(needed(node, "truth"))),
                needed(node, "source"),
                match(node),
                texts(node, "device"),
                part(node.path("part")),
                texts(node, "slot"),
                texts(node, "model"),
                owner(node.path("owner")),
                text(node, "tile"),
                prefer(node.path("prefer")),
                text(node, "node"),
                new Allocation(text(node, "parent"), text(node, "share"), text(node, "resource")),
                node.path("endsWithoutNewline").asBoolean(false),
                version(node.path("version")),
                metrics);
    }

    private static Match match(JsonNode node) {
        return new Match(
                texts(node, "families"),
                node.path("prefixed").asBoolean(false),
                texts(node, "plain"),
                texts(node, "marks"),
                texts(node, "without"));
    }

    private static Part part(JsonNode node) {
        check(node, Set.of("label", "prefix", "profile", "whole", "own"));
        return new Part(
                text(node, "label"),
                text(node, "prefix"),
                text(node, "profile"),
                text(node, "whole"),
                node.path("own").asBoolean(false));
    }

    private static OwnerLabels owner(JsonNode node) {
        check(node, Set.of("namespace", "pod", "uid", "container", "sharer"));
        return new OwnerLabels(
                texts(node, "namespace"),
                texts(node, "pod"),
                texts(node, "uid"),
                texts(node, "container"),
                text(node, "sharer"));
    }

    private static Prefer prefer(JsonNode node) {
        check(node, Set.of("label", "value"));
        return new Prefer(text(node, "label"), text(node, "value"));
    }

    private static VersionMark version(JsonNode node) {
        check(node, Set.of("family", "label", "accepts"));
        return new VersionMark(text(node, "family"), text(node, "label"), texts(node, "accepts"));
    }

    private static List<MetricRow> metrics(JsonNode set) {
        List<MetricRow> metrics = new ArrayList<>();
        for (JsonNode node : set) {
            check(node, METRIC);
            metrics.add(new MetricRow(
                    needed(node, "family"),
                    meaning(node),
                    node.path("rank").asInt(0),
                    node.has("of") ? MetricRow.Scope.valueOf(text(node, "of")) : MetricRow.Scope.LINE,
                    text(node, "prefix"),
                    text(node, "label"),
                    node.path("quiet").asLong(0)));
        }
        return metrics;
    }

    private static Meaning meaning(JsonNode node) {
        String is = needed(node, "is");
        return switch (is) {
            case "FAULT" -> new Meaning.Fault();
            case "OWNS" -> new Meaning.Owns();
            case "SOURCE_UP" -> new Meaning.SourceUp();
            case "BOOT" -> new Meaning.Boot();
            case "CORE_HELD" -> new Meaning.Held(unit(node), false);
            case "MEMORY_HELD" -> new Meaning.Held(unit(node), true);
            case "REQUEST",
                    "INIT_REQUEST",
                    "PHASE",
                    "RUNNING",
                    "STARTED",
                    "POD_STARTED",
                    "POD_COMPLETED",
                    "POD_DELETED" -> new Meaning.Statement(PodStatement.Kind.valueOf(is), unit(node));
            default -> new Meaning.Value(CanonicalMetric.valueOf(is), unit(node));
        };
    }

    private static MetricUnit unit(JsonNode node) {
        return MetricUnit.valueOf(needed(node, "unit"));
    }

    private static void check(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("The table of exporters has no field %s: %s".formatted(field, node));
            }
        });
    }

    private static String needed(JsonNode node, String field) {
        String text = text(node, field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The table of exporters lacks the field %s: %s".formatted(field, node));
        }
        return text;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
