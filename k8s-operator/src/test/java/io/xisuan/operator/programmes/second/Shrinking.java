package io.xisuan.operator.programmes.second;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes a case that shows something as small as it can be: facts are dropped one at a time while it still shows it. */
final class Shrinking {
    private Shrinking() {}

    static Case least(Case shown, Predicate<Case> stillShows) {
        Case least = shown;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (String fact : List.copyOf(least.facts().keySet())) {
                SortedMap<String, String> fewer = new TreeMap<>(least.facts());
                fewer.remove(fact);
                Case candidate = new Case(fewer);
                if (stillShows.test(candidate)) {
                    least = candidate;
                    smaller = true;
                }
            }
        }
        return least;
    }
}
