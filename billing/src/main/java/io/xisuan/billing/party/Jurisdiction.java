package io.xisuan.billing.party;

import java.util.regex.Pattern;

/**
 * A place from the province downwards, as {@code gansu/qingyang}; registrations, sites and programmes are compared by it.
 */
public record Jurisdiction(String path) implements Comparable<Jurisdiction> {
    private static final Pattern PATH = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,3}");

    public Jurisdiction {
        if (path.length() > 63 || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no place: write it from the province downwards, as gansu/qingyang".formatted(path));
        }
    }

    /** Returns whether the other place is this one or lies in it. */
    public boolean contains(Jurisdiction other) {
        return other.path.equals(path) || other.path.startsWith(path + "/");
    }

    @Override
    public int compareTo(Jurisdiction other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
