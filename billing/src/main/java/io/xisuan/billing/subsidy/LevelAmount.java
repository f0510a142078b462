package io.xisuan.billing.subsidy;

import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What one level of government bears of one allocation. */
public record LevelAmount(String level, Money amount) {
    /** Splits an amount among levels: each gets its share rounded down, and the largest remainders, in their order, a fen each. */
    public static List<LevelAmount> split(Money amount, List<FundingShare> shares) {
        List<Long> fen = new ArrayList<>();
        List<Rational> remainders = new ArrayList<>();
        long left = amount.fen();
        for (FundingShare share : shares) {
            Rational exact = Rational.of(amount.fen(), 1).times(share.share().value());
            long floor = exact.round(Rounding.FLOOR).longValueExact();
            fen.add(floor);
            remainders.add(exact.minus(Rational.of(floor, 1)));
            left -= floor;
        }
        IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(left)
                .forEach(index -> fen.set(index, fen.get(index) + 1));
        return IntStream.range(0, shares.size())
                .mapToObj(index -> new LevelAmount(shares.get(index).level(), Money.ofFen(fen.get(index))))
                .toList();
    }
}
