package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which unknown rules of the calculation, the limits and the payout matter in a case, in the order in which they are named. */
record UnknownTerms(Rules rules, Case facts) {
    private static final List<String> LIMITS =
            List.of("capPerGrant", "capPerParty", "capPerPartyYear", "poolPerYear", "poolTotal");

    List<Answer> unknown() {
        List<String> names = new ArrayList<>();
        matters("base", true, names);
        matters("vat", true, names);
        rates(names);
        matters("rounding", true, names);
        matters("minimum", !facts.granted(), names);
        for (String limit : LIMITS) {
            matters(limit, !facts.granted(), names);
            if (rules.given(limit)) {
                conditions(rules.value(limit), names);
            }
            if (limit.equals("capPerPartyYear")) {
                year(names);
            }
        }
        matters("settlement", true, names);
        if (rules.given("stacking")) {
            conditions(rules.value("stacking").path("totalAtMost"), names);
        }
        return names.stream().map(Answer::unknown).toList();
    }

    /** Returns whether there is enough to calculate with: what comes of it can still be a "no". */
    boolean calculable() {
        return !rules.unknown("base") && !rules.unknown("vat") && !rules.unknown("settlement") && rateKnown();
    }

    private boolean rateKnown() {
        return facts.word("grantRate").isPresent()
                || (rules.given("rates")
                        && !rules.value("rates").path("setBy").asText().equals("grant"));
    }

    private void rates(List<String> names) {
        if (!rateKnown()) {
            names.add("rates");
        } else if (facts.word("grantRate").isEmpty()) {
            conditions(rules.value("rates").path("tiers"), names);
        }
    }

    /** The year of a limit matters where something of it is used already. */
    private void year(List<String> names) {
        boolean used = facts.money("usedThisYear").filter(Fraction.ZERO::below).isPresent();
        if (used && rules.given("capPerPartyYear")) {
            boolean limited =
                    new Tiers(facts).first(rules.value("capPerPartyYear")).has("amount");
            matters("capYear", limited, names);
            matters("yearOf", limited, names);
        }
    }

    /** Whether one is a start-up must be said where nobody knows what a start-up is and a tier asks for it. */
    private void conditions(JsonNode tiers, List<String> names) {
        if (rules.unknown("startUp") && facts.word("startUp").isEmpty() && new Tiers(facts).asksForStartUp(tiers)) {
            names.add("startUp");
        }
    }

    private void matters(String name, boolean here, List<String> names) {
        if (here && rules.unknown(name)) {
            names.add(name);
        }
    }
}
