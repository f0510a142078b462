package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How levels of government share what a programme pays; together they bear all of it. */
public record Funding(List<FundingShare> shares) {
    /** What one level bears of an amount. */
    public record Part(String level, Money amount) {}

    public Funding {
        shares = List.copyOf(shares);
        Rational sum = shares.stream().map(share -> share.share().value()).reduce(Rational.ZERO, Rational::plus);
        if (sum.compareTo(Rational.ONE) != 0) {
            throw new IllegalArgumentException(
                    "The shares of the levels of government come to %s, not to 1".formatted(sum));
        }
        if (new TreeSet<>(shares.stream().map(FundingShare::level).toList()).size() != shares.size()) {
            throw new IllegalArgumentException("A level of government is named twice");
        }
    }

    /** Returns the parts of an amount; fen left over go to the largest remainders, then to the level named first. */
    public List<Part> split(Money amount) {
        List<Rational> exact = shares.stream()
                .map(share -> share.share().value().times(Rational.of(amount.fen(), 1)))
                .toList();
        long[] fen = exact.stream().mapToLong(part -> floor(part)).toArray();
        long left = amount.fen()
                - IntStream.range(0, fen.length).mapToLong(i -> fen[i]).sum();
        IntStream.range(0, fen.length)
                .boxed()
                .sorted(Comparator.<Integer, Rational>comparing(i -> remainder(exact.get(i)))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(i -> fen[i]++);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < fen.length; i++) {
            parts.add(new Part(shares.get(i).level(), Money.ofFen(fen[i])));
        }
        return List.copyOf(parts);
    }

    private static long floor(Rational value) {
        return value.round(0, Rounding.FLOOR).longValueExact();
    }

    private static Rational remainder(Rational value) {
        return value.minus(Rational.of(floor(value), 1));
    }

    /** Returns one level that bears all. */
    public static Funding all(String level) {
        return new Funding(List.of(new FundingShare(level, Rate.ALL)));
    }
}
