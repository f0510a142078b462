package io.xisuan.cli.simulate;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names of the jobs of a trace, for people who mistype one. */
final class JobNames {
    private static final int SHOWN = 5;

    /** A name and how far it is from what was asked for. */
    private record Near(String name, int distance) {}

    private JobNames() {}

    /**
     * Checks that a job exists.
     *
     * @throws InputException when none has this name, with the names that are most like it
     */
    static void require(Trace trace, String job) {
        List<String> names = trace.jobs().stream().map(TraceJob::name).toList();
        if (!names.contains(job)) {
            throw InputException.of("--explain: there is no job \"%s\"; near are \"%s\""
                    .formatted(job, String.join("\", \"", near(names, job))));
        }
    }

    private static List<String> near(List<String> names, String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return names.stream()
                .map(name -> new Near(name, distance(name.toLowerCase(Locale.ROOT), lower)))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    /** Returns how many characters must be added, taken away or changed (Levenshtein, 1966). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
