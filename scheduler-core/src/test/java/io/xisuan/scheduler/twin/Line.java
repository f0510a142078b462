package io.xisuan.scheduler.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** One fact as text: words, then options as {@code key=value}; a word after those that are needed is a flag. */
final class Line {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final SortedMap<String, String> options = new TreeMap<>();

    Line(String text) {
        this.text = text;
        for (String word : text.strip().split(" +")) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                words.add(word);
            } else {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    String word(int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException("Word %d is missing: %s".formatted(at, text));
        }
        return words.get(at);
    }

    Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /** Says whether a word is there, or its option says yes. */
    boolean flag(String key) {
        return words.contains(key) || option(key).filter("yes"::equals).isPresent();
    }

    boolean denies(String key) {
        return option(key).filter("no"::equals).isPresent();
    }

    long number(String key, long otherwise) {
        return option(key).map(Long::parseLong).orElse(otherwise);
    }

    int count(String key, int otherwise) {
        return Math.toIntExact(number(key, otherwise));
    }

    /** Returns the parts of an option that are set apart by commas, each read; none when the option is missing. */
    <T> List<T> list(String key, Function<String, T> read) {
        return option(key)
                .map(value -> Arrays.stream(value.split(",")).map(read).toList())
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return text;
    }
}
