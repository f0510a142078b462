package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.Observation;
import java.util.List;

/** What was observed of one small site, and the window that is asked for. */
public record History(long seed, SiteId site, Interval window, List<Observation> observations) {
    public History {
        observations = List.copyOf(observations);
    }

    History with(List<Observation> others) {
        return new History(seed, site, window, others);
    }

    /** Returns it for people: a line for each observation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed %d, window %s".formatted(seed, window));
        observations.forEach(seen -> text.append("\n  ").append(seen));
        return text.toString();
    }
}
