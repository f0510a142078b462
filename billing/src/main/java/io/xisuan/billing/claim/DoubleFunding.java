package io.xisuan.billing.claim;

import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.Stacking;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lines of a claim that another programme pays for too: what a claim says of it before the authority asks. */
public final class DoubleFunding {
    private DoubleFunding() {}

    /**
     * Returns a note for each other programme, in order; none when nobody else pays.
     *
     * @param stock all that the supplier deducted
     */
    public static List<String> notes(ClaimCase known, List<ClaimLine> lines, List<Claimable> stock) {
        SortedSet<String> claimed = new TreeSet<>();
        lines.forEach(line -> Claimable.source(line).ifPresent(source -> claimed.add(place(source))));
        SortedMap<String, SortedSet<String>> others = new TreeMap<>();
        for (Claimable one : stock) {
            Deduction deduction = one.deduction();
            if (!deduction.programme().equals(known.programme().id()) && claimed.contains(place(deduction))) {
                others.computeIfAbsent(deduction.programme().value(), programme -> new TreeSet<>())
                        .add(place(deduction));
            }
        }
        List<String> notes = new ArrayList<>();
        others.forEach((programme, places) -> notes.add("%d lines are paid for by %s too; the programme on that: %s"
                .formatted(
                        places.size(),
                        programme,
                        rule(known.version().purchase().stacking()))));
        return notes;
    }

    private static String place(Deduction deduction) {
        return deduction.document() + "/" + deduction.line();
    }

    private static String rule(Field<Stacking> stacking) {
        return switch (stacking) {
            case Field.Given<Stacking> given -> given.source().toString();
            case Field.None<Stacking> none -> "no rule in " + none.source();
            case Field.Unknown<Stacking>(String missing) -> "not known: " + missing;
        };
    }
}
