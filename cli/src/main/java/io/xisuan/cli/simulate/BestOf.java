package io.xisuan.cli.simulate;

import io.xisuan.model.Money;
import io.xisuan.scheduler.simulation.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Which of several policies does best in which figure; a figure in which all are alike has no best. */
final class BestOf {
    /** Returned by a figure that a summary does not have; then nobody is best in it. */
    private static final long NONE = Long.MAX_VALUE;

    private static final List<Contest> CONTESTS = List.of(
            new Contest("wait mean", summary -> summary.waitMillis().mean()),
            new Contest("wait p50", summary -> summary.waitMillis().p50()),
            new Contest("wait p95", summary -> summary.waitMillis().p95()),
            new Contest("wait max", summary -> summary.waitMillis().max()),
            new Contest("completion", summary -> summary.completionMillis().mean()),
            new Contest("makespan", Summary::makespanMillis),
            new Contest(
                    "used",
                    summary -> -summary.utilisationPercent().movePointRight(2).longValueExact()),
            new Contest("cost", summary -> summary.cost().map(Money::fen).orElse(NONE)),
            new Contest("starts", Summary::starts));

    /** A figure of which the least is best. */
    private record Contest(String name, ToLongFunction<Summary> figure) {}

    private BestOf() {}

    /** Returns the figures in which each summary is best, in words; several share a place where they are alike. */
    static List<String> each(List<Summary> summaries) {
        List<List<String>> wins = new ArrayList<>();
        summaries.forEach(summary -> wins.add(new ArrayList<>()));
        for (Contest contest : CONTESTS) {
            long[] figures = summaries.stream().mapToLong(contest.figure()).toArray();
            long least = NONE;
            long most = Long.MIN_VALUE;
            for (long figure : figures) {
                least = Math.min(least, figure);
                most = Math.max(most, figure);
            }
            for (int i = 0; i < figures.length && least < most; i++) {
                if (figures[i] == least) {
                    wins.get(i).add(contest.name());
                }
            }
        }
        return wins.stream().map(names -> String.join(", ", names)).toList();
    }
}
