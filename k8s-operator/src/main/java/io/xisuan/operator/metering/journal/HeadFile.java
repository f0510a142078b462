package io.xisuan.operator.metering.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file {@code head.json}: the head as it was when the journal was last closed or a segment was sealed. */
record HeadFile(JournalHead head, Optional<String> signature) {
    static final String NAME = "head.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void write(Path folder, JournalOptions options) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("seq", head.seq()).put("hash", head.hash());
        signature.ifPresent(text -> json.put("ed25519", text));
        byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
        options.files().replace(folder.resolve(NAME), bytes, options.fsync());
    }

    /** Returns the head of a file that is whole; of one that is damaged nothing can be known, and a writer writes it anew. */
    static Optional<JournalHead> known(Path folder) {
        return signed(folder).map(HeadFile::head);
    }

    /** Returns the same with its signature. */
    static Optional<HeadFile> signed(Path folder) {
        try {
            return read(folder);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /**
     * Reads the file when there is one.
     *
     * @throws IllegalArgumentException when it is damaged
     */
    static Optional<HeadFile> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            JournalHead head = new JournalHead(
                    json.path("seq").asLong(-1), json.path("hash").asText());
            return Optional.of(new HeadFile(
                    head, json.has("ed25519") ? Optional.of(json.path("ed25519").asText()) : Optional.empty()));
        } catch (IOException e) {
            throw new IllegalArgumentException("the head cannot be read: " + e.getMessage(), e);
        }
    }
}
