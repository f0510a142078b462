package io.xisuan.operator.programmes.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Figures that contradict each other; what is no figure is refused elsewhere. */
final class Figures {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,6})?");
    private static final List<String> CAPS = List.of("capPerGrant", "capPerParty", "capPerPartyYear");

    private Figures() {}

    static void find(Draft.Version version) {
        for (String cap : CAPS) {
            Optional<BigDecimal> most = highest(version.value(cap), "amount");
            minimum(version, cap, most);
            for (String pool : List.of("poolPerYear", "poolTotal")) {
                Optional<BigDecimal> all = number(version.value(pool));
                if (most.isPresent() && all.isPresent() && most.get().compareTo(all.get()) > 0) {
                    version.warn(
                            cap,
                            "is %s, more than %s for all buyers, %s".formatted(most.get(), pool, all.get()),
                            "look for a unit read wrongly: 万元 is 10,000 yuan, 亿元 100,000,000");
                }
            }
        }
        pools(version);
        total(version);
    }

    private static void minimum(Draft.Version version, String cap, Optional<BigDecimal> most) {
        JsonNode minimum = version.value("minimum");
        Optional<BigDecimal> least = number(minimum.path("amount"));
        boolean unlimited = version.value(cap).findValue("unlimited") != null;
        if (minimum.path("of").asText().equals("subsidy")
                && least.isPresent()
                && most.isPresent()
                && !unlimited
                && least.get().compareTo(most.get()) > 0) {
            version.error(
                    "minimum",
                    "asks for a subsidy of %s, above %s, %s: nobody can be paid"
                            .formatted(least.get(), cap, most.get()),
                    "check the units of both, and whether the minimum is one of the base");
        }
    }

    private static void pools(Draft.Version version) {
        Optional<BigDecimal> year = number(version.value("poolPerYear"));
        Optional<BigDecimal> all = number(version.value("poolTotal"));
        if (year.isPresent() && all.isPresent() && year.get().compareTo(all.get()) > 0) {
            version.warn(
                    "poolPerYear",
                    "is %s, more than poolTotal, %s".formatted(year.get(), all.get()),
                    "check which of the two the text gives");
        }
    }

    private static void total(Draft.Version version) {
        Optional<BigDecimal> own = highest(version.value("rates").path("tiers"), "rate");
        Optional<BigDecimal> all = highest(version.value("stacking").path("totalAtMost"), "rate");
        if (own.isPresent() && all.isPresent() && all.get().compareTo(own.get()) < 0) {
            version.warn(
                    "stacking",
                    "totalAtMost is %s, below the programme's own rate, %s".formatted(all.get(), own.get()),
                    "totalAtMost is what all programmes pay together, this one included");
        }
    }

    private static Optional<BigDecimal> highest(JsonNode tiers, String field) {
        List<BigDecimal> numbers = new ArrayList<>();
        tiers.forEach(tier -> number(tier.path(field)).ifPresent(numbers::add));
        return numbers.stream().max(Comparator.naturalOrder());
    }

    private static Optional<BigDecimal> number(JsonNode text) {
        return NUMBER.matcher(text.asText()).matches() ? Optional.of(new BigDecimal(text.asText())) : Optional.empty();
    }
}
