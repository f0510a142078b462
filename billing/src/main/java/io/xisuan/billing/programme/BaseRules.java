package io.xisuan.billing.programme;

/**
 * What is multiplied, and how: rate x base, perhaps a share by days, rounded.
 *
 * @param redemption the second base where a grant that was claimed on the first is redeemed: at most the rate of it is paid out
 */
public record BaseRules(
        Field<BaseKind> base,
        Field<VatBasis> vat,
        Field<BaseKind> redemption,
        Field<DayShare> dayShare,
        Field<RoundingRule> rounding) {
    public BaseRules {
        if (redemption.known().filter(kind -> kind == BaseKind.NO_FEE).isPresent()
                || (redemption.known().isPresent()
                        && vat.known()
                                .filter(basis -> basis == VatBasis.WITHOUT_VAT)
                                .isPresent())) {
            throw new IllegalArgumentException("A redemption goes by a fee with VAT");
        }
    }
}
