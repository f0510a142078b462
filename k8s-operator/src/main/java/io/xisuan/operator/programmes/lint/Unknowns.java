package io.xisuan.operator.programmes.lint;

import java.util.List;

/** The rules that nobody knows yet, each with the cases that cannot be evaluated without it. */
final class Unknowns {
    private Unknowns() {}

    static void find(Draft.Version version) {
        for (String rule : version.rules()) {
            if (version.rule(rule).has("unknown")) {
                version.warn(
                        rule,
                        "is unknown: %s"
                                .formatted(version.rule(rule).path("unknown").asText()),
                        blocked(rule));
            }
        }
    }

    private static String blocked(String rule) {
        return switch (rule) {
            case "base", "vat", "rounding", "settlement" -> "without this no case can be evaluated";
            case "rates" -> "without this no case can be evaluated but those of a grant that states its rate";
            case "dayShare" -> "without this no amount can be calculated";
            case "sites", "accelerators", "components", "workloads" ->
                "without this no case can be evaluated, not even with a grant";
            case "suppliers", "unrelatedOnly", "ownUseOnly", "ownBuiltExcluded" ->
                "without this no case can be evaluated but those that satisfy even the strictest rule";
            case "from", "to" -> "without this no case without a grant can be evaluated whose day is given";
            case "windows" -> "without this no claim without a grant can be evaluated whose day is given";
            case "contractOnce" -> "without this no contract can be evaluated that was paid for before";
            case "stacking" -> "without this no case can be evaluated in which others pay";
            case "redemption" -> "without this no case on a contract fee can be evaluated once fees are settled";
            case "capYear", "yearOf" -> "without this no case can be evaluated that has used something of a yearly cap";
            case "startUp" -> "without this tiers for start-ups need a case that says whether the buyer is one";
            case "bindBy",
                    "voucherMonths",
                    "exhaustion",
                    "flow",
                    "issuedEvery",
                    "payer",
                    "funding",
                    "proofs",
                    "capGroup" -> "no evaluation needs it; people do";
            default -> "without this no case without a grant can be evaluated";
        };
    }

    /** The rules of which "none" is as good as unknown: there is no amount without them. */
    static void findNeeded(Draft.Version version) {
        for (String rule : List.of("base", "vat", "rates", "settlement")) {
            if (version.rule(rule).has("none")) {
                version.error(rule, "is none, but there is no amount without it", "write its value, or unknown");
            }
        }
    }
}
