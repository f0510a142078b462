package io.xisuan.operator.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads pods from the API server's JSON as it streams by, keeping what the agent needs and nothing else. */
final class PodJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String HAMI = "hami.io/vgpu-devices-allocated";

    private final JsonParser json;
    private String namespace = "";
    private String name = "";
    private String uid = "";
    private String node = "";
    private String phase = "";
    private OptionalLong start = OptionalLong.empty();
    private String hami = "";
    private List<String> initContainers = List.of();
    private List<String> containers = List.of();

    private PodJson(JsonParser json) {
        this.json = json;
    }

    /** Takes the value of one field, the parser standing on its first token, or says that it does not know it. */
    private interface Field {
        boolean read(String field) throws IOException;
    }

    /** Reads one pod. */
    static ApiPod pod(InputStream body) throws IOException {
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            return new PodJson(json).read();
        }
    }

    /** Reads a list of pods. */
    static List<ApiPod> pods(InputStream body) throws IOException {
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            List<ApiPod> pods = new ArrayList<>();
            fields(json, field -> {
                if (!field.equals("items")) {
                    return false;
                }
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    pods.add(new PodJson(json).read());
                }
                return true;
            });
            return List.copyOf(pods);
        }
    }

    private ApiPod read() throws IOException {
        fields(json, field -> switch (field) {
            case "metadata" -> fields(json, this::metadata);
            case "spec" -> fields(json, this::spec);
            case "status" -> fields(json, this::status);
            default -> false;
        });
        if (uid.isEmpty() || name.isEmpty()) {
            throw new IOException("the API server answered with something that is no pod");
        }
        return new ApiPod(new PodName(namespace, name), uid, node, phase, start, initContainers, containers, hami);
    }

    private boolean metadata(String field) throws IOException {
        switch (field) {
            case "namespace" -> namespace = json.getText();
            case "name" -> name = json.getText();
            case "uid" -> uid = json.getText();
            case "annotations" -> {
                return fields(json, this::annotation);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean annotation(String field) throws IOException {
        if (!field.equals(HAMI)) {
            return false;
        }
        hami = json.getText();
        return true;
    }

    private boolean spec(String field) throws IOException {
        switch (field) {
            case "nodeName" -> node = json.getText();
            case "initContainers" -> initContainers = names();
            case "containers" -> containers = names();
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            fields(json, field -> field.equals("name") && names.add(json.getText()));
        }
        return List.copyOf(names);
    }

    private boolean status(String field) throws IOException {
        switch (field) {
            case "phase" -> phase = json.getText();
            case "startTime" -> start = OptionalLong.of(instant(json.getText()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long instant(String written) throws IOException {
        try {
            return Instant.parse(written).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IOException("a start time that is none: " + written, e);
        }
    }

    /** Reads an object field by field; one that nobody takes, or a null, is skipped. */
    private static boolean fields(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("expected an object, found %s".formatted(json.currentToken()));
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NULL || !field.read(name)) {
                json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("the answer ends in the middle");
        }
        return true;
    }
}
