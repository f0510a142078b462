package io.xisuan.operator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads manifests: YAML files, or folders whose {@code .yaml} and {@code .yml} files are read in the order of their names.
 *
 * <p>All problems of a run are found before any is reported, one a line, each {@code file:line: field: problem}. Steps:
 * (1) text to values, (2) apiVersion, kind and metadata, (3) the schema of the CRD, (4) typed resources, (5) rules over
 * several fields, (6) names given twice, (7) references between resources.
 */
public final class ManifestReader {
    private final Schemas schemas = Schemas.load();
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads a complete set, in which every reference must lead somewhere.
     *
     * @throws InputException naming every problem with its file, line and field
     */
    public Manifests read(List<Path> paths) {
        return parse(texts(paths));
    }

    /** As {@link #read}, from texts. */
    public Manifests parse(List<ManifestText> texts) {
        Manifests manifests = parseLoose(texts);
        ManifestProblem.refuse(References.dangling(manifests));
        return manifests;
    }

    /**
     * Reads manifests that may refer to resources elsewhere, as a tenant's own jobs do.
     *
     * @throws InputException naming every problem with its file, line and field
     */
    public Manifests readLoose(List<Path> paths) {
        return parseLoose(texts(paths));
    }

    /** As {@link #readLoose}, from texts. */
    public Manifests parseLoose(List<ManifestText> texts) {
        List<ManifestProblem> problems = new ArrayList<>();
        List<Manifest> all = new ArrayList<>();
        for (ManifestText text : texts) {
            for (YamlDocument document : YamlText.read(text, problems)) {
                manifest(document, problems).ifPresent(all::add);
            }
        }
        all.forEach(manifest -> problems.addAll(CrossFields.of(manifest)));
        Manifests manifests = new Manifests(all);
        problems.addAll(References.duplicates(manifests));
        ManifestProblem.refuse(problems);
        return manifests;
    }

    /**
     * Reads the documents of a text as they stand, for one who looks into them further; {@link #resource} checks them.
     *
     * @param problems takes what is wrong with the text
     */
    public static List<YamlDocument> documents(ManifestText text, List<ManifestProblem> problems) {
        return YamlText.read(text, problems);
    }

    /**
     * Returns a document as a set of one resource, or empty where something is wrong with it.
     *
     * @param problems takes what is wrong
     */
    public Optional<Manifests> resource(YamlDocument document, List<ManifestProblem> problems) {
        return manifest(document, problems).map(read -> new Manifests(List.of(read)));
    }

    private Optional<Manifest> manifest(YamlDocument document, List<ManifestProblem> problems) {
        int before = problems.size();
        Optional<ManifestKind> kind = new Envelope(document, problems).check();
        if (kind.isPresent() && kind.get().ours()) {
            checkSchema(document, kind.get(), problems);
        }
        if (kind.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Manifest(
                    kind.get(),
                    document,
                    mapper.treeToValue(document.tree(), kind.get().type())));
        } catch (JsonProcessingException e) {
            problems.add(
                    document.problem("", "is no %s: %s".formatted(kind.get().kind(), e.getOriginalMessage())));
            return Optional.empty();
        }
    }

    private void checkSchema(YamlDocument document, ManifestKind kind, List<ManifestProblem> problems) {
        SchemaCheck check = new SchemaCheck(document, problems);
        JsonNode spec = document.tree().path("spec");
        if (spec.isMissingNode()) {
            problems.add(document.problem("spec", "is missing"));
        } else {
            check.check("spec", schemas.of(kind, "spec"), spec);
        }
        if (document.tree().has("status")) {
            check.check("status", schemas.of(kind, "status"), document.tree().path("status"));
        }
    }

    /**
     * Returns the texts of files, and of folders' files in the order of their names.
     *
     * @throws InputException naming a file that cannot be read
     */
    public static List<ManifestText> texts(List<Path> paths) {
        List<ManifestText> texts = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : Files.isDirectory(path) ? files(path) : List.of(path)) {
                texts.add(text(file));
            }
        }
        return texts;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static ManifestText text(Path file) {
        try {
            return new ManifestText(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw InputException.of("%s does not exist".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()));
        }
    }
}
