package io.xisuan.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The chart as Helm itself renders it, in this process. */
final class HelmChart {
    static final String NAMESPACE = "xisuan-system";
    static final Path ROOT = Path.of(System.getProperty("xisuan.root", ".")).toAbsolutePath();
    static final Path FOLDER = ROOT.resolve("deploy/chart");
    static final Path FROZEN = FOLDER.resolve("frozen/xisuan-0.1.0.tgz");

    /** What a server needs beside its URL. */
    static final Map<String, String> SERVER = Map.of(
            "store.postgresql.url", "jdbc:postgresql://db.example:5433/xisuan",
            "store.postgresql.existingSecret", "xisuan-db",
            "journalKey.existingSecret", "xisuan-journal-key");

    /** The priority class of pods that name none. */
    static final String DEFAULT_CLASS = "ordinary";

    private static final String HOOK = "helm.sh/hook";
    private static final String SHOWN_HOOK = "shown.example/hook";

    /** The chart with its hooks as ordinary objects: Helm's library renders hooks and hands out none. */
    private static final Path OPENED = opened();

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder().build());

    /** Objects by kind and name, as {@code Service/xisuan-operator}. */
    record Rendered(SortedMap<String, JsonNode> byName) {
        JsonNode get(String named) {
            return Optional.ofNullable(byName.get(named)).orElseThrow(() -> new AssertionError("there is no " + named));
        }

        SortedSet<String> names() {
            return new TreeSet<>(byName.keySet());
        }
    }

    private HelmChart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /** Returns the objects that the chart makes of these values, by kind and name. */
    static Rendered rendered(Map<String, String> values) {
        return objects(command(values).call());
    }

    /** Returns what Helm says when it refuses these values; empty when it takes them. */
    static Optional<String> refusal(Map<String, String> values) {
        return refusal(command(values));
    }

    static Optional<String> refusal(TemplateCommand command) {
        try {
            command.call();
            return Optional.empty();
        } catch (IllegalStateException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    static TemplateCommand command(Map<String, String> values) {
        TemplateCommand command = new Helm(OPENED)
                .template()
                .withName("xisuan")
                .withNamespace(NAMESPACE)
                .withKubeVersion("v1.36.3");
        // What a cluster would be asked for; there is none here.
        command.set("setup.defaultPriorityClass", DEFAULT_CLASS);
        new TreeMap<>(values).forEach(command::set);
        return command;
    }

    /** Returns the objects that there are once a release is installed, by kind and name. */
    static Rendered objects(String yaml) {
        SortedMap<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : documents(yaml)) {
            if (hook(object).equals("pre-delete")) {
                continue;
            }
            JsonNode before = objects.put(named(object), object);
            if (before != null) {
                throw new IllegalStateException(named(object) + " is there twice");
            }
        }
        return new Rendered(objects);
    }

    /** Returns the events of which an object is a hook; empty for the release's own. */
    static String hook(JsonNode object) {
        return annotation(object, SHOWN_HOOK);
    }

    /** Returns when Helm deletes a hook. */
    static String deletion(JsonNode object) {
        return annotation(object, SHOWN_HOOK + "-delete-policy");
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText();
    }

    private static Path opened() {
        try (Stream<Path> files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            Path folder = Files.createTempDirectory("chart");
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(FROZEN.getParent()))
                    .toList()) {
                Path copy = folder.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        Files.readString(file, StandardCharsets.UTF_8).replace(HOOK, SHOWN_HOOK),
                        StandardCharsets.UTF_8);
                copy.toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all that Helm renders, hooks too, in its order. */
    static List<JsonNode> documents(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> read = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            while (read.hasNext()) {
                JsonNode document = read.next();
                if (document.isObject() && !document.isEmpty()) {
                    documents.add(document);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(yaml, e);
        }
        return documents;
    }

    static String named(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }
}
