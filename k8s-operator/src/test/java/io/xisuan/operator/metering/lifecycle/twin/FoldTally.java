package io.xisuan.operator.metering.lifecycle.twin;

import java.util.Map;
import java.util.TreeMap;

/** How many pieces of each class were compared: a comparison that never meets a class says nothing of it. */
public final class FoldTally {
    private final Map<String, Integer> pieces = new TreeMap<>();

    void add(FoldAnswer answer) {
        answer.held().forEach(usage -> count(usage.reason().map(Enum::name).orElse("BILLED")));
        answer.rest().forEach(time -> count(time.laneClass().name()));
    }

    /** Returns how often the class was met. */
    public int of(String what) {
        return pieces.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        return pieces.toString();
    }

    private void count(String what) {
        pieces.merge(what, 1, Integer::sum);
    }
}
