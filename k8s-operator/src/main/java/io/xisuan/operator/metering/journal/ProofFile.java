package io.xisuan.operator.metering.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Proofs as a JSON file that goes to an auditor.
 *
 * @param about what they are the proofs of, for people
 */
public record ProofFile(String about, List<InclusionProof> proofs) {
    private static final String FORM = "xisuan-journal-proof 1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ProofFile {
        proofs = List.copyOf(proofs);
    }

    /** Returns the file's text; the same proofs give the same bytes. */
    public String text() {
        ObjectNode file = JSON.createObjectNode().put("form", FORM).put("about", about);
        ArrayNode all = file.putArray("proofs");
        proofs.forEach(proof -> put(all.addObject(), proof));
        return file.toPrettyString() + "\n";
    }

    private static void put(ObjectNode to, InclusionProof proof) {
        JournalRecord record = proof.record();
        to.put("seq", record.seq())
                .put("format", String.valueOf(record.format()))
                .put("previous", proof.previous())
                .put("hash", record.hash())
                .put("body", record.body());
        ArrayNode path = to.putArray("path");
        proof.path().forEach(path::add);
        to.put("seal", proof.seal().line());
    }

    /**
     * Reads a file.
     *
     * @throws InputException when it is none of this form
     */
    public static ProofFile parse(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            if (!file.path("form").asText().equals(FORM)) {
                throw InputException.of(
                        "the file is no proof of a journal: its \"form\" is not \"%s\"".formatted(FORM));
            }
            List<InclusionProof> proofs = new ArrayList<>();
            file.path("proofs").forEach(proof -> proofs.add(proof(proof)));
            return new ProofFile(file.path("about").asText(), proofs);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw InputException.of("the file is no proof of a journal: %s".formatted(firstLine(e)));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static InclusionProof proof(JsonNode from) {
        List<String> path = new ArrayList<>();
        from.path("path").forEach(hash -> path.add(hash.asText()));
        String format = from.path("format").asText();
        if (format.length() != 1) {
            throw new IllegalArgumentException("a record has no format");
        }
        JournalRecord record = new JournalRecord(
                from.path("seq").asLong(),
                format.charAt(0),
                from.path("body").asText(),
                from.path("hash").asText());
        return new InclusionProof(
                record,
                from.path("previous").asText(),
                path,
                HourSeal.parse(from.path("seal").asText()));
    }
}
