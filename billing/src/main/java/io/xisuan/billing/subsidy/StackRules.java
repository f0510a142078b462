package io.xisuan.billing.subsidy;

import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import java.util.List;
import java.util.Optional;

/**
 * How a grant goes together with others on the same contract, as its programme's text says.
 *
 * @param basis what its rate is taken of when others pay for the same line before it
 * @param bestOnly the group of programmes of which only the best one pays, in each claim period
 * @param totalAtMost the share of the base that all programmes together may come to once this one pays
 * @param funding which government levels bear it; empty when the text does not say
 */
public record StackRules(
        Basis basis, Optional<String> bestOnly, Optional<Rate> totalAtMost, List<FundingShare> funding) {
    /** A grant that heeds no other and is paid from one purse. */
    public static final StackRules PLAIN = new StackRules(Basis.GROSS, Optional.empty(), Optional.empty(), List.of());

    /** What a rate is taken of. */
    public enum Basis {
        /** The whole line, whoever else pays for it. */
        GROSS,
        /** What earlier programmes left of the line. */
        REST
    }

    public StackRules {
        funding = List.copyOf(funding);
        Rational sum = funding.stream().map(share -> share.share().value()).reduce(Rational.ZERO, Rational::plus);
        if (!funding.isEmpty() && !sum.equals(Rational.ONE)) {
            throw new IllegalArgumentException("Levels bear %s of the money together, not all of it".formatted(sum));
        }
    }
}
