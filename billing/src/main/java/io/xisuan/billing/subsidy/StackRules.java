package io.xisuan.billing.subsidy;

import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.programme.Terms;
import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * How a grant goes together with others on the same contract, as its programme's text says.
 *
 * @param kind whether others may pay for the contract at all
 * @param bestOnly the group of programmes of which only the best one pays, in each claim period
 * @param basis what its rate is taken of when others pay for the same line before it
 * @param totalAtMost the share of the base that all programmes together may come to once this one pays
 * @param funding which levels of government bear it; empty when the text does not say
 */
public record StackRules(
        Stacking.Kind kind,
        Optional<String> bestOnly,
        Stacking.Basis basis,
        Optional<Rate> totalAtMost,
        Optional<Funding> funding) {
    /** A grant that heeds no other and is paid from one purse. */
    public static final StackRules PLAIN = new StackRules(
            Stacking.Kind.ALLOWED, Optional.empty(), Stacking.Basis.GROSS, Optional.empty(), Optional.empty());

    /** Returns the rules of a text; what it does not say restricts nothing. */
    static StackRules of(Terms terms) {
        Stacking stacking = terms.stacking().orElseGet(Stacking::allowed);
        return new StackRules(
                stacking.kind(), stacking.group(), stacking.basis(), terms.totalAtMost(), terms.funding());
    }
}
