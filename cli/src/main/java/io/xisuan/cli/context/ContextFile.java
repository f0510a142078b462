package io.xisuan.cli.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contexts as a file of YAML that people may edit: $XISUAN_CONFIG, else config.yaml in $XDG_CONFIG_HOME/xisuan, else in ~/.config/xisuan. */
public record ContextFile(Path path) {
    private static final Set<String> TOP = Set.of("current", "contexts");
    private static final Set<String> FIELDS =
            Set.of("name", "kubeconfig", "kubeContext", "namespace", "store", "person", "language");

    /** Returns the file of whoever runs this; the property {@code xisuan.config} goes before the environment, for tests. */
    public static ContextFile ofUser(Map<String, String> environment) {
        String named = System.getProperty("xisuan.config", environment.getOrDefault("XISUAN_CONFIG", ""));
        if (!named.isBlank()) {
            return new ContextFile(Path.of(named));
        }
        String home = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = home.isBlank() ? Path.of(System.getProperty("user.home", "."), ".config") : Path.of(home);
        return new ContextFile(folder.resolve("xisuan").resolve("config.yaml"));
    }

    /**
     * Returns the context that is meant where no option says otherwise: that of $XISUAN_CONTEXT, else the current one.
     *
     * @throws InputException when the file is not as it must be, or has no context of that name
     */
    public static Optional<Context> chosen() {
        Map<String, String> environment = System.getenv();
        ContextFile file = ofUser(environment);
        String wanted = environment.getOrDefault("XISUAN_CONTEXT", "");
        if (wanted.isBlank()) {
            return file.read().chosen();
        }
        return Optional.of(file.read()
                .named(wanted)
                .orElseThrow(
                        () -> InputException.of("XISUAN_CONTEXT: there is no context %s in %s: see xisuan context list"
                                .formatted(wanted, file.path))));
    }

    /**
     * Reads the contexts; none where there is no file.
     *
     * @throws InputException naming file and field of what is wrong
     */
    public Contexts read() {
        if (!Files.exists(path)) {
            return Contexts.NONE;
        }
        try {
            JsonNode all = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(path));
            require(all, TOP);
            List<Context> contexts = new ArrayList<>();
            for (JsonNode each : all.path("contexts")) {
                require(each, FIELDS);
                contexts.add(context(each));
            }
            return new Contexts(text(all, "current"), contexts);
        } catch (JsonProcessingException e) {
            throw InputException.of("%s: is no YAML: %s".formatted(path, e.getOriginalMessage()));
        } catch (IOException e) {
            throw InputException.of("%s: cannot be read as UTF-8: %s".formatted(path, e.getMessage()));
        } catch (InputException e) {
            throw InputException.of("%s: %s".formatted(path, e.getMessage()));
        }
    }

    private static void require(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw InputException.of("there is no field \"%s\": known are %s"
                        .formatted(name, known.stream().sorted().toList()));
            }
        });
    }

    private static Context context(JsonNode node) {
        return new Context(
                text(node, "name").orElse(""),
                text(node, "kubeconfig"),
                text(node, "kubeContext"),
                text(node, "namespace"),
                text(node, "store"),
                text(node, "person"),
                text(node, "language").map(ContextFile::language));
    }

    private static Language language(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "zh" -> Language.ZH;
            case "en" -> Language.EN;
            default -> throw InputException.of("language: \"%s\" is neither zh nor en".formatted(written));
        };
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }

    /** Writes the contexts in place of what is there, readable for their owner alone. */
    public void write(Contexts contexts) {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));
        ObjectNode all = yaml.createObjectNode();
        contexts.current().ifPresent(name -> all.put("current", name));
        var list = all.putArray("contexts");
        contexts.contexts().forEach(each -> put(each, list.addObject()));
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(folder, ".config", ".yaml", ownersAlone());
            Files.writeString(whole, yaml.writeValueAsString(all), StandardCharsets.UTF_8);
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw InputException.of("%s: cannot be written: %s".formatted(path, e.getMessage()));
        }
    }

    private static void put(Context context, ObjectNode node) {
        node.put("name", context.name());
        context.kubeconfig().ifPresent(value -> node.put("kubeconfig", value));
        context.kubeContext().ifPresent(value -> node.put("kubeContext", value));
        context.namespace().ifPresent(value -> node.put("namespace", value));
        context.store().ifPresent(value -> node.put("store", value));
        context.person().ifPresent(value -> node.put("person", value));
        context.language().ifPresent(value -> node.put("language", value.toString()));
    }

    private static FileAttribute<?>[] ownersAlone() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
