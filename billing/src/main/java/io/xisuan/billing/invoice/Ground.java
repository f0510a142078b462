package io.xisuan.billing.invoice;

import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.util.List;
import java.util.Optional;

/**
 * Why a grant gives what it gives to some lines of an invoice, or nothing: what makes 79.98 % of 80 % explainable years later, when
 * balances and programmes have moved on. It carries no amount that counts: those stand on the lines.
 *
 * @param rule what the programme's text says for these lines, in words, with who filled a gap of it; or why it does not pay
 * @param rate the share of the base that it pays; empty where it does not pay
 * @param base whether the base has VAT in it
 * @param validity the instants of use that the grant covers
 * @param parts one for each line, in their order
 */
public record Ground(
        ProgrammeId programme,
        VoucherId voucher,
        String rule,
        Optional<Rate> rate,
        VatBasis base,
        Interval validity,
        List<Part> parts) {
    /**
     * One line.
     *
     * @param line its number, from 1
     * @param counted what of its gross the rate was taken of
     * @param evaluated what the rules come to, whole fen
     * @param given what the grant gives
     * @param bound what kept it from giving all of it
     */
    public record Part(int line, Money counted, Money evaluated, Money given, Bound bound) {
        /** Returns the part of a line that gets nothing because the grant does not pay for it. */
        static Part nothing(int line) {
            return new Part(line, Money.ZERO, Money.ZERO, Money.ZERO, Bound.NONE);
        }
    }

    public Ground {
        parts = List.copyOf(parts);
    }
}
