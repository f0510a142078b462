package io.xisuan.billing.programme;

import java.util.List;
import java.util.Optional;

/** What a version of a programme gives for one case. */
public sealed interface Evaluation {
    /**
     * It pays.
     *
     * @param subsidy the amount, when the facts hold the amount that the base asks for
     * @param parts which level of government bears which part of the amount; empty where that is unknown
     */
    record Eligible(
            Terms terms,
            Optional<SubsidyAmount> subsidy,
            List<Funding.Part> parts,
            List<Step> steps,
            List<Assumption> assumptions)
            implements Evaluation {
        public Eligible {
            parts = List.copyOf(parts);
            steps = List.copyOf(steps);
            assumptions = List.copyOf(assumptions);
        }
    }

    /** It does not pay, by this rule. */
    record NotEligible(String rule, String why, Source source) implements Evaluation {}

    /** A rule that matters here is not known; {@code missing} says what has to be found out. */
    record Refused(String field, String missing) implements Evaluation {}
}
