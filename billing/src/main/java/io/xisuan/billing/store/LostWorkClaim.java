package io.xisuan.billing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;

/**
 * What somebody says about lost work, before another person approves it.
 *
 * @param lost from the last confirmed checkpoint to the instant at which the work was lost
 * @param evidence what shows it, as a document's name or digest
 */
public record LostWorkClaim(String jobUid, int attempt, LostWorkCause cause, Interval lost, String evidence) {
    /** What subjects of such proposals begin with. */
    static final String KIND = "lost-work";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public LostWorkClaim {
        if (jobUid.isBlank() || evidence.isBlank() || attempt < 1 || lost.isEmpty()) {
            throw new IllegalArgumentException(
                    "Lost work needs a job's uid, an attempt from 1, a time with length, and evidence (job \"%s\")"
                            .formatted(jobUid));
        }
    }

    /** Returns {@code lost-work/UID/ATTEMPT/FROM}: one proposal at a time waits about the same loss. */
    String subject() {
        return "%s/%s/%d/%d".formatted(KIND, jobUid, attempt, lost.startMillis());
    }

    /** Returns the canonical text that is approved. */
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("jobUid", jobUid)
                .put("attempt", attempt)
                .put("cause", cause.name())
                .put("fromMillis", lost.startMillis())
                .put("untilMillis", lost.endMillis())
                .put("evidence", evidence)
                .toString();
    }

    /**
     * Reads the text of a proposal.
     *
     * @throws InputException when it is none
     */
    static LostWorkClaim read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return new LostWorkClaim(
                    node.required("jobUid").asText(),
                    node.required("attempt").asInt(),
                    LostWorkCause.valueOf(node.required("cause").asText()),
                    new Interval(
                            node.required("fromMillis").asLong(),
                            node.required("untilMillis").asLong()),
                    node.required("evidence").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw InputException.of("The proposal is no finding about lost work: %s".formatted(e.getMessage()));
        }
    }
}
