package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;

/** Which tier of rates or limits a case falls into: the first of which all conditions hold; what is not given does not hold. */
record Tiers(Case facts) {
    JsonNode first(JsonNode tiers) {
        for (JsonNode tier : tiers) {
            if (holds(tier)) {
                return tier;
            }
        }
        throw new IllegalArgumentException("no tier holds: " + tiers);
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
