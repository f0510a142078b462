package io.xisuan.operator.translate;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a resource means: a value of the core, or the first field that cannot be understood. */
public sealed interface Translation<T> {
    /** The resource is understood. */
    record Done<T>(T value) implements Translation<T> {}

    /** The resource is refused; nothing of it is used. */
    record Refused<T>(FieldProblem problem) implements Translation<T> {}

    /**
     * Returns the value, or throws what the caller makes of the problem.
     *
     * @param refusal turns the problem into an exception, such as one with file and line
     */
    default T orThrow(Function<FieldProblem, ? extends RuntimeException> refusal) {
        return switch (this) {
            case Done<T> done -> done.value();
            case Refused<T> refused -> throw refusal.apply(refused.problem());
        };
    }

    /**
     * Runs a translation that refuses by {@link FieldRefusal}. Whatever else it throws is the problem of this one resource too: nobody's
     * resource keeps those of others from being understood.
     */
    static <T> Translation<T> of(Supplier<T> translation) {
        try {
            return new Done<>(translation.get());
        } catch (FieldRefusal e) {
            return new Refused<>(e.problem());
        } catch (RuntimeException unforeseen) {
            return new Refused<>(unforeseen(unforeseen));
        }
    }

    /** Returns the problem of a resource that broke its translation. */
    private static FieldProblem unforeseen(RuntimeException defect) {
        return new FieldProblem(
                "spec",
                "cannot be understood (%s): change what is unusual in it or delete it, and report it as a defect of Xisuan"
                        .formatted(defect));
    }
}
