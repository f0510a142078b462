package io.xisuan.operator.translate;

import io.xisuan.model.InputException;
import java.time.DateTimeException;
import java.util.function.Function;

/** Carries a field's problem out of a translation; never leaves this package. */
final class FieldRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FieldProblem problem;

    FieldRefusal(String field, String problem) {
        super(field + ": " + problem);
        this.problem = new FieldProblem(field, problem);
    }

    FieldProblem problem() {
        return problem;
    }

    /** Returns what the reading makes of a field's value; what it throws becomes the field's problem. */
    static <A, B> B read(String field, A value, Function<A, B> reading) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | InputException e) {
            throw new FieldRefusal(field, String.valueOf(e.getMessage()));
        }
    }
}
