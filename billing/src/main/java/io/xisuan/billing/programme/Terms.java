package io.xisuan.billing.programme;

import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * What a programme gives in a case, apart from amounts.
 *
 * @param rate the rate that applies
 * @param payer who is expected to pay, where the text says so
 * @param yearOf the date that decides the year of a yearly cap; empty when it is unknown or not needed
 * @param rounding the text's rounding; empty for the house rule {@link RoundingRule#FLOOR_FEN}
 */
public record Terms(
        Rate rate,
        BaseKind base,
        VatBasis vat,
        Limits limits,
        Settlement settlement,
        Optional<String> payer,
        Optional<YearOf> yearOf,
        Optional<RoundingRule> rounding) {}
