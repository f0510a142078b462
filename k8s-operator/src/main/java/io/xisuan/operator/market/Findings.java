package io.xisuan.operator.market;

import io.xisuan.operator.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The problems found so far, in the order of finding. */
final class Findings {
    private final List<ResourceProblem> problems = new ArrayList<>();

    List<ResourceProblem> problems() {
        return List.copyOf(problems);
    }

    void add(Named resource, String field, ProblemReason reason, String problem) {
        problems.add(
                new ResourceProblem(resource.kind(), resource.namespace(), resource.name(), field, reason, problem));
    }

    void addAll(List<ResourceProblem> more) {
        problems.addAll(more);
    }

    /** Returns what a translation gave, or empty after noting why it gave nothing. */
    <T> Optional<T> done(Named resource, Translation<T> translation) {
        return switch (translation) {
            case Translation.Done<T> done -> Optional.of(done.value());
            case Translation.Refused<T> refused -> {
                add(
                        resource,
                        refused.problem().field(),
                        ProblemReason.INVALID,
                        refused.problem().problem());
                yield Optional.empty();
            }
        };
    }
}
