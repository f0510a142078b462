package io.xisuan.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/** One YAML document of a file: its values, and the line of each by its dotted path (the whole has path ""). */
public record YamlDocument(String file, JsonNode tree, SortedMap<String, Integer> lines) {
    /** Returns the line of the field, or of the closest thing around it that is written down. */
    public int line(String path) {
        String at = path;
        while (!lines.containsKey(at)) {
            int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
            at = cut < 0 ? "" : at.substring(0, cut);
        }
        return lines.getOrDefault(at, 1);
    }

    /** Returns a problem with the field at a dotted path. */
    public ManifestProblem problem(String path, String problem) {
        return new ManifestProblem(file, line(path), path.isEmpty() ? "document" : path, problem);
    }

    /** Returns the text at a path of plain names, or "" when there is none. */
    public String text(String... names) {
        JsonNode node = tree;
        for (String name : names) {
            node = node.path(name);
        }
        return node.isTextual() ? node.textValue() : "";
    }
}
