package io.xisuan.billing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.InputException;
import java.util.Optional;

/**
 * What is said of usage in place of what the journal says: that it is billed, or that it is not. Approval is of these very bytes, so
 * they name the usage and why.
 *
 * @param usage the id of the usage, or of the correction that counts now
 */
public record UsageCorrection(String usage, Outcome outcome, String why) {
    /** What becomes of device time. */
    public enum Outcome {
        /** It was used as the contract says and is charged. */
        BILL,
        /** It is not charged. */
        WITHHOLD;

        /** Returns the word of the command line. */
        public String word() {
            return this == BILL ? "bill" : "withhold";
        }
    }

    /** What subjects of such proposals begin with. */
    static final String KIND = "usage-correction";

    private static final int LONGEST_WHY = 2_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public UsageCorrection {
        if (usage.isBlank() || why.isBlank() || why.length() > LONGEST_WHY) {
            throw new IllegalArgumentException(
                    "A correction names a usage and says why in at most %d characters".formatted(LONGEST_WHY));
        }
    }

    /** Returns {@code usage-correction/USAGE}: one proposal at a time waits about the same usage. */
    String subject() {
        return KIND + "/" + usage;
    }

    /** Returns the canonical text that is approved. */
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("usage", usage)
                .put("outcome", outcome.name())
                .put("why", why)
                .toString();
    }

    /**
     * Reads the text of a proposal.
     *
     * @throws InputException when it is none
     */
    static UsageCorrection read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return new UsageCorrection(
                    node.required("usage").asText(),
                    Outcome.valueOf(node.required("outcome").asText()),
                    node.required("why").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw InputException.of("The proposal is no correction of usage: %s".formatted(e.getMessage()));
        }
    }

    /** Returns why this cannot be said of the usage as it counts now, or empty when it can. */
    public Optional<String> refusal(UsageInterval now) {
        boolean open = now.reason()
                .filter(reason -> reason == UnbilledReason.QUARANTINED)
                .isPresent();
        boolean same = now.billed() == (outcome == Outcome.BILL);
        return same && !open
                ? Optional.of("usage %s is %s already".formatted(now.id(), now.billed() ? "billed" : "not billed"))
                : Optional.empty();
    }

    /** Returns the usage as it is held to have been from now on, under an id of its own: its time and place stay. */
    public UsageInterval apply(UsageInterval now, String id) {
        return new UsageInterval(
                id,
                now.job(),
                now.attempt(),
                now.tenant(),
                now.contract(),
                now.site(),
                now.node(),
                now.lane(),
                now.model(),
                now.share(),
                now.interval(),
                now.quantity(),
                outcome == Outcome.BILL ? UsageClass.BILLED : UsageClass.HELD_UNBILLED,
                outcome == Outcome.BILL ? Optional.empty() : Optional.of(UnbilledReason.WITHDRAWN),
                now.evidenceDigest());
    }
}
