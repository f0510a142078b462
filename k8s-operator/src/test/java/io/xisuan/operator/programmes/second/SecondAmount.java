package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a case gives that nothing unknown stands against: base, rate, minimum, limits, and their obstacles. */
final class SecondAmount {
    private final Rules rules;
    private final Case facts;
    private final Tiers tiers;
    private final Grid grid;

    SecondAmount(Rules rules, Case facts) {
        this.rules = rules;
        this.facts = facts;
        this.tiers = new Tiers(facts);
        this.grid = Grid.of(rules);
    }

    /** Returns what the calculation has against the case. */
    List<Answer> obstacles() {
        List<Answer> obstacles = new ArrayList<>();
        boolean fixed = fixed().isPresent();
        if (!fixed && fee(rules.text("base")).isPresent()) {
            obstacles.addAll(dayShareObstacles());
            if (!obstacles.isEmpty() && !rules.unknown("dayShare")) {
                return obstacles; // but what the whole base does not reach, no unknown share of it does
            }
            if (facts.othersPay() && facts.word("otherAmount").isEmpty() && othersMatter()) {
                obstacles.add(Answer.unknown("otherAmount"));
            }
            boolean settled = rules.text("base").equals("contract-fee")
                    && facts.word("settled").isPresent();
            if (settled && rules.unknown("redemption")) {
                obstacles.add(Answer.unknown("redemption"));
            }
        }
        boolean amount = fixed || fee(rules.text("base")).isPresent();
        if (amount && !facts.granted() && rules.given("minimum") && belowMinimum()) {
            obstacles.add(Answer.no("minimum"));
        }
        return obstacles;
    }

    private List<Answer> dayShareObstacles() {
        if (rules.unknown("dayShare")) {
            return List.of(Answer.unknown("dayShare"));
        }
        if (!rules.given("dayShare")) {
            return List.of();
        }
        if (facts.word("contract").isEmpty()) {
            return List.of(Answer.unknown("contract"));
        }
        return dayShare(rules.value("dayShare")).isEmpty() ? List.of(Answer.no("dayShare")) : List.of();
    }

    /** What others pay matters where only the rest is a base and where all together have a limit. */
    private boolean othersMatter() {
        return rest()
                || (rules.given("stacking")
                        && !rules.value("stacking").path("totalAtMost").isEmpty());
    }

    Answer paid() {
        Optional<Fraction> whole = base();
        return subsidy(whole)
                .map(amount -> limited(amount, whole))
                .map(amount -> new Answer(Answer.Kind.PAYS, grid.written(amount), Split.of(rules, amount)))
                .orElse(new Answer(Answer.Kind.PAYS_WITHOUT_AMOUNT, "", List.of()));
    }

    private Optional<Fraction> base() {
        return fee(rules.text("base"))
                .map(fee -> rules.given("dayShare")
                        ? fee.times(dayShare(rules.value("dayShare")).orElse(Fraction.ZERO))
                        : fee)
                .map(fee -> rules.given("rounding") ? grid.rounded(fee) : fee);
    }

    private Optional<Fraction> fee(String base) {
        if (rules.text("vat").equals("without-vat") && !base.equals("no-fee")) {
            return facts.money("withoutVat");
        }
        return switch (base) {
            case "contract-fee" -> facts.money("contractFee");
            case "approved-amount" -> facts.money("approved");
            case "settled-fee", "usage-fee" -> facts.money("settled");
            default -> Optional.empty();
        };
    }

    /** Returns the share of days, or empty where the contract has no day in the period or none to count. */
    private Optional<Fraction> dayShare(JsonNode rule) {
        String term = facts.word("contract").orElseThrow();
        String first = later(Case.first(term), rule.path("from").asText());
        String last = earlier(Case.last(term), rule.path("to").asText());
        int more = rule.path("count").asText().equals("inclusive") ? 1 : 0;
        long all = days(Case.first(term), Case.last(term)) + more;
        return first.compareTo(last) > 0 || all == 0
                ? Optional.empty()
                : Optional.of(Fraction.of(days(first, last) + more, all));
    }

    private static long days(String first, String last) {
        return ChronoUnit.DAYS.between(LocalDate.parse(first), LocalDate.parse(last));
    }

    private static String later(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String earlier(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private boolean rest() {
        return rules.given("stacking")
                && rules.value("stacking").path("kind").asText().equals("allowed")
                && rules.value("stacking").path("basis").asText().equals("rest");
    }

    /** Returns the fixed amount of the tier that holds, where it has one and no grant says a rate. */
    private Optional<Fraction> fixed() {
        if (!rules.given("rates") || facts.word("grantRate").isPresent()) {
            return Optional.empty();
        }
        JsonNode tier = tiers.first(rules.value("rates").path("tiers"));
        return tier.has("amount") ? Optional.of(Fraction.of(tier.path("amount").asText())) : Optional.empty();
    }

    private Optional<Fraction> subsidy(Optional<Fraction> whole) {
        if (fixed().isPresent()) {
            return fixed().map(grid::rounded);
        }
        Fraction rate = facts.money("grantRate")
                .orElseGet(() -> Fraction.of(tiers.first(rules.value("rates").path("tiers"))
                        .path("rate")
                        .asText()));
        Optional<Fraction> claimed = whole.map(
                        amount -> rest() ? amount.rest(facts.moneyOrNone("otherAmount")) : amount)
                .map(amount -> grid.rounded(amount.times(rate)));
        Optional<Fraction> redeemed = rules.given("redemption")
                ? fee(rules.text("redemption")).map(amount -> grid.rounded(amount.times(rate)))
                : Optional.empty();
        return claimed.map(amount -> redeemed.map(amount::least).orElse(amount));
    }

    private boolean belowMinimum() {
        Fraction least = Fraction.of(rules.value("minimum").path("amount").asText());
        Optional<Fraction> whole = base();
        Optional<Fraction> measured = switch (rules.value("minimum").path("of").asText()) {
            case "base" -> whole;
            case "subsidy" -> subsidy(whole);
            default -> facts.money("yearlyContracts");
        };
        return measured.map(amount -> amount.below(least)).orElse(false);
    }

    private Fraction limited(Fraction subsidy, Optional<Fraction> whole) {
        Fraction amount = cap("capPerGrant", subsidy, Fraction.ZERO);
        amount = cap("capPerParty", amount, facts.moneyOrNone("usedInAll"));
        amount = cap("capPerPartyYear", amount, facts.moneyOrNone("usedThisYear"));
        amount = total(amount, whole);
        for (String pool : List.of("poolPerYear", "poolTotal")) {
            if (rules.given(pool)) {
                amount = most(amount, Fraction.of(rules.text(pool)));
            }
        }
        for (String left : List.of("poolLeft", "totalLeft", "grantAmount")) {
            amount = facts.money(left).map(bound(amount)).orElse(amount);
        }
        return amount;
    }

    private Function<Fraction, Fraction> bound(Fraction amount) {
        return limit -> most(amount, limit);
    }

    private Fraction cap(String name, Fraction amount, Fraction used) {
        if (!rules.given(name)) {
            return amount;
        }
        JsonNode tier = tiers.first(rules.value(name));
        return tier.has("unlimited")
                ? amount
                : most(amount, Fraction.of(tier.path("amount").asText()).rest(used));
    }

    private Fraction total(Fraction amount, Optional<Fraction> whole) {
        JsonNode most = rules.value("stacking").path("totalAtMost");
        if (most.isEmpty() || whole.isEmpty()) {
            return amount;
        }
        JsonNode tier = tiers.first(most);
        Fraction all = tier.has("amount")
                ? Fraction.of(tier.path("amount").asText())
                : whole.get().times(Fraction.of(tier.path("rate").asText()));
        return most(amount, all.rest(facts.moneyOrNone("otherAmount")));
    }

    private Fraction most(Fraction amount, Fraction limit) {
        return amount.least(grid.cut(limit));
    }
}
