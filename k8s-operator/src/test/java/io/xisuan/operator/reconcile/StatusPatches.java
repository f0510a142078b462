package io.xisuan.operator.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the API server's own audit log says of the writes of a job's status. */
final class StatusPatches {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StatusPatches() {}

    /** Returns the answers to all writes of the status of a job, in the order of the log. */
    static List<Integer> of(Testbed testbed, String job) {
        Path log =
                testbed.kubeconfig("admin").resolveSibling("../audit/audit.log").normalize();
        try {
            return Files.readAllLines(log).stream()
                    .map(StatusPatches::parse)
                    .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
                    .filter(event -> event.at("/objectRef/name").asText().equals(job)
                            && event.at("/objectRef/subresource").asText().equals("status"))
                    .map(event -> event.at("/responseStatus/code").asInt())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
