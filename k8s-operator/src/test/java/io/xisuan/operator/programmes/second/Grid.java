package io.xisuan.operator.programmes.second;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The steps in which a programme rounds: yuan per unit, decimals of the unit, and the direction. */
record Grid(String unit, Fraction yuan, int decimals, String direction) {
    static Grid of(Rules rules) {
        if (!rules.given("rounding")) {
            return new Grid("CNY", Fraction.of(1, 1), 2, "floor");
        }
        var rule = rules.value("rounding");
        boolean tenThousand = rule.path("unit").asText().equals("cny-10k");
        return new Grid(
                tenThousand ? "CNY_10K" : "CNY",
                Fraction.of(tenThousand ? 10_000 : 1, 1),
                rule.path("decimals").asInt(),
                rule.path("rounding").asText());
    }

    /** Returns the amount in yuan, rounded as the text says. */
    Fraction rounded(Fraction amount) {
        return back(
                direction.equals("half-up")
                        ? steps(amount).halfUp()
                        : steps(amount).floor());
    }

    /** Returns the amount in yuan, cut: what is a limit is never passed. */
    Fraction cut(Fraction amount) {
        return back(steps(amount).floor());
    }

    /** Returns an amount that lies on the grid, as the programme writes it. */
    String written(Fraction amount) {
        return new BigDecimal(steps(amount).floor(), decimals).toPlainString() + " " + unit;
    }

    private Fraction steps(Fraction amount) {
        return amount.times(new Fraction(BigInteger.TEN.pow(decimals), BigInteger.ONE))
                .times(yuan.inverse());
    }

    private Fraction back(BigInteger steps) {
        return new Fraction(steps, BigInteger.TEN.pow(decimals)).times(yuan);
    }
}
