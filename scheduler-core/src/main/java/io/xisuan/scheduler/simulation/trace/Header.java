package io.xisuan.scheduler.simulation.trace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of the columns of a file, and where each stands. */
final class Header {
    private final List<String> names;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    Header(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
    }

    boolean hasAll(List<String> columns) {
        return places.keySet().containsAll(columns);
    }

    boolean has(String column) {
        return places.containsKey(column);
    }

    /** Returns a name that two columns have; empty when none. Columns without a name are further ones, and ignored. */
    String repeated() {
        Set<String> seen = new HashSet<>();
        return names.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .findFirst()
                .orElse("");
    }

    /** Returns where the column stands, or -1. */
    int place(String column) {
        return places.getOrDefault(column, -1);
    }

    int size() {
        return names.size();
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }
}
