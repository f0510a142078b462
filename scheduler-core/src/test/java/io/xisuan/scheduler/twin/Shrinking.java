package io.xisuan.scheduler.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Makes a failing history smaller while it still fails. */
public final class Shrinking {
    private Shrinking() {}

    /** Returns why the history fails, or empty when it does not; lines that make no sense any more do not count as failing. */
    public static Optional<String> failure(List<String> lines) {
        try {
            History.play(lines, new Tally());
            return Optional.empty();
        } catch (Disagreement
                | IllegalStateException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | NullPointerException failed) {
            return Optional.of(String.valueOf(failed));
        } catch (RuntimeException senseless) {
            return Optional.empty();
        }
    }

    /** Leaves out every line without which the history still fails, then every option of a line. */
    public static List<String> shrunk(List<String> lines) {
        List<String> least = new ArrayList<>(lines);
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = least.size() - 1; i >= 0; i--) {
                List<String> fewer = new ArrayList<>(least);
                fewer.remove(i);
                if (failure(fewer).isPresent()) {
                    least = fewer;
                    smaller = true;
                }
            }
        }
        for (int i = 0; i < least.size(); i++) {
            least.set(i, shorter(least, i));
        }
        return least;
    }

    private static String shorter(List<String> lines, int at) {
        List<String> words = new ArrayList<>(List.of(lines.get(at).split(" +")));
        for (int word = words.size() - 1; word > 0; word--) {
            if (!words.get(word).contains("=")) {
                continue;
            }
            List<String> fewer = new ArrayList<>(words);
            fewer.remove(word);
            List<String> other = new ArrayList<>(lines);
            other.set(at, String.join(" ", fewer));
            if (failure(other).isPresent()) {
                words = fewer;
            }
        }
        return String.join(" ", words);
    }
}
