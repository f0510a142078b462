package io.xisuan.billing.programme;

import java.util.List;
import java.util.Optional;

/** What a version of a programme gives for one case. */
public sealed interface Evaluation {
    /**
     * It pays.
     *
     * @param subsidy the amount, when the facts hold the amount that the base asks for
     */
    record Eligible(Terms terms, Optional<SubsidyAmount> subsidy, List<Step> steps, List<Assumption> assumptions)
            implements Evaluation {
        public Eligible {
            steps = List.copyOf(steps);
            assumptions = List.copyOf(assumptions);
        }
    }

    /** It does not pay, by this rule. */
    record NotEligible(String rule, String why, Source source) implements Evaluation {}

    /** A rule that matters here is not known; {@code missing} says what has to be found out. */
    record Refused(String field, String missing) implements Evaluation {}
}
