package io.xisuan.billing.programme;

/** What is multiplied, and how: rate x base, perhaps a share by days, rounded. */
public record BaseRules(
        Field<BaseKind> base, Field<VatBasis> vat, Field<DayShare> dayShare, Field<RoundingRule> rounding) {}
