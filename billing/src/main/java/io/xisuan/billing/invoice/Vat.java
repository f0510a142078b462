package io.xisuan.billing.invoice;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The VAT contained in gross amounts: one rounding per document and rate, shared out by largest remainder. */
public final class Vat {
    private record Part(int index, BigInteger fen, Rational remainder) {}

    private Vat() {}

    /** Returns gross x rate / (1 + rate), rounded half up. */
    public static Money contained(Money gross, Rate rate) {
        return gross.times(factor(rate), Rounding.HALF_UP);
    }

    /**
     * Returns each amount's part of the VAT of their sum: its own share cut to the fen, and one fen more for those with
     * the largest remainders (earlier ones first) until the parts sum to {@link #contained} of the whole.
     */
    public static List<Money> shared(List<Money> gross, Rate rate) {
        return shared(gross, rate, contained(gross.stream().reduce(Money.ZERO, Money::plus), rate));
    }

    /**
     * Returns the parts of a total that is rounded elsewhere, as that of a note is: the VAT of all after it less the VAT of all before.
     *
     * @throws IllegalArgumentException when the total is a fen or more from the exact VAT of the sum, so that the parts cannot be near
     *     their own
     */
    static List<Money> shared(List<Money> gross, Rate rate, Money total) {
        List<Part> parts = IntStream.range(0, gross.size())
                .mapToObj(index -> part(index, gross.get(index), rate))
                .toList();
        BigInteger given = parts.stream().map(Part::fen).reduce(BigInteger.ZERO, BigInteger::add);
        long missing = BigInteger.valueOf(total.fen()).subtract(given).longValueExact();
        if (missing < 0 || missing > parts.size()) {
            throw new IllegalArgumentException("%s is not the VAT of %s at %s".formatted(total, gross, rate));
        }
        List<Money> shares = new ArrayList<>(
                parts.stream().map(part -> Money.ofFen(part.fen())).toList());
        parts.stream()
                .sorted(Comparator.comparing(Part::remainder).reversed().thenComparingInt(Part::index))
                .limit(missing)
                .forEach(part ->
                        shares.set(part.index(), shares.get(part.index()).plus(Money.ofFen(1))));
        return List.copyOf(shares);
    }

    private static Part part(int index, Money gross, Rate rate) {
        Rational exact = factor(rate).times(Rational.of(gross.fen(), 1));
        BigInteger fen = exact.round(Rounding.FLOOR);
        return new Part(index, fen, exact.minus(new Rational(fen, BigInteger.ONE)));
    }

    private static Rational factor(Rate rate) {
        return rate.value().dividedBy(Rational.ONE.plus(rate.value()));
    }
}
