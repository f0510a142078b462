package io.xisuan.billing.subsidy;

import io.xisuan.billing.programme.Funding;
import io.xisuan.model.Money;
import java.util.List;

/**
 * What one grant gives to one line.
 *
 * @param counted what of the line the rate was taken of, VAT as the programme counts it not yet taken out
 * @param evaluated what the programme's rules come to, before any balance bounded it
 * @param amount what it gives: at most {@code evaluated}
 * @param bound what kept it from giving all of that
 * @param levels which levels of government bear the amount; empty where the programme does not say
 */
public record Allocation(
        GrantTerms terms, Money counted, Money evaluated, Money amount, Bound bound, List<Funding.Part> levels) {
    public Allocation {
        levels = List.copyOf(levels);
        if (amount.isNegative() || amount.compareTo(evaluated) > 0) {
            throw new IllegalStateException(
                    "Grant %s gives %s of %s".formatted(terms.grant().voucher(), amount, evaluated));
        }
        Money borne = levels.stream().map(Funding.Part::amount).reduce(Money.ZERO, Money::plus);
        if (!levels.isEmpty() && !borne.equals(amount)) {
            throw new IllegalStateException("Levels bear %s of %s".formatted(borne, amount));
        }
    }
}
