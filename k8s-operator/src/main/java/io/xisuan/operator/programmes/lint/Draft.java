package io.xisuan.operator.programmes.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.operator.manifest.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One definition as it is written, right or wrong, and what has been found in it. */
final class Draft {
    static final List<String> GROUPS = List.of("validity", "buyer", "purchase", "calculation", "limits", "payout");
    private final YamlDocument document;
    private final List<Finding> findings = new ArrayList<>();

    Draft(YamlDocument document) {
        this.document = document;
    }

    /** One version of the definition: its rules by name. */
    final class Version {
        private final int index;
        private final JsonNode tree;
        private final SortedMap<String, String> groups = new TreeMap<>();

        private Version(int index, JsonNode tree) {
            this.index = index;
            this.tree = tree;
            GROUPS.forEach(
                    group -> tree.path(group).fieldNames().forEachRemaining(rule -> groups.putIfAbsent(rule, group)));
        }

        JsonNode tree() {
            return tree;
        }

        /** Returns the rules that are written, in the order of the file. */
        List<String> rules() {
            List<String> rules = new ArrayList<>();
            GROUPS.forEach(group -> tree.path(group).fieldNames().forEachRemaining(rules::add));
            return rules;
        }

        JsonNode rule(String name) {
            return tree.path(groups.getOrDefault(name, "")).path(name);
        }

        JsonNode value(String name) {
            return rule(name).path("value");
        }

        void error(String rule, String problem, String todo) {
            add(Finding.Severity.ERROR, path(rule), problem, todo);
        }

        void warn(String rule, String problem, String todo) {
            add(Finding.Severity.WARNING, path(rule), problem, todo);
        }

        /** Returns the path of a rule, or of another field of the version. */
        private String path(String rule) {
            String group = groups.containsKey(rule) ? groups.get(rule) + "." : "";
            return "spec.versions[%d].%s%s".formatted(index, group, rule);
        }
    }

    YamlDocument document() {
        return document;
    }

    String id() {
        return document.text("metadata", "name");
    }

    List<Version> versions() {
        List<Version> versions = new ArrayList<>();
        for (JsonNode tree : document.tree().path("spec").path("versions")) {
            versions.add(new Version(versions.size(), tree));
        }
        return versions;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void add(Finding.Severity severity, String field, String problem, String todo) {
        findings.add(new Finding(severity, document.file(), document.line(field), field, problem, todo));
    }

    /** Returns the document with some rules made unknown, so that reading goes on behind them. */
    static YamlDocument mended(YamlDocument document, List<RulePath> rules) {
        JsonNode tree = document.tree().deepCopy();
        for (RulePath rule : rules) {
            JsonNode version = tree.path("spec").path("versions").path(rule.version());
            if (version.path(rule.group()) instanceof ObjectNode group) {
                group.putObject(rule.rule()).put("unknown", "mended");
            } else if (version instanceof ObjectNode object) {
                object.putObject(rule.group()).putObject(rule.rule()).put("unknown", "mended");
            }
        }
        return new YamlDocument(document.file(), tree, document.lines());
    }

    /** Returns all names and values below a node, for words that are looked for anywhere. */
    static boolean mentions(JsonNode node, String field, String text) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            boolean here =
                    entry.getKey().equals(field) && entry.getValue().asText().equals(text);
            if (here || mentions(entry.getValue(), field, text)) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (node.isArray() && mentions(child, field, text)) {
                return true;
            }
        }
        return false;
    }
}
