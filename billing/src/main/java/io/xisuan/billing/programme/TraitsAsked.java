package io.xisuan.billing.programme;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The traits that the conditions of a version ask for. */
final class TraitsAsked {
    private TraitsAsked() {}

    static Set<String> of(Field<Rates> rates, LimitRules limits, PurchaseRules purchase) {
        Set<String> asked = new TreeSet<>();
        Stream.concat(Stream.concat(rates(rates), totals(purchase.stacking())), caps(limits))
                .flatMap(List::stream)
                .forEach(condition -> {
                    if (condition instanceof TierCondition.Has(String trait)) {
                        asked.add(trait);
                    }
                });
        return asked;
    }

    private static Stream<List<TierCondition>> rates(Field<Rates> field) {
        return field instanceof Field.Given<Rates> given
                ? given.value().tiers().stream().map(RateTier::when)
                : Stream.of();
    }

    private static Stream<List<TierCondition>> totals(Field<Stacking> field) {
        return field instanceof Field.Given<Stacking> given
                ? given.value().totalAtMost().stream().map(RateTier::when)
                : Stream.of();
    }

    private static Stream<List<TierCondition>> caps(LimitRules limits) {
        return Stream.of(limits.capPerGrant(), limits.capPerParty(), limits.capPerPartyYear())
                .flatMap(field -> field instanceof Field.Given<Cap> given
                        ? given.value().tiers().stream().map(CapTier::when)
                        : Stream.of());
    }
}
