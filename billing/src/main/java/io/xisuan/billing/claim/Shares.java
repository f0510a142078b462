package io.xisuan.billing.claim;

import io.xisuan.billing.programme.Funding;
import io.xisuan.model.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides amounts so that every sum holds to the fen. */
final class Shares {
    private Shares() {}

    /**
     * Returns a part of each amount in proportion, together exactly {@code part}: each rounded down, and what is left over to the
     * largest remainders, then to the amount that stands first. No part passes its amount.
     *
     * @param part not negative and at most the sum of the amounts
     */
    static List<Money> proRata(List<Money> amounts, Money part) {
        long sum = amounts.stream().mapToLong(Money::fen).sum();
        if (part.isNegative() || part.fen() > sum) {
            throw new IllegalArgumentException("%s is no part of %s".formatted(part, Money.ofFen(sum)));
        }
        if (sum == 0) {
            return amounts.stream().map(amount -> Money.ZERO).toList();
        }
        BigInteger whole = BigInteger.valueOf(sum);
        List<BigInteger> exact = amounts.stream()
                .map(amount -> BigInteger.valueOf(amount.fen()).multiply(BigInteger.valueOf(part.fen())))
                .toList();
        List<BigInteger> remainders = exact.stream().map(one -> one.mod(whole)).toList();
        long[] fen = IntStream.range(0, exact.size())
                .mapToLong(i ->
                        exact.get(i).subtract(remainders.get(i)).divide(whole).longValueExact())
                .toArray();
        long left = part.fen()
                - IntStream.range(0, fen.length).mapToLong(i -> fen[i]).sum();
        IntStream.range(0, fen.length)
                .boxed()
                .sorted(Comparator.<Integer, BigInteger>comparing(remainders::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(i -> fen[i]++);
        return IntStream.range(0, fen.length).mapToObj(i -> Money.ofFen(fen[i])).toList();
    }

    /**
     * Returns for each amount what each level of government bears of it. Each amount's parts sum to it, and over all amounts each level
     * bears exactly its share of the total: levels are split off one after another from what has run up so far, so no level gains from
     * many small lines.
     */
    static List<List<Funding.Part>> byLevel(List<Money> amounts, Funding funding) {
        long total = amounts.stream().mapToLong(Money::fen).sum();
        List<Funding.Part> ofTotal = funding.split(Money.ofFen(Math.max(total, 0)));
        long[] rest = amounts.stream().mapToLong(Money::fen).toArray();
        List<List<Funding.Part>> parts = new ArrayList<>();
        amounts.forEach(amount -> parts.add(new ArrayList<>()));
        long left = total;
        for (int level = 0; level < ofTotal.size(); level++) {
            Funding.Part share = ofTotal.get(level);
            boolean last = level == ofTotal.size() - 1;
            long run = 0;
            long given = 0;
            for (int i = 0; i < rest.length; i++) {
                run += rest[i];
                long upTo = last ? run : halfUp(run, share.amount().fen(), left);
                long part = upTo - given;
                given = upTo;
                rest[i] -= part;
                parts.get(i).add(new Funding.Part(share.level(), Money.ofFen(part)));
            }
            left -= given;
        }
        return parts.stream().map(List::copyOf).toList();
    }

    /** Returns run x share / whole, half up; nothing of nothing. */
    private static long halfUp(long run, long share, long whole) {
        if (whole <= 0) {
            return 0;
        }
        BigInteger twice = BigInteger.valueOf(2 * whole);
        BigInteger number =
                BigInteger.valueOf(run).multiply(BigInteger.valueOf(2 * share)).add(BigInteger.valueOf(whole));
        return number.subtract(number.mod(twice)).divide(twice).longValueExact();
    }
}
