package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a case is admitted, rule by rule in the order of the page.
 */
final class SecondEligibility {
    private final Rules rules;
    private final Case facts;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> unknowns = new ArrayList<>();

    SecondEligibility(Rules rules, Case facts) {
        this.rules = rules;
        this.facts = facts;
    }

    /** Returns what stands against the case, a known "no" first, then the unknown rules that matter. */
    List<Answer> obstacles() {
        days();
        contract();
        buyer();
        purchase();
        others();
        grantRate();
        return Stream.concat(
                        refusals.stream().map(Answer::no), unknowns.stream().map(Answer::unknown))
                .toList();
    }

    private void days() {
        Optional<String> on = facts.day("on");
        facts.word("grantValidity")
                .filter(term -> on.isPresent() && !within(on.get(), Case.first(term), Case.last(term)))
                .ifPresent(term -> refusals.add("grantValidity"));
        Optional<String> lastUse = facts.word("grantValidity").map(Case::last).or(() -> on);
        if (rules.given("voucherMonths") && lastUse.isPresent()) {
            facts.day("grantedOn")
                    .map(day -> plusMonths(day, rules.value("voucherMonths").asInt()))
                    .filter(last -> lastUse.get().compareTo(last) > 0)
                    .ifPresent(last -> refusals.add("voucherMonths"));
        }
        rule("usePeriod", true, period -> on.map(day -> within(day, period)).orElse(true));
        windows();
        Optional<String> binding = facts.day(rules.bindingFact(facts));
        if (facts.word("inForce").isPresent()) {
            facts.word("inForce").filter("false"::equals).ifPresent(no -> refusals.add("inForce"));
        } else if (binding.isPresent()) {
            rule("from", true, from -> binding.get().compareTo(from.asText()) >= 0);
            rule("to", true, to -> binding.get().compareTo(to.asText()) <= 0);
        }
    }

    private void windows() {
        Optional<String> claimed = facts.day("claimedOn");
        if (!facts.granted() && claimed.isPresent()) {
            rule("windows", false, windows -> {
                for (JsonNode window : windows) {
                    if (within(claimed.get(), window)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    private void contract() {
        rule(
                "signedFrom",
                true,
                from -> facts.day("signedOn")
                        .map(day -> day.compareTo(from.asText()) >= 0)
                        .orElse(true));
        rule(
                "maxContractMonths",
                true,
                months -> facts.word("contract")
                        .map(term -> Case.last(term).compareTo(plusMonths(Case.first(term), months.asInt())) < 0)
                        .orElse(true));
    }

    private void buyer() {
        oneOf("kinds", facts.word("partyKind"), true);
        oneOf("sizes", facts.word("size"), true);
        place("registration", facts.word("registration"), true);
        place("taxDomicile", facts.word("taxDomicile"), true);
        rule("cleanRecordYears", true, years -> !facts.is("cleanRecord", "false"));
        rule(
                "industries",
                true,
                codes -> facts.words("industries")
                        .map(mine -> mine.stream().anyMatch(Rules.words(codes)::contains))
                        .orElse(true));
        rule(
                "industriesExcluded",
                true,
                codes -> facts.words("industries")
                        .map(mine -> mine.stream().noneMatch(Rules.words(codes)::contains))
                        .orElse(true));
    }

    private void purchase() {
        place("sites", facts.word("site"), false);
        strictest("suppliers", "supplierListed", "true");
        strictest("unrelatedOnly", "related", "false");
        strictest("ownUseOnly", "ownUse", "true");
        strictest("ownBuiltExcluded", "ownBuilt", "false");
        if (facts.is("contractUsed", "true")) {
            rule("contractOnce", false, once -> !once.asBoolean());
        }
        oneOf("accelerators", facts.origin(), false);
        oneOf("components", facts.word("component"), false);
        oneOf("workloads", facts.word("workload"), false);
    }

    private void others() {
        if (facts.othersPay()) {
            rule("stacking", false, stacking -> !stacking.path("kind").asText().equals("no-other-subsidy"));
        }
    }

    /** A grant's own rate is never above the highest of the tiers that the case may fall into. */
    private void grantRate() {
        Optional<Fraction> granted = facts.money("grantRate");
        if (granted.isPresent() && rules.given("rates")) {
            Fraction highest = Fraction.ZERO;
            for (JsonNode tier : new Tiers(facts).open(rules.value("rates").path("tiers"))) {
                highest = highest.most(Fraction.of(tier.path("rate").asText("0")));
            }
            if (highest.below(granted.get())) {
                refusals.add("rates");
            }
        }
    }

    private void strictest(String name, String fact, String best) {
        if (!(rules.unknown(name) && facts.is(fact, best))) {
            rule(
                    name,
                    false,
                    value -> (value.isBoolean() && !value.asBoolean())
                            || facts.word(fact).map(best::equals).orElse(true));
        }
    }

    private void oneOf(String name, Optional<String> fact, boolean authority) {
        rule(name, authority, words -> fact.map(Rules.words(words)::contains).orElse(true));
    }

    private void place(String name, Optional<String> fact, boolean authority) {
        rule(
                name,
                authority,
                places -> fact.map(mine ->
                                Rules.words(places).stream().anyMatch(place -> (mine + "/").startsWith(place + "/")))
                        .orElse(true));
    }

    private void rule(String name, boolean authority, Predicate<JsonNode> holds) {
        if (rules.unknown(name)) {
            if (!(authority && facts.granted())) {
                unknowns.add(name);
            }
        } else if (rules.given(name) && !holds.test(rules.value(name))) {
            refusals.add(name);
        }
    }

    private static boolean within(String day, JsonNode period) {
        return within(day, period.path("from").asText(), period.path("to").asText());
    }

    private static boolean within(String day, String first, String last) {
        return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
    }

    private static String plusMonths(String day, int months) {
        return LocalDate.parse(day).plusMonths(months).toString();
    }
}
