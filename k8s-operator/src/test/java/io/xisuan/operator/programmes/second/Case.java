package io.xisuan.operator.programmes.second;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The facts of a case as words, by name. */
record Case(SortedMap<String, String> facts) {
    Optional<String> word(String fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** Returns a day; days as words are in the order of time. */
    Optional<String> day(String fact) {
        return word(fact);
    }

    boolean is(String fact, String value) {
        return value.equals(facts.get(fact));
    }

    Optional<Fraction> money(String fact) {
        return word(fact).map(Fraction::of);
    }

    /** Returns an amount, nothing where it is not given. */
    Fraction moneyOrNone(String fact) {
        return money(fact).orElse(Fraction.ZERO);
    }

    Optional<List<String>> words(String fact) {
        return word(fact)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /** Returns the first day of a term. */
    static String first(String term) {
        return term.substring(0, term.indexOf(".."));
    }

    /** Returns the last day of a term. */
    static String last(String term) {
        return term.substring(term.indexOf("..") + 2);
    }

    boolean granted() {
        return facts.containsKey("grantAmount");
    }

    /** Reading: others pay where it is said that they do, or where an amount of theirs above nothing is given. */
    boolean othersPay() {
        return is("otherSubsidy", "true")
                || money("otherAmount")
                        .map(amount -> Fraction.ZERO.below(amount))
                        .orElse(false);
    }

    /** Returns the origin of the accelerators; Ascend, Hygon and Cambricon are domestic. */
    Optional<String> origin() {
        return word("accelerator").map(model -> model.startsWith("nvidia-") ? "other" : "domestic");
    }
}
