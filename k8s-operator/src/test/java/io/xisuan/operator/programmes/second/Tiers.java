package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which tier of rates or limits a case falls into: the first of which all conditions hold; what is not given does not hold. */
record Tiers(Case facts) {
    /** Which fact tells whether a condition holds. */
    private static final SortedMap<String, String> GIVEN_BY = new TreeMap<>(Map.of(
            "startUp", "startUp",
            "accelerators", "accelerator",
            "yearlyContractsAtMost", "yearlyContracts",
            "sizes", "size",
            "component", "component",
            "trait", "traits"));

    JsonNode first(JsonNode tiers) {
        for (JsonNode tier : tiers) {
            if (holds(tier)) {
                return tier;
            }
        }
        throw new IllegalArgumentException("no tier holds: " + tiers);
    }

    /** Returns the tiers that the case may fall into when facts that are not given may be anything. */
    List<JsonNode> open(JsonNode tiers) {
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode tier : tiers) {
            ObjectNode unsure = tier.deepCopy();
            GIVEN_BY.forEach((condition, fact) -> {
                if (facts.word(fact).isEmpty()) {
                    unsure.remove(condition);
                }
            });
            if (holds(unsure)) {
                open.add(tier);
            }
            if (holds(tier)) {
                return open;
            }
        }
        return open;
    }

    /** Returns whether the first tier that holds is found only by asking whether the buyer is a start-up. */
    boolean asksForStartUp(JsonNode tiers) {
        for (JsonNode tier : tiers) {
            if (tier.has("startUp")) {
                return true;
            }
            if (holds(tier)) {
                return false;
            }
        }
        return false;
    }

    private boolean holds(JsonNode tier) {
        return (!tier.has("startUp") || facts.is("startUp", "true"))
                && (!tier.has("accelerators")
                        || facts.origin()
                                .map(tier.path("accelerators").asText()::equals)
                                .orElse(false))
                && (!tier.has("yearlyContractsAtMost")
                        || yearlyAtMost(tier.path("yearlyContractsAtMost").asText()))
                && (!tier.has("sizes")
                        || facts.word("size")
                                .map(Rules.words(tier.path("sizes"))::contains)
                                .orElse(false))
                && (!tier.has("component")
                        || facts.is("component", tier.path("component").asText()))
                && (!tier.has("trait")
                        || facts.words("traits")
                                .map(mine -> mine.contains(tier.path("trait").asText()))
                                .orElse(false));
    }

    private boolean yearlyAtMost(String most) {
        return facts.money("yearlyContracts")
                .map(amount -> !Fraction.of(most).below(amount))
                .orElse(false);
    }
}
