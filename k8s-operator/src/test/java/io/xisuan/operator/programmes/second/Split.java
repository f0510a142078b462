package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What each level of government bears of an amount: whole fen, the rest to the largest remainder, then to the one named first. */
final class Split {
    private Split() {}

    static List<String> of(Rules rules, Fraction yuan) {
        if (!rules.given("funding")) {
            return List.of();
        }
        Fraction fen = yuan.times(Fraction.of(100, 1));
        List<Fraction> exact = new ArrayList<>();
        List<BigInteger> parts = new ArrayList<>();
        BigInteger left = fen.floor();
        for (JsonNode level : rules.value("funding")) {
            Fraction part = fen.times(Fraction.of(level.path("share").asText()));
            exact.add(part);
            parts.add(part.floor());
            left = left.subtract(part.floor());
        }
        for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
            int most = 0;
            for (int i = 1; i < parts.size(); i++) {
                if (remainder(exact, parts, most).below(remainder(exact, parts, i))) {
                    most = i;
                }
            }
            parts.set(most, parts.get(most).add(BigInteger.ONE));
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            written.add(rules.value("funding").get(i).path("level").asText() + " " + parts.get(i));
        }
        return written;
    }

    private static Fraction remainder(List<Fraction> exact, List<BigInteger> parts, int level) {
        return exact.get(level).less(new Fraction(parts.get(level), BigInteger.ONE));
    }
}
