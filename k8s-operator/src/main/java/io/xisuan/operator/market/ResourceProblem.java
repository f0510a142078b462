package io.xisuan.operator.market;

import java.util.Comparator;

/**
 * One resource that is left out, why, and what to do about it.
 *
 * @param namespace empty for what is in no namespace
 * @param field the dotted path of the field, as {@code spec.contractRef}
 * @param problem what is wrong with the field and what to do
 */
public record ResourceProblem(
        ResourceKind kind, String namespace, String name, String field, ProblemReason reason, String problem)
        implements Comparable<ResourceProblem> {
    private static final Comparator<ResourceProblem> ORDER = Comparator.comparing(ResourceProblem::kind)
            .thenComparing(ResourceProblem::namespace)
            .thenComparing(ResourceProblem::name)
            .thenComparing(ResourceProblem::field)
            .thenComparing(ResourceProblem::problem);

    @Override
    public int compareTo(ResourceProblem other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code TrainingJob team/train: spec.contractRef: ...}, for logs and messages. */
    @Override
    public String toString() {
        String full = namespace.isEmpty() ? name : namespace + "/" + name;
        return "%s %s: %s: %s".formatted(kind.word(), full, field, problem);
    }
}
