package io.xisuan.operator.manifest;

import io.xisuan.model.InputException;

/** One thing that is wrong with a manifest, and where. */
public record ManifestProblem(String file, int line, String field, String problem) {
    /** Returns the problem as an exception for one who stops at the first. */
    public InputException asException() {
        return InputException.at(file, line, field, problem);
    }

    /** Returns {@code file:line: field: problem}. */
    @Override
    public String toString() {
        return "%s:%d: %s: %s".formatted(file, line, field, problem);
    }
}
