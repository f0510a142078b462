package io.xisuan.billing.quote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import java.util.Optional;

/** Reads stored quotes. */
public final class QuoteReader {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QuoteReader() {}

    /**
     * Returns a stored quote as a tree of its fields.
     *
     * @throws InputException when the text is no JSON
     */
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw InputException.of("The stored quote is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Returns what a stored quote offers at a place, or empty when it offers nothing there. */
    public static Optional<Standing.Shown> place(String json, SiteId site, AcceleratorModel model) {
        JsonNode root = tree(json);
        for (JsonNode place : root.path("sites")) {
            boolean same = place.path("site").asText().equals(site.value())
                    && place.path("model").asText().equals(model.id())
                    && place.path("offered").asBoolean();
            if (same) {
                return Optional.of(new Standing.Shown(
                        site,
                        model,
                        root.path("devices").asInt(),
                        place.path("runtimeMillis").asLong(),
                        place.path("tariff").asText(),
                        place.path("payableNow").path("fen").asLong(),
                        root.path("earliestStartMillis").asLong(),
                        root.path("latestStartMillis").asLong(),
                        root.path("expiresAtMillis").asLong()));
            }
        }
        return Optional.empty();
    }
}
