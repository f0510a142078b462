package io.xisuan.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request for a resource, as the API server's audit log has it.
 *
 * @param group the API group, "" for the core
 * @param resource with its subresource after a slash
 * @param forbidden whether the user lacked the right to it
 */
record Request(String group, String resource, String verb, String namespace, String name, boolean forbidden)
        implements Comparable<Request> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns what a user asked for, without what is no resource, such as the server's version. */
    static Set<Request> of(Path auditLog, String user) {
        try (Stream<String> lines = Files.lines(auditLog, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains('"' + user + '"') && line.endsWith("}"))
                    .flatMap(line -> read(line, user).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Request> read(String line, String user) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode object = event.path("objectRef");
            if (!event.at("/user/username").asText().equals(user) || object.isMissingNode()) {
                return Optional.empty();
            }
            String part = object.path("subresource").asText();
            return Optional.of(new Request(
                    object.path("apiGroup").asText(),
                    object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part),
                    event.path("verb").asText(),
                    object.path("namespace").asText(),
                    object.path("name").asText(),
                    event.at("/annotations/authorization.k8s.io~1decision")
                            .asText()
                            .equals("forbid")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int compareTo(Request other) {
        return toString().compareTo(other.toString());
    }
}
