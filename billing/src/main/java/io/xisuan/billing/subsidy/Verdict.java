package io.xisuan.billing.subsidy;

import io.xisuan.model.Rate;

/** What a programme says about one kind of usage: covered at a rate, not covered, or open because a rule is unknown. */
public sealed interface Verdict {
    /**
     * @param rate the share of the base that the programme pays
     */
    record Covered(Rate rate, String why) implements Verdict {}

    record NotCovered(String why) implements Verdict {}

    /**
     * @param missing the first unknown that matters, for people
     */
    record Unknown(String missing) implements Verdict {}
}
