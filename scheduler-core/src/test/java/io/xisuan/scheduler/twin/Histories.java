package io.xisuan.scheduler.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Many random histories, one after the other from a first seed. */
public final class Histories {
    /** After so many disagreements the rest is not played. */
    private static final int MOST_DISAGREEMENTS = 5;

    private final Tally tally = new Tally();
    private final long firstSeed;
    private long played;

    public Histories(long firstSeed) {
        this.firstSeed = firstSeed;
    }

    /** Returns what was compared. */
    public Tally tally() {
        return tally;
    }

    /** Returns how many were played. */
    public long played() {
        return played;
    }

    /** Plays so many and returns each disagreement with its seed and the least lines that show it. */
    public List<String> play(long histories, Consumer<String> progress) {
        List<String> disagreements = new ArrayList<>();
        long each = Math.max(1, histories / 20);
        for (played = 0; played < histories && disagreements.size() < MOST_DISAGREEMENTS; played++) {
            List<String> lines = RandomHistory.of(firstSeed + played);
            try {
                History.play(lines, tally);
            } catch (RuntimeException failed) {
                disagreements.add(shown(firstSeed + played, lines, failed));
                progress.accept(disagreements.getLast());
            }
            if ((played + 1) % each == 0) {
                progress.accept(
                        "%d of %d histories, %d disagreements".formatted(played + 1, histories, disagreements.size()));
            }
        }
        return disagreements;
    }

    private static String shown(long seed, List<String> lines, RuntimeException failed) {
        List<String> least = Shrinking.shrunk(lines);
        return "seed %d, shrunk to:%n%s%n%s"
                .formatted(
                        seed, String.join("\n", least), Shrinking.failure(least).orElse(String.valueOf(failed)));
    }
}
