package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.Interval;
import io.xisuan.operator.metering.lifecycle.MeteringFold;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.SiteTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plays histories to the fold and to its plain twin; what it returns is what they disagree on, made as small as it can be. */
public final class FoldTwin {
    /** After so many disagreements the rest would say the same. */
    private static final int ENOUGH = 5;

    private final long firstSeed;
    private final FoldTally tally = new FoldTally();

    public FoldTwin(long firstSeed) {
        this.firstSeed = firstSeed;
    }

    /** Returns what was compared. */
    public FoldTally tally() {
        return tally;
    }

    /** Returns the disagreements over so many histories. */
    public List<String> play(int histories, Consumer<String> progress) {
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < histories && disagreements.size() < ENOUGH; i++) {
            History history = Histories.of(firstSeed + i);
            FoldAnswer plain = plain(history);
            tally.add(plain);
            String wrong = disagreement(history, plain);
            if (!wrong.isEmpty()) {
                History least = shrunk(history, FoldTwin::disagreement);
                disagreements.add(least + "\n" + disagreement(least));
            }
            if (i % 10_000 == 9_999) {
                progress.accept("%d histories, %d disagreements".formatted(i + 1, disagreements.size()));
            }
        }
        return disagreements;
    }

    /** Returns what the two disagree on, or what is wrong with both; empty when nothing is. */
    private static String disagreement(History history) {
        return disagreement(history, plain(history));
    }

    private static FoldAnswer plain(History history) {
        return PlainFold.fold(history.site(), history.window(), history.observations());
    }

    private static String disagreement(History history, FoldAnswer plain) {
        SiteTime time = MeteringFold.fold(history.site(), history.window(), history.observations());
        FoldAnswer real = FoldAnswer.of(time);
        if (!plain.equals(real)) {
            return "only the twin says:%s%nonly the fold says:%s".formatted(only(plain, real), only(real, plain));
        }
        List<String> problems = FoldChecks.problems(history, real);
        return problems.isEmpty() ? unlikeItself(history, time) : String.join("\n", problems);
    }

    /** Returns how the fold differs from itself over the same set in another order, said twice, and of some asked for in two windows. */
    private static String unlikeItself(History history, SiteTime time) {
        SplittableRandom random = new SplittableRandom(history.seed());
        List<Observation> twice = new ArrayList<>(history.observations());
        history.observations().stream().filter(seen -> random.nextInt(3) == 0).forEach(twice::add);
        Collections.shuffle(twice, Random.from(random));
        SiteTime again = MeteringFold.fold(history.site(), history.window(), twice);
        if (!again.equals(time)
                || (history.seed() % 20 == 0 && !again.toString().equals(time.toString()))) {
            return "shuffled and said twice:%n%s%ninstead of%n%s".formatted(again, time);
        }
        return history.seed() % 4 == 0 ? unlikeWhenCut(history, time) : "";
    }

    private static String unlikeWhenCut(History history, SiteTime time) {
        Interval window = history.window();
        long cut = window.startMillis() + new SplittableRandom(history.seed()).nextLong(window.lengthMillis());
        List<UsageLine> parts = new ArrayList<>();
        for (Interval part : List.of(new Interval(window.startMillis(), cut), new Interval(cut, window.endMillis()))) {
            if (!part.isEmpty()) {
                parts.addAll(
                        UsageLine.of(FoldAnswer.of(MeteringFold.fold(history.site(), part, history.observations()))));
            }
        }
        List<UsageLine> whole = UsageLine.cut(UsageLine.of(FoldAnswer.of(time)), cut);
        List<UsageLine> meeting = UsageLine.cut(parts, cut);
        return meeting.equals(whole)
                ? ""
                : "cut at %d, in parts only:%s%nas a whole, then cut, only:%s"
                        .formatted(cut, only(meeting, whole), only(whole, meeting));
    }

    /** Leaves out observations as long as what is wrong stays wrong. */
    static History shrunk(History history, Function<History, String> wrong) {
        History least = history;
        for (int size = Math.max(1, history.observations().size() / 2); size >= 1; size /= 2) {
            int from = 0;
            while (from < least.observations().size()) {
                List<Observation> fewer = new ArrayList<>(least.observations());
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                History smaller = least.with(fewer);
                if (wrong.apply(smaller).isEmpty()) {
                    from += size;
                } else {
                    least = smaller;
                }
            }
        }
        return least;
    }

    private static String only(FoldAnswer one, FoldAnswer other) {
        return only(pieces(one), pieces(other));
    }

    private static List<Object> pieces(FoldAnswer answer) {
        List<Object> pieces = new ArrayList<>(answer.held());
        pieces.addAll(answer.rest());
        return pieces;
    }

    private static String only(List<?> some, List<?> others) {
        List<Object> lines = new ArrayList<>(some);
        others.forEach(lines::remove);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }
}
