package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * What a programme gives in a case, apart from amounts.
 *
 * @param rate the rate that applies; zero where the amount is fixed
 * @param fixed an amount that does not hang on any fee
 * @param payer who is expected to pay, where the text says so
 * @param yearOf the date that decides the year of a yearly cap; empty when it is unknown or not needed
 * @param capYear which months make that year; empty when it is unknown or not needed
 * @param capGroup the name under which programmes share one yearly cap of a buyer
 * @param rounding the text's rounding; empty for the house rule {@link RoundingRule#FLOOR_FEN}
 * @param stacking whether others may pay too; empty when the text does not say or nobody knows
 * @param totalAtMost the share of the base that all programmes together may pay in this case
 * @param funding which level of government bears which part; empty when it is unknown
 */
public record Terms(
        Rate rate,
        Optional<Money> fixed,
        BaseKind base,
        VatBasis vat,
        Limits limits,
        Settlement settlement,
        Optional<String> payer,
        Optional<YearOf> yearOf,
        Optional<CapYear> capYear,
        Optional<String> capGroup,
        Optional<RoundingRule> rounding,
        Optional<Stacking> stacking,
        Optional<Rate> totalAtMost,
        Optional<Funding> funding) {}
