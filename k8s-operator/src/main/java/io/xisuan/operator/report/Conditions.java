package io.xisuan.operator.report;

import io.xisuan.operator.api.v1alpha1.StatusCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a resource's conditions on its former ones: the time of a transition moves only when the status flips. */
final class Conditions {
    private final List<StatusCondition> former;
    private final long generation;
    private final String now;
    private final List<StatusCondition> built = new ArrayList<>();

    Conditions(List<StatusCondition> former, long generation, Instant now) {
        this.former = List.copyOf(former);
        this.generation = generation;
        this.now = StatusText.instant(now);
    }

    Conditions yes(String type, Reason reason) {
        return add(type, "True", reason);
    }

    Conditions no(String type, Reason reason) {
        return add(type, "False", reason);
    }

    List<StatusCondition> build() {
        return List.copyOf(built);
    }

    private Conditions add(String type, String status, Reason reason) {
        String since = former.stream()
                .filter(old -> old.type().equals(type) && old.status().equals(status))
                .map(StatusCondition::lastTransitionTime)
                .findFirst()
                .orElse(now);
        String message = StatusText.cut(reason.text(), StatusText.CONDITION_BYTES);
        built.add(new StatusCondition(type, status, reason.word(), message, since, generation));
        return this;
    }
}
