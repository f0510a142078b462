package io.xisuan.benchmarks.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an API server's audit log (one JSON event a line, level Metadata or more) says of one client's writes. */
final class AuditLog {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One write that the API server answered.
     *
     * @param what verb and resource, as {@code patch pods} or {@code patch trainingjobs/status}
     * @param code the HTTP status; refused writes cost too
     */
    record Write(String what, String namespace, String name, int code, Instant at) {}

    private AuditLog() {}

    /** Returns the writes of the client whose user agent begins so, from an instant on, in the order of the log. */
    static List<Write> writes(Path log, String userAgent, Instant from) {
        List<Write> writes = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("\"ResponseComplete\"") && line.contains(userAgent)) {
                    add(JSON.readTree(line), userAgent, from, writes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be read", e);
        }
        return List.copyOf(writes);
    }

    private static void add(JsonNode event, String userAgent, Instant from, List<Write> writes) {
        Instant at = Instant.parse(event.path("requestReceivedTimestamp").asText());
        String verb = event.path("verb").asText();
        if (!WRITES.contains(verb)
                || at.isBefore(from)
                || !event.path("userAgent").asText().startsWith(userAgent)) {
            return;
        }
        JsonNode object = event.path("objectRef");
        String sub = object.path("subresource").asText();
        writes.add(new Write(
                verb + " " + object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.path("responseStatus").path("code").asInt(),
                at));
    }
}
