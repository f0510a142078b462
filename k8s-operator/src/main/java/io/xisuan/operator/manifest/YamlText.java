package io.xisuan.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML into JSON values with the line of each.
 *
 * <p>Plain scalars mean what they mean to Kubernetes' own reader (YAML 1.1 booleans included), with one exception: dates
 * are text. Aliases are refused: they make a small file large, and no line would be right for their content.
 */
final class YamlText {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?");
    private static final List<String> TRUE = List.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final List<String> FALSE = List.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final List<String> NULL = List.of("", "~", "null", "Null", "NULL");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final List<ManifestProblem> problems;
    private final SortedMap<String, Integer> lines = new TreeMap<>();

    private YamlText(String file, List<ManifestProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the documents of a text; what is wrong is added to {@code problems}. */
    static List<YamlDocument> read(ManifestText source, List<ManifestProblem> problems) {
        List<YamlDocument> documents = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(40);
        options.setCodePointLimit(64 * 1024 * 1024);
        try {
            for (Node root : new Yaml(options).composeAll(new StringReader(source.text()))) {
                YamlText reader = new YamlText(source.file(), problems);
                JsonNode tree = reader.value(root, "");
                if (!tree.isNull()) {
                    documents.add(new YamlDocument(source.file(), tree, reader.lines));
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new ManifestProblem(source.file(), line, "YAML", String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            problems.add(new ManifestProblem(source.file(), 1, "YAML", String.valueOf(e.getMessage())));
        }
        return documents;
    }

    private JsonNode value(Node node, String path) {
        lines.putIfAbsent(path, line(node));
        if (node.getAnchor() != null) {
            problems.add(new ManifestProblem(
                    file,
                    line(node),
                    path.isEmpty() ? "document" : path,
                    "anchors and aliases are not read: write it out"));
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, path);
            case SequenceNode sequence -> array(sequence, path);
            case ScalarNode scalar -> scalar(scalar);
            case Node other -> throw new IllegalStateException("Unknown YAML node " + other.getNodeId());
        };
    }

    private ObjectNode object(MappingNode mapping, String path) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            String field = path.isEmpty() ? name : path + "." + name;
            if (object.has(name)) {
                problems.add(new ManifestProblem(file, line(tuple.getKeyNode()), field, "is given twice"));
            }
            lines.putIfAbsent(field, line(tuple.getKeyNode()));
            object.set(name, value(tuple.getValueNode(), field));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String path) {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(value(item, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.textNode(text);
        }
        if (NULL.contains(text)) {
            return JSON.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return JSON.booleanNode(TRUE.contains(text));
        }
        if (INTEGER.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
