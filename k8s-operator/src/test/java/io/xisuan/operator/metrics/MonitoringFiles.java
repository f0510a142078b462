package io.xisuan.operator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in {@code deploy/monitoring}: rules, their tests, and dashboards. */
public final class MonitoringFiles {
    static final Path ROOT = Path.of(System.getProperty("xisuan.root", ".."));
    static final Path FOLDER = ROOT.resolve("deploy/monitoring");
    static final Path RULES = FOLDER.resolve("xisuan.rules.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private MonitoringFiles() {}

    /** A query and where it stands. */
    public record Query(String where, String text) {}

    /** Returns the rules, in their order. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static List<Path> tests() {
        return files(FOLDER, ".test.yaml");
    }

    /** Returns the dashboards by the names of their files. */
    static SortedMap<String, JsonNode> dashboards() {
        SortedMap<String, JsonNode> dashboards = new TreeMap<>();
        files(FOLDER.resolve("dashboards"), ".json").forEach(file -> {
            try {
                dashboards.put(String.valueOf(file.getFileName()), JSON.readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return dashboards;
    }

    /** Returns every query of rules and dashboards, as Prometheus gets it when all is chosen. */
    public static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        rules().forEach(rule -> queries.add(new Query(
                rule.path("alert").asText(rule.path("record").asText()),
                rule.path("expr").asText())));
        dashboards()
                .forEach((file, board) -> board.path("panels")
                        .forEach(panel -> panel.path("targets")
                                .forEach(target -> queries.add(new Query(
                                        file + ": " + panel.path("title").asText(),
                                        target.path("expr").asText().replaceAll("\\$\\w+", ".*"))))));
        return queries;
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
