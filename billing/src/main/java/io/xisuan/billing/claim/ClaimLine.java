package io.xisuan.billing.claim;

import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import java.util.List;

/**
 * One line of a claim, with the part of each level of government; the parts are the amount.
 *
 * @param number its place in the claim, from 1
 */
public record ClaimLine(int number, ClaimSource source, Money amount, List<Funding.Part> levels) {
    public ClaimLine {
        levels = List.copyOf(levels);
        Money borne = levels.stream().map(Funding.Part::amount).reduce(Money.ZERO, Money::plus);
        if (number < 1 || !borne.equals(amount)) {
            throw new IllegalArgumentException(
                    "Line %d of a claim is of %s, its levels of %s".formatted(number, amount, borne));
        }
    }

    /** Returns the text that the claim's Merkle root covers. */
    public String canonical() {
        StringBuilder text = new StringBuilder(Integer.toString(number)).append('\t');
        switch (source) {
            case ClaimSource.Deducted(Deduction deduction) -> text.append(canonical(deduction));
            case ClaimSource.Rounding rounding ->
                text.append("rounding\t")
                        .append(rounding.contract())
                        .append('\t')
                        .append(rounding.tenant());
        }
        text.append('\t').append(amount.fen()).append('\t').append(amount.currency());
        levels.forEach(part -> text.append('\t')
                .append(part.level())
                .append('\t')
                .append(part.amount().fen()));
        return text.toString();
    }

    private static String canonical(Deduction deduction) {
        LineKey key = deduction.key();
        return String.join(
                "\t",
                "deducted",
                deduction.document(),
                Integer.toString(deduction.line()),
                deduction.voucher().value(),
                key.contract().value(),
                deduction.tenant().value(),
                key.attempt().job().uid(),
                Integer.toString(key.attempt().attempt()),
                key.component().name(),
                key.site().value(),
                key.model().id(),
                key.tariffVersion(),
                key.tier(),
                key.funding(),
                key.day().toString(),
                Long.toString(deduction.gross().fen()));
    }
}
